"""How far what is said goes, and what is no part of it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.mending.lexicon import words

_STOP = re.compile("[。！？]")
_OPENING = '“「『"'


def says_something(draft: Draft, text: str) -> bool:
    """A lone preposition is what is left of a content that the tagger lost."""
    return not all(words("lone").fullmatch(text, *part) for part in draft.content)


def of_the_accused(draft: Draft, text: str) -> Draft:
    """在【甲方】被指【可能撤军】之际，…: what the accused is said to have done, and no more."""
    cue = draft.cue[-1] if draft.cue else None
    if cue is None or not words("accusing").fullmatch(text, *cue):
        return draft
    before = [part for part in draft.content if part.end <= cue.start][-1:]
    after = [part for part in draft.content if part.start >= cue.end][:1]
    if not before or not after:
        return draft
    lead = words("leading").match(text, *before[0])
    end = words("closing").search(text, *after[0])
    if not lead or not end:
        return draft
    accused, deed = Span(lead.end(), before[0].end), Span(after[0].start, end.start())
    return replace(draft, content=(accused, deed))


def without_lead(draft: Draft, text: str) -> Draft:
    """证实【计划】，表示【将进行】: what is no quotation before 表示 is not what was 表示."""
    if not draft.cue or not words("speaking").fullmatch(text, *draft.cue[-1]):
        return draft
    if len(draft.cue) > 1:
        return draft  # 据…报道 and 对…表示 stand around their own words
    before = [part for part in draft.content if part.end <= draft.cue[0].start]
    after = tuple(part for part in draft.content if part.start >= draft.cue[-1].end)
    if not after or any(_is_quotation(part, text) for part in before):
        return draft
    return replace(draft, content=after)


def split_at_stops(draft: Draft, text: str) -> Iterator[Draft]:
    """Parts in another sentence than the cue's, with no cue between, are not of this cue.

    A quotation among them is the same source's, without a cue of its own.
    """
    if len(draft.content) < 2 or not draft.cue:
        yield draft
        return
    kept = _beside_cue(draft, text)
    yield replace(draft, content=tuple(draft.content[n] for n in kept))
    for n, part in enumerate(draft.content):
        if n not in kept and any(mark in text[part.start : part.end] for mark in _OPENING):
            yield replace(draft, cue=(), content=(part,))


def _beside_cue(draft: Draft, text: str) -> list[int]:
    """The parts that can be reached from the one nearest to the cue, by number."""
    parts, cue = draft.content, draft.cue[-1]
    nearest = min(
        range(len(parts)), key=lambda n: max(parts[n].start - cue.end, cue.start - parts[n].end)
    )
    kept = [nearest]
    for step in (1, -1):
        n = nearest + step
        while 0 <= n < len(parts) and not _parted(draft, min(n, n - step), text):
            kept.append(n)
            n += step
    return sorted(kept)


def _parted(draft: Draft, n: int, text: str) -> bool:
    one, other = draft.content[n], draft.content[n + 1]
    if any(one.end <= cue.start < other.start for cue in draft.cue):
        return False
    if _is_quotation(one, text) and _is_quotation(other, text):
        return False
    return _STOP.search(text, one.end - 1, other.start) is not None


def reports(draft: Draft, text: str) -> bool:
    return any(words("reporting").search(text, *cue) for cue in draft.cue)


def continued(draft: Draft, text: str) -> tuple[Span, ...]:
    """…报导，【甲方撤军。与此同时，乙方增兵】: the next sentence is in the report as well."""
    last = draft.content[-1]
    if text[last.end : last.end + 1] != "。" or not words("continuing").match(text, last.end + 1):
        return draft.content
    stop = _STOP.search(text, last.end + 1)
    line = text.find("\n", last.end)
    ends = [end for end in (stop.start() if stop else -1, line) if end >= 0]
    end = min(ends, default=len(text))
    return (*draft.content[:-1], Span(last.start, end))


def _is_quotation(part: Span, text: str) -> bool:
    return text[part.start] in _OPENING
