"""The words that loosen a number: 约, 超过, 多达, 左右; about, at least, up to, or more."""

import re
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from claims.normalising.quantities.lexicons import load


@dataclass(frozen=True, slots=True)
class Bounds:
    """What stands around a number: the span with its words, their effects, their surface."""

    start: int
    end: int
    effects: frozenset[str] = field(default_factory=frozenset)
    words: tuple[str, ...] = ()


class _Patterns(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    before_effect: dict[str, str]
    after_effect: dict[str, str]


_WINDOW = 24  # code points; longer than any word of bounds.toml


def read_bounds(text: str, start: int, end: int, language: str) -> Bounds:
    """Bounds around the number (with its unit) at `[start, end)`; start and end grow over them."""
    patterns = _patterns("en" if language.startswith("en") else "zh")
    effects: set[str] = set()
    words: list[str] = []
    while match := patterns.before.search(text, max(0, start - _WINDOW), start):
        if patterns.before_effect[_key(match)] == "reach" and text[start] not in _BARE:
            break
        start = match.start("word")
        words.insert(0, match["word"])
        effects.add(patterns.before_effect[_key(match)])
    if match := patterns.after.match(text, end):
        end = match.end()
        words.append(match["word"])
        effects.add(patterns.after_effect[_key(match)])
    elif language.startswith("en") and (match := _TRAILING.match(text, end)):
        words.append(match["word"])  # beyond the noun, so outside the span
        effects.add("least" if match["word"].endswith("more") else "most")
    return Bounds(start, end, frozenset(effects), tuple(words))


_BARE = frozenset("百千万萬亿億半")  # 上万, 过半, but not 机上27人
_TRAILING = re.compile(r"(?: [a-z]{3,}){1,2} (?P<word>or (?:more|fewer|less))\b")


def _key(match: re.Match[str]) -> str:
    return " ".join(match["word"].lower().split())


_HINT = {
    "zh": re.compile(r"(?:估计|估計|预估|預估|推估|粗估|估算)[^，。；、\n0-9]{0,6}\Z"),
    "en": re.compile(r"\bestimat(?:ed?|es|ing)\b[^.;\n]{0,24}\Z", re.IGNORECASE),
}


def is_estimated(text: str, start: int, language: str) -> bool:
    """Whether the clause calls the number at `start` an estimate (估计为94,300人)."""
    return bool(
        _HINT["en" if language.startswith("en") else "zh"].search(text, max(0, start - 40), start)
    )


@cache
def _patterns(language: str) -> _Patterns:
    before: dict[str, str] = {}
    after: dict[str, str] = {}
    closing: dict[str, str] = {}
    signs: tuple[dict[str, str], dict[str, str]] = {}, {}
    forbidden: dict[str, str] = {}
    for row in load("bounds.toml")["bound"]:
        effect = row["effect"]
        for word in filter(lambda w: _is(w, language), row["before"]):
            before[word] = effect
            forbidden[word] = row.get("not_after", "")
        after.update({w: effect for w in row["after"] if _is(w, language)})
        closing.update({w: effect for w in row.get("closing", ()) if _is(w, language)})
        signs[0].update(dict.fromkeys(row.get("signs", ()), effect))
        signs[1].update(dict.fromkeys(row.get("signs_after", ()), effect))
    return _Patterns(
        re.compile(_before(before, forbidden, signs[0], language), re.IGNORECASE),
        re.compile(_after(after, closing, signs[1], language), re.IGNORECASE),
        before | signs[0],
        after | closing | signs[1],
    )


def _before(
    words: dict[str, str], forbidden: dict[str, str], signs: dict[str, str], language: str
) -> str:
    blank = r"\s{1,2}(?:the |a |another )?" if language == "en" else r"[ \xa0]?"
    ahead = rf"(?:{_left(words, forbidden, language)})(?={blank}\Z)"
    return rf"(?P<word>{ahead}|[{''.join(signs)}](?= ?\Z))(?:{blank}| ?)\Z"


def _after(
    words: dict[str, str], closing: dict[str, str], signs: dict[str, str], tongue: str
) -> str:
    sign = f"[{''.join(map(re.escape, signs))}](?![0-9])"
    if tongue == "en":
        return rf" ?(?P<word>(?:(?<= )|(?=-))(?:{_longest(words)})\b|(?<! ){sign})"
    return rf"(?P<word>{_longest(words)}|(?:{_longest(closing)})(?=[的，。；、）)\s]|\Z)|{sign})"


def _is(word: str, language: str) -> bool:
    return word.isascii() == (language == "en")


def _left(words: dict[str, str], forbidden: dict[str, str], language: str) -> str:
    if language == "en":
        return rf"\b(?:{_longest(words)})"
    return "|".join(
        (f"(?<![{forbidden[w]}])" if forbidden[w] and len(w) == 1 else "") + re.escape(w)
        for w in sorted(words, key=len, reverse=True)
    )


def _longest(words: dict[str, str]) -> str:
    return "|".join(
        re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)
    )
