"""Who made an article: its writer, and the wire service whose copy it is.

Publisher and wire service are two facts (decision record 0063): a paper that prints an agency's
report is its publisher, and the agency is its wire service.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from articles.reading.blocks import Block
from articles.reading.draft import Draft
from articles.reading.rules import Pattern, Rules, common_rules, publisher_named
from articles.reading.wires import WireService, wire_named

_NEAR = 120  # characters of a block in which the writer is named
_BYLINE_LIMIT = 300  # characters
_SHORT = 90  # characters; a line around the body that is longer is no credit line
_LEADING = re.compile(r"^(?:(?:[Ww]ritten |[Ss]tory )?[Bb]y|BY)[\s:：]+")
_ROLE = re.compile(r"\s*(?:责任编辑|責任編輯|编辑|編輯|校对|校對|摄影|攝影)\s*[:：].*$")
_LISTS = ("related links", "comments", "photo caption", "navigation", "advertisement")


def wire_of(draft: Draft, publisher: str | None) -> str | None:
    """The canonical name of the credited wire service; None where it is the publisher itself.

    The first of: the dateline, what the head says, a line like "Source: AP" around the body, the
    mark at the end of the text, the writer's line, the agency's own notice.
    """
    service = next(_credited(draft), None)
    if service is None or service.is_publisher(publisher) or wire_named(publisher or "") == service:
        return None
    return service.name


def _credited(draft: Draft) -> Iterator[WireService]:
    kept = [block.words for block in draft.blocks if block.reason is None]
    for match in datelines(draft):
        yield from _named_in(match)
    for name in draft.credits:
        yield from _of_name(name)
    yield from _searched("source", _lines_around(draft))
    yield from _searched("end", [words[-_NEAR:] for words in kept[-1:-3:-1]])
    written = [b.words for b in draft.blocks if b.reason and _may_be_byline(b)]
    yield from _searched(
        "byline", [*(author[:_NEAR] for author in draft.authors), *kept[:2], *written]
    )
    notices = [b.words for b in draft.blocks if b.reason and b.reason not in _LISTS]
    yield from _searched("notice", [*notices, *kept[-1:-4:-1]])


def _may_be_byline(block: Block) -> bool:
    if block.reason in ("byline line", "credit"):
        return True
    return len(block.words) < _NEAR and bool(_LEADING.match(block.words))


def _lines_around(draft: Draft) -> list[str]:
    """Short dropped lines that may say where the text comes from, and the text's own last line."""
    return [
        block.words
        for block in draft.blocks
        if block.reason
        and len(block.words) < _SHORT
        and (block.reason not in _LISTS or block.words.startswith(("本文来源", "本文來源")))
    ]


def _of_name(name: str) -> Iterator[WireService]:
    """A name that the head credits: a service's, or a writer's with the service beside it."""
    if service := wire_named(name):
        yield service
    else:
        yield from _searched("byline", [name[:_NEAR]])


def _searched(where: str, lines: list[str]) -> Iterator[WireService]:
    patterns = [pattern for pattern in common_rules().wire if pattern.where == where]
    for words in lines:
        for pattern in patterns:
            if match := pattern.regex.search(words):
                yield from _named_in(match, pattern)


def _named_in(match: re.Match[str], pattern: Pattern | None = None) -> Iterator[WireService]:
    """The service that a pattern found: by its group, or by what the pattern itself stands for."""
    groups = [match.groupdict().get(name) for name in ("wire", "line", "desk", "also", "publisher")]
    names = [name for name in groups if name] or ([pattern.name] if pattern else [])
    yield from filter(None, map(wire_named, names))


def datelines(draft: Draft) -> Iterator[re.Match[str]]:
    """The dateline in one of the first kept blocks, in the publisher's own form or a common one."""
    own = draft.rules.dateline if draft.rules else ()
    kept = [block.words for block in draft.blocks if block.reason is None]
    for pattern in own:
        yield from filter(None, (pattern.regex.search(block.words) for block in draft.blocks))
    for words in kept[:3]:
        yield from filter(
            None, (pattern.regex.search(words[:300]) for pattern in common_rules().dateline)
        )


def byline_of(draft: Draft, publisher: str | None) -> str | None:
    """The writers' names. A publisher or a wire service that signs with its own name is none."""
    for author in draft.authors:
        if name := _people(author, draft.rules, publisher):
            return name
    kept = [block.words for block in draft.blocks if block.reason is None][:2]
    others = [
        b.words for b in draft.blocks if b.reason in ("credit", "byline line", "photo caption")
    ]
    around = [
        b.words
        for b in draft.blocks
        if b.reason and (len(b.words) < 60 or _may_be_byline(b)) and b.words not in others
    ]
    for words in (*kept, *others, *around):
        for found in _bylines_in(words[:_NEAR]):
            if name := _people(found, draft.rules, publisher):
                return name
    return None


def _bylines_in(words: str) -> Iterator[str]:
    """The writers in a line: before an agency's name, or as a byline says them."""
    rules = common_rules()
    for pattern in rules.wire:
        if pattern.where == "byline" and (match := pattern.regex.search(words)):
            yield match.groupdict().get("person") or ""
    for pattern in rules.byline:
        if match := pattern.regex.search(words):
            yield match["byline"]


def _people(written: str, rules: Rules | None, publisher: str | None) -> str:
    """A byline without its "By", its agency and its publisher; "" if nobody is left."""
    line = _ROLE.sub("", _LEADING.sub("", " ".join(written[:_BYLINE_LIMIT].split())))
    for pattern in common_rules().wire:
        if pattern.where == "byline" and (match := pattern.regex.search(line)):
            line = match.groupdict().get("person") or ""
    line = line.strip(" -–—|,/·")
    names = [name.strip() for name in re.split(r"\s*[,|]\s*", line)]
    others = {publisher or "", *(rules.all_names if rules else ())} - {""}
    people = [name for name in names if name and not _is_nobody(name, others)]
    return line if len(people) == len(names) else ", ".join(people)


def _is_nobody(name: str, others: set[str]) -> bool:
    """Whether it is the publisher, a part of it ("BBC News, Kyiv desk"), or another newsroom."""
    if any(pattern.regex.search(name) for pattern in common_rules().nobody):
        return True
    if any(name == other or name.startswith(other + " ") for other in others):
        return True
    return wire_named(name) is not None or publisher_named(name) is not None
