"""Where an English article introduces persons and bodies with their role and affiliation."""

import re
from collections.abc import Iterator
from functools import cache

from articles.spans import Span

from . import lexicon
from .english import parse
from .english_offices import NAME, NAME_WORD, role_pattern, whole_affiliation
from .entities import Introduction

_EN = lexicon.WORDS["en"]
_SAYS = _EN["says"]
_AFTER = re.compile(
    r"(?: \([^)]*\))?(?:, [^,.\n]{0,80},)? (?:\w+ly |also |has |had |then |later )*"
    rf"(?:{_SAYS})(?!\w)"
)
_BEFORE = re.compile(rf"(?:{_SAYS}) (?:[\w.]+ ){{0,4}}$")
_BACK = 60
_WITHIN = frozenset({"of", "for", "the", "and", "ministry", "department", "council", "security"})


def is_subject(folded: str, start: int, end: int) -> bool:
    """Whether a mention speaks here: a verb of saying beside it, or it opens a sentence."""
    if _AFTER.match(folded, end):
        return True
    before = folded[max(0, start - _BACK) : start]
    return bool(_BEFORE.search(before)) or not before or before.rstrip(" \"'")[-1:] in ".\n?!"


@cache
def _known() -> re.Pattern[str]:
    names = (name for person in lexicon.persons().values() for name in person.en)
    return re.compile(rf"(?=\w)(?<![\w'-])(?:{lexicon.alternation(names)})(?![\w-])")


@cache
def _bodies() -> re.Pattern[str]:
    names = {*lexicon.en_states(), *lexicon.en_organisations()}
    return re.compile(rf"(?=\w)(?:[Tt]he )?(?<!\w)(?:{lexicon.alternation(names)})(?![\w-])")


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?P<name>{NAME}) (?:{_SAYS})(?!\w)")


def introductions(text: str, folded: str) -> Iterator[Introduction]:
    """Every naming of a person or body with whatever role and affiliation stands with it."""
    yield from _persons(folded)
    for match in _bodies().finditer(folded):
        speaker = parse(text[match.start() : match.end()])
        if speaker.kind == "body" and speaker.name:
            yield Introduction(Span(*match.span()), speaker)


def full_name(folded: str, family_name: str) -> Iterator[Introduction]:
    """The first place where given names stand before a family name, whatever is said there."""
    if not family_name.isalpha():
        return
    pattern = rf"(?<![\w'-])(?:{NAME_WORD} ){{1,3}}{family_name}(?![\w-])(?!'s)"
    for match in re.finditer(pattern, folded):
        speaker = parse(match.group())
        words = (speaker.name or "").split()
        whole = len(words) > 1 and words[-1] == family_name and speaker.kind == "person"
        if whole and not speaker.anonymous and _can_be_person(speaker.name or ""):
            yield Introduction(Span(*match.span()), speaker)
            return


def _persons(folded: str) -> Iterator[Introduction]:
    places = [*_with_role(folded), *_with_apposition(folded)]
    places += [Span(*match.span()) for match in _known().finditer(folded)]
    places += [Span(*m.span("name")) for m in _speaks().finditer(folded) if " " in m["name"]]
    first_places: dict[str, Span] = {}
    for place in places:
        first_places.setdefault(folded[slice(*place)], place)
    for phrase, place in first_places.items():
        speaker = parse(phrase)
        named = speaker.name if speaker.kind == "person" and not speaker.anonymous else None
        if named and _can_be_person(named):
            yield Introduction(place, speaker)


def _can_be_person(name: str) -> bool:
    """Not a dateline, a place or a day."""
    words = name.split()
    places = lexicon.en_territories()
    if name.isupper() or name in places or any(word in _EN["openers"] for word in words):
        return False
    return len(words) < 2 or not whole_affiliation(" ".join(words[:-1]))


def _with_role(folded: str) -> Iterator[Span]:
    """[affiliation] role Name, from the first of the capitalised or known words before the role."""
    name = re.compile(f" {NAME}")
    for role in role_pattern().finditer(folded):
        named = name.match(folded, role.end())
        if named:
            yield Span(_phrase_start(folded, role.start()), named.end())


def _phrase_start(folded: str, role: int) -> int:
    line = max(folded.rfind("\n", 0, role) + 1, role - _BACK)
    head = folded[line:role]
    tokens = list(re.finditer(r"[^\s]+", head))
    start = role
    for token in reversed(tokens):
        word = token.group()
        if word in _EN["openers"]:
            break
        known = word[0].isupper() or word.lower() in _EN["modifiers"] or word in _WITHIN
        if not known or word[-1] in ",;:)'\"" or (word[-1] == "." and word.count(".") == 1):
            break
        start = line + token.start()
    while first := re.match(r"(?:of|for|the|and) ", folded[start:role]):
        start += first.end()
    return start


def _with_apposition(folded: str) -> Iterator[Span]:
    """Name, (the) role …, up to the next comma or full stop."""
    pattern = rf"(?<![\w'-]){NAME}, (?P<rest>[^,.;\n]{{3,70}})"
    for match in re.finditer(pattern, folded):
        if re.match("(?:who|which|whose|where|when|but|and) ", match["rest"]):
            continue
        role = role_pattern().search(match["rest"])
        verb = re.search(rf"(?<!\w)(?:{_SAYS}|is|was|has|have|will)(?!\w)", match["rest"])
        if role and (verb is None or verb.start() > role.end()):
            end = match.start("rest") + verb.start() if verb else match.end()
            yield Span(match.start(), end)
