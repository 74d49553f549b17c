"""Scope words: what a figure says it takes in or leaves out. The lexicon is scope.toml."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from articles.spans import Span
from claims.comparing import Difference, Figure, Wording
from claims.normalising.places import find_places, place_label
from claims.normalising.sources.folding import fold

Placed = tuple[int, Span]  # a figure by its place among all of its text
_CLAUSE = re.compile("[，。；;！？!?…\n]|,(?!\\d)|\\.(?!\\d)")


@dataclass(frozen=True)
class ScopeWords:
    """A difference read at `[start, end)` of a text; `reach` tells which figures it is said of:
    "back", the one before; "next", the nearest; "clause", those of its clause."""

    start: int
    end: int
    difference: Difference
    reach: str


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
    figures: Sequence[Span], words: Sequence[ScopeWords], text: str, language: str
) -> list[frozenset[Difference]]:
    """For each figure of a text (their spans in order) what the scope words say of it.

    A figure within scope words ("within 200 km") is part of them, and nothing is said of it.
    """
    said: list[set[Difference]] = [set() for _figure in figures]
    free = [
        (place, span)
        for place, span in enumerate(figures)
        if not any(one.start < span.end and span.start < one.end for one in words)
    ]
    for one in words:
        for place in _about(one, words, free, text, language):
            said[place].add(one.difference)
    return [frozenset(differences) for differences in said]


def may_be_left_out(difference: Difference) -> bool:
    """Whether one who tells the same may well not say it: "another 200 billion", "200 billion"."""
    return difference.words.en in _left_out_freely()


@cache
def _left_out_freely() -> frozenset[str]:
    return frozenset(row["words_en"] for row in lexicon()["scope"] if row.get("left_out_freely"))


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


def _about(
    one: ScopeWords,
    words: Sequence[ScopeWords],
    figures: Sequence[Placed],
    text: str,
    language: str,
) -> list[int]:
    """The places of those figures that the words are said of."""
    if one.reach == "back":
        return _back(one, figures)
    clause = _clause(one, text)
    own = [(place, span) for place, span in figures if clause.start <= span.start < clause.end]
    if one.reach == "next":
        return _next(one, own)
    if rivals := [other for other in words if _is_rival(other, one, clause)]:
        return _up_to_rivals(one, rivals, own)
    return _in_clause(one, own, language)


def _back(one: ScopeWords, figures: Sequence[Placed]) -> list[int]:
    before = [place for place, span in figures if span.end <= one.start]
    return before[-1:] or [place for place, _span in figures[:1]]


def _next(one: ScopeWords, figures: Sequence[Placed]) -> list[int]:
    gaps = [(max(span.start - one.end, one.start - span.end), place) for place, span in figures]
    return [min(gaps)[1]] if gaps else []


def _up_to_rivals(
    one: ScopeWords, rivals: Sequence[ScopeWords], figures: Sequence[Placed]
) -> list[int]:
    """The figures behind the words, or before them where the first of them stands behind one."""
    if len(figures) == 1:
        # The others are another claim's: it is the nearest words that are said of this one.
        [(place, _span)] = figures
        nearest = min((one, *rivals), key=lambda other: _next_gap(other, figures))
        return [place] if nearest is one else []
    first = min(other.start for other in (one, *rivals))
    if all(first < span.start for _place, span in figures):
        stop = min((other.start for other in rivals if other.start > one.start), default=None)
        behind = [(place, span) for place, span in figures if span.start >= one.end]
        return [place for place, span in behind if stop is None or span.start < stop]
    begin = max((other.end for other in rivals if other.start < one.start), default=0)
    return [place for place, span in figures if begin <= span.start < one.start]


def _next_gap(one: ScopeWords, figures: Sequence[Placed]) -> int:
    return min(max(span.start - one.end, one.start - span.end) for _place, span in figures)


def _in_clause(one: ScopeWords, figures: Sequence[Placed], language: str) -> list[int]:
    """All of them; where the words stand between some, English says it of those before, Chinese of
    those behind."""
    before = [place for place, span in figures if span.end <= one.start]
    behind = [place for place, span in figures if span.start >= one.end]
    return (before or behind) if language.startswith("en") else (behind or before)


def _is_rival(other: ScopeWords, one: ScopeWords, clause: Span) -> bool:
    """Whether both say the same kind of thing in one clause, so that each has its own figures."""
    alike = (other.reach, other.difference.kind) == (one.reach, one.difference.kind)
    return alike and other is not one and clause.start <= other.start < clause.end


def _clause(one: ScopeWords, text: str) -> Span:
    ends = [match.start() for match in _CLAUSE.finditer(text)] + [len(text)]
    begin = max((end + 1 for end in ends if end < one.start), default=0)
    return Span(begin, next(end for end in ends if end >= one.end))


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
    return ScopeWords(
        match.start(), end, Difference(row["kind"], wording), row.get("reach", "clause")
    )
