"""Scope words: what a figure says it takes in or leaves out. The lexicon is scope.toml."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from articles.spans import Span
from claims.comparing import Difference, Figure, Wording
from claims.normalising.places import find_places, place_label
from claims.normalising.sources.folding import fold

_CLAUSE = re.compile("[，。；;！？!?…\n]|,(?!\\d)|\\.(?!\\d)")


@dataclass(frozen=True)
class ScopeWords:
    """A difference read at `[start, end)` of a text; `back`: it is said of the figure before it."""

    start: int
    end: int
    difference: Difference
    back: bool


@cache
def lexicon() -> dict[str, Any]:
    path = files(__package__).joinpath("scope.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], dict[str, Any]], ...]:
    # In one case only: in English the capital tells a name.
    before, after = ("(?<![\\w-])(?:", ")(?!\\w)") if language == "en" else ("(?:", ")")
    return tuple((re.compile(before + row[language] + after), row) for row in lexicon()["scope"])


def find_scopes(text: str, language: str) -> list[ScopeWords]:
    """The scope words of a text in English or Chinese, in their order; other languages have none.

    Of words that overlap, those of the earlier entry of the lexicon are found.
    """
    name = language.split("-")[0]
    if name not in ("en", "zh"):
        return []
    folded = fold(text)
    found: list[ScopeWords] = []
    for pattern, row in _patterns(name):
        for match in pattern.finditer(folded):
            one = _scope_words(match, row, name)
            if one and all(one.end <= other.start or other.end <= one.start for other in found):
                found.append(one)
    return sorted(found, key=lambda one: one.start)


def scopes_of(
    figures: Sequence[Span], words: Sequence[ScopeWords], text: str
) -> list[frozenset[Difference]]:
    """For each figure of a text (their spans in order) what the scope words say of it."""
    said: list[set[Difference]] = [set() for _figure in figures]
    for one in words:
        for place in _about(one, figures, text):
            said[place].add(one.difference)
    return [frozenset(differences) for differences in said]


def of_the_figure(figure: Figure) -> frozenset[Difference]:
    """Why a figure by itself is no part of a spread of levels: it is planned, denied, a change."""
    found = set()
    if not figure.is_fact:
        mode = "denied" if figure.polarity == "denied" else figure.modality
        found.add(Difference("modality", Wording(**lexicon()["modality"][mode])))
    if figure.change:
        change = lexicon()["change"][figure.direction or "rise"]
        found.add(Difference("counting", Wording(**change)))
    return frozenset(found)


def _about(one: ScopeWords, figures: Sequence[Span], text: str) -> Iterator[int]:
    """The places among the figures of those that the words are said of."""
    if not figures:
        return
    if one.back:
        before = [place for place, (_start, end) in enumerate(figures) if end <= one.start]
        yield before[-1] if before else 0
        return
    ends = [match.start() for match in _CLAUSE.finditer(text)] + [len(text)]
    begin = max((end + 1 for end in ends if end < one.start), default=0)
    finish = next(end for end in ends if end >= one.end)
    yield from (place for place, (start, _end) in enumerate(figures) if begin <= start < finish)


def _scope_words(match: re.Match[str], row: dict[str, Any], language: str) -> ScopeWords | None:
    """None where the words that should name a place name none."""
    english = {key.rstrip("2"): words for key, words in match.groupdict().items() if words}
    chinese, end = dict(english), match.end()
    if "{place}" in row["words_en"]:
        group = "place" if match["place"] else "place2"
        places = find_places(match[group], language)
        if not places:
            return None
        end = match.start(group) + places[0].end
        english["place"] = place_label(places[0].id, "en")
        chinese["place"] = place_label(places[0].id, "zh-Hans")
    if unit := english.get("unit"):
        words = lexicon()["units"][unit]
        english["unit"], chinese["unit"] = words["en"], words["zh"]
    wording = Wording(row["words_en"].format(**english), row["words_zh"].format(**chinese))
    return ScopeWords(match.start(), end, Difference(row["kind"], wording), "reach" in row)
