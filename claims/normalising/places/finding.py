"""Places by their names: at one point of a text the longest name wins, and names do not overlap."""

import re
from collections.abc import Iterator

from claims.normalising.places.gazetteer import NONE, OF, Names, en_names, zh_names
from claims.normalising.places.place import Place
from claims.normalising.sources.folding import fold

# Where an English name may begin; not after a hyphen: "pro-Russia" is no place.
_WORD = re.compile(r"(?<!\w)(?<![a-z]-)[A-Za-z][\w.']*")
_END = re.compile(r"(?!\w)(?!-[a-z])")  # nor is "US-led"
_MAKES_A_PLACE = re.compile(
    r" (?:borders?|territory|soil|airspace|waters|capital|coast|provinces?|cit(?:y|ies)|towns?|"
    r"frontier)\b"
)


def find_places(text: str, language: str) -> list[Place]:
    """The places that a text in English, or in Chinese of either script, names, in their order.

    Other languages have none. Adjectives name no place ("Russian troops") unless what follows
    does ("Ukrainian soil").
    """
    folded = fold(text)
    if language.startswith("zh"):
        return list(_chinese(folded))
    return list(_english(folded)) if language.startswith("en") else []


def _chinese(folded: str) -> Iterator[Place]:
    names, at = zh_names(), 0
    while at < len(folded):
        found = next(
            (pair for pair in names.get(folded[at], ()) if folded.startswith(pair[0], at)), None
        )
        if found and found[1] != NONE:
            yield Place(at, at + len(found[0]), found[1])
        at += len(found[0]) if found else 1


def _english(folded: str) -> Iterator[Place]:
    names, taken = en_names(), 0
    for word in _WORD.finditer(folded):
        if word.start() < taken:
            continue
        found = _name_at(folded, word, names)
        if found is None:
            continue
        name, place = found
        taken = word.start() + len(name)
        if place != NONE:
            yield Place(word.start(), taken, place)


def _name_at(folded: str, word: re.Match[str], names: Names) -> tuple[str, str] | None:
    for first in dict.fromkeys((word[0], word[0].removesuffix("'s"), word[0].rstrip("."))):
        for name, place in names.get(first, ()):
            end = word.start() + len(name)
            if folded.startswith(name, word.start()) and _END.match(folded, end):
                if place.startswith(OF) and not _MAKES_A_PLACE.match(folded, end):
                    return name, NONE
                return name, place.removeprefix(OF)
    return None
