"""Where a Chinese article introduces persons and bodies with their role and affiliation."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from articles.spans import Span

from . import lexicon
from .chinese import parse
from .chinese_names import is_body_like
from .entities import Introduction
from .folding import fold
from .speaker import Speaker

_ZH = lexicon.WORDS["zh"]
_SAYS = _ZH["says"]
# after a mention: a bracket, then at most a short adverbial, then a verb of saying
_SAYS_NOW = re.compile(_SAYS)
_SPEAKS = re.compile(rf"\s*(?:\([^)]*\))?[^，。；！？\n]{{0,14}}?(?:{_SAYS})")


def is_subject(folded: str, start: int, end: int) -> bool:
    """Whether a mention speaks here: a verb of saying follows it in the clause.

    With a role between them somebody else speaks: 拜登的发言人说.
    """
    match = _SPEAKS.match(folded, end)
    return match is not None and not _any_role().search(folded, end, match.end())


_BREAK = re.compile(_ZH["breaks"])
_BRACKET = re.compile(r"\s*\([A-Z][^()]{0,80}\)")
_LOOK_BACK = 26
_HAN = "[㐀-鿿]"
_OFFICES = ("office", "spokesperson", "title", "collective")


@cache
def _any_role() -> re.Pattern[str]:
    roles = lexicon.zh_roles().items()
    return re.compile(lexicon.alternation(word for word, key in roles if key != "journalist"))


@cache
def _role_end() -> re.Pattern[str]:
    words = (word for word, key in lexicon.zh_roles().items() if _kind(key) in _OFFICES)
    return re.compile(f"(?:{lexicon.alternation(words)})$")


def _kind(role_id: str) -> str:
    return lexicon.roles()[role_id].kind


@cache
def _anchors() -> re.Pattern[str]:
    """Names: known, with a middle dot, before a bracketed Latin name, or after a role."""
    known = lexicon.alternation(name for person in lexicon.persons().values() for name in person.zh)
    offices = lexicon.alternation(
        word for word, key in lexicon.zh_roles().items() if _kind(key) in ("office", "spokesperson")
    )
    end = f"(?=(?:{_ZH['name_ends']})|$)"
    return re.compile(
        f"(?P<dotted>{_HAN}{{1,18}}(?:·{_HAN}{{1,8}}?){{1,5}}{_HAN}{{0,8}}?{end})"
        f"|(?P<known>{known})"
        f"|(?<=(?:))(?P<glossed>{_HAN}{{2,7}})(?=\\((?:[A-Z]))"
        f"|(?P<office>{offices})(?P<after>(?!{_ZH['name_ends']}){_HAN}{{2,4}}?){end}"
    )


@cache
def _places() -> re.Pattern[str]:
    return re.compile(lexicon.alternation(lexicon.zh_territories()))


@cache
def _organisations() -> re.Pattern[str]:
    return re.compile(lexicon.alternation(lexicon.zh_organisations()))


@cache
def _bodies() -> re.Pattern[str]:
    places = lexicon.alternation(lexicon.zh_territories())
    named = lexicon.alternation(lexicon.zh_organisations())
    return re.compile(f"(?:{places})?(?:{named})|{places}")


def introductions(text: str, folded: str) -> Iterator[Introduction]:
    """Every naming of a person or body with whatever role and affiliation stands before it."""
    yield from _persons(text, folded)
    for match in _bodies().finditer(folded):
        speaker = parse(text[match.start() : match.end()])
        if speaker.kind == "body" and speaker.name and len(speaker.name) > 1:
            yield Introduction(Span(*match.span()), speaker)
    for match in re.finditer(rf"({_HAN}{{3,16}})\(([A-Z][A-Za-z0-9]{{1,9}})\)", folded):
        name = _known_tail(match.group(1))
        if name:
            start = match.end(1) - len(name)
            glossed = replace(parse(text[start : match.end(1)]), name_latin=match.group(2))
            yield Introduction(Span(start, match.end()), glossed)


def _known_tail(run: str) -> str | None:
    tails = (run[start:] for start in range(len(run)))
    return next((tail for tail in tails if tail in lexicon.zh_organisations()), None)


def _persons(text: str, folded: str) -> Iterator[Introduction]:
    position = 0
    while match := _anchors().search(folded, position):
        start, end = match.span()
        if match["office"]:
            start = match.start("after")
            speaks = _SAYS_NOW.match(folded, end)
            if end - start < 3 and folded[start] not in _ZH["surnames"] and not speaks:
                position = start
                continue
        elif match["dotted"] or match["glossed"]:
            start = _name_start(folded, start, end)
        position = max(end, match.start() + 1)
        bracket = _BRACKET.match(folded, end)
        place = Span(_phrase_start(folded, start), bracket.end() if bracket else end)
        speaker = parse(text[slice(*place)])
        if speaker.kind == "person" and speaker.name and not speaker.anonymous:
            yield Introduction(place, _sure_of_place(speaker))


def _sure_of_place(speaker: Speaker) -> Speaker:
    """A scanned phrase may begin too early: an affiliation must look like one."""
    place = fold(speaker.affiliation or "")
    if not place or speaker.affiliation_id or (len(place) > 2 and is_body_like(place)):
        return speaker
    return replace(speaker, affiliation=None)


def _name_start(folded: str, start: int, end: int) -> int:
    """A run of characters before a middle dot may hold break words and the role before the name."""
    dot = folded.find("·", start, end)
    head = folded[start : dot if dot >= 0 else end]
    for cut in range(len(head) - 1, 0, -1):
        if _role_end().search(head[:cut]):
            return start + cut
    breaks = [m.end() for m in _BREAK.finditer(head) if m.end() < len(head)]
    return start + (breaks[-1] if breaks else 0)


def _phrase_start(folded: str, name: int) -> int:
    """Where the phrase that ends in the name at `name` begins, with its role and affiliation."""
    window_start = max(0, name - _LOOK_BACK)
    window = folded[window_start:name]
    role = _role_end().search(window)
    if not role:
        return name
    head = window[: role.start()]
    breaks = list(_BREAK.finditer(head))
    begin = _outside(breaks, head)
    for pattern in (_places(), _organisations()):
        found = pattern.search(head, begin)
        if found:
            return window_start + found.start()
    return window_start + begin


def _outside(breaks: list[re.Match[str]], head: str) -> int:
    """The last break that is no part of a body's name (国家安全和国防委员会)."""
    inside = [m.span() for m in _organisations().finditer(head)]
    for match in reversed(breaks):
        if not any(start < match.start() < end for start, end in inside):
            return match.end()
    return 0
