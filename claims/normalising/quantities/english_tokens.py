"""The tokens of an English numeral."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from claims.normalising.quantities.chinese_tokens import signed
from claims.normalising.quantities.counting import noun_at
from claims.normalising.quantities.lexicons import load

NUMERALS = load("numerals.en.toml")
UNITS: dict[str, int] = NUMERALS["units"]
TENS: dict[str, int] = NUMERALS["tens"]
SCALES: dict[str, int] = NUMERALS["scales"]
SUFFIXES: dict[str, int] = NUMERALS["suffixes"]
ORDINALS: dict[str, int] = NUMERALS["ordinals"]


def alternatives(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_FIGURE = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d{1,3}(?:[\u202f\u00a0]\d{3})+(?!\d)"
    r"|\d{1,3}(?: \d{3})*? 000(?!\d)|\d+(?:\.\d+)?|\.\d+"
)
_TOKEN = re.compile(
    rf"(?P<figure>{_FIGURE})(?P<power>e[+-]?\d+|\^[+-]*\d+)?"
    rf"(?P<short>(?P<blank> ?)(?P<suffix>{alternatives([*SUFFIXES])})\b(?!'))?"
    rf"|(?P<unit>{alternatives([*UNITS])})\b|(?P<ten>{alternatives([*TENS])})\b"
    rf"|(?P<scale>{alternatives([*SCALES])})\b|(?P<ordinal>(?:{alternatives([*ORDINALS])})s?|halves)\b"
    rf"|(?P<article>an?)\b|(?P<point>point)\b|(?P<and>and)\b",
    re.IGNORECASE,
)
_GAP = re.compile(r"\s{1,3}(?:- )?|-")
_SPACES = re.compile(r"[\s\u202f\u00a0,]")
_MONEY_BEFORE = re.compile(r"[$£€¥￥] ?\Z")
_ONLY_MONEY = frozenset("mt")  # 5m are metres, $5m is money
_NO_GAP = frozenset(["b", "g"])
_LONGEST = 40  # tokens; no numeral has more, and hostile texts stay cheap
_POWER_LIMIT = 400


class Token(NamedTuple):
    kind: str
    value: Decimal
    start: int
    end: int


def tokens_at(text: str, at: int) -> list[Token]:
    tokens: list[Token] = []
    while len(tokens) < _LONGEST and (match := _TOKEN.match(text, at)):
        tokens.append(_token(match))
        gap = _GAP.match(text, tokens[-1].end)
        if not gap:
            break
        at = gap.end()
    return tokens


def _token(match: re.Match[str]) -> Token:
    word = match[0].lower()
    if match["figure"]:
        return _figure(match)
    kind = match.lastgroup or ""
    if match["ordinal"]:
        kind = "ordinals" if word.endswith("s") else "ordinal"
        value = ORDINALS.get(word) or ORDINALS.get(word.rstrip("s")) or ORDINALS["half"]
    else:
        value = UNITS.get(word) or TENS.get(word) or SCALES.get(word) or int(kind == "article")
    return Token(kind, Decimal(value), match.start(), match.end())


def _figure(match: re.Match[str]) -> Token:
    value = Decimal(_SPACES.sub("", match["figure"]))
    end = match.end("figure")
    if power := match["power"]:
        exponent = signed(power[1:])
        if abs(exponent) <= _POWER_LIMIT:
            value = value**exponent if power[0] == "^" else value.scaleb(exponent)
            end = match.end("power")
    if match["suffix"] and _is_scale(match):
        value, end = value * SUFFIXES[match["suffix"].lower()], match.end()
    return Token("figure", value, match.start(), end)


def _is_scale(match: re.Match[str]) -> bool:
    suffix = match["suffix"]
    if suffix == "m" and not match["blank"] and noun_at(match.string, match.end() + 1):
        return True  # 1.2m refugees
    if _MONEY_BEFORE.search(match.string, max(0, match.start() - 2), match.start()):
        return True
    return suffix not in _ONLY_MONEY and not (match["blank"] and suffix.lower() in _NO_GAP)
