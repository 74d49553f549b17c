"""English amounts in other words than numerals: half of, one in five, several, a handful of."""

import re
from decimal import Decimal

from claims.normalising.quantities.english_tokens import (
    NUMERALS,
    SCALES,
    TENS,
    UNITS,
    alternatives,
)
from claims.normalising.quantities.numbers import Number

SOME: dict[str, list[int]] = NUMERALS["some"]
_SOME = alternatives([*SOME]).replace(r"\ ", " +")
_NUMERALS = {**UNITS, **TENS, **{f"a {scale}": value for scale, value in SCALES.items()}}
_COUNT = rf"\d{{1,3}}|{alternatives([*_NUMERALS])}"
_SCALE = alternatives([*SCALES])
_AFTER_HALF = r"(?= (?:of|the|its|their|his|her|our|all|those|these)\b(?! (?:time|battle|way)\b))"
_PHRASE = re.compile(
    rf"\b(?P<some>{_SOME})\b(?! (?:{_SCALE}|of (?:{_SCALE}))\b)"
    rf"|(?<!first )(?<!second )(?<!other )(?<!latter )(?<!the )(?<!and a )(?<!last )(?<!better )"
    rf"\b(?P<half>half){_AFTER_HALF}"
    rf"|\b(?P<unit>half (?:of )?an?)(?= (?!{_SCALE}))"
    rf"|\b(?P<part>{_COUNT}) (?:in|out of)(?: every)? (?P<whole>{_COUNT})\b(?![.,:/]?\d)(?= [a-z])",
    re.IGNORECASE,
)
_HALF = Decimal("0.5")


def find(text: str) -> list[Number]:
    """All of them, in order; `kind` is 'fraction', 'cardinal' (half a mile) or 'some'."""
    return [number for match in _PHRASE.finditer(text) if (number := _read(match))]


def _read(match: re.Match[str]) -> Number | None:
    if match["some"]:
        low, high = SOME[" ".join(match["some"].lower().split())]
        return Number(match.start(), match.end(), None, Decimal(low), Decimal(high), True, "some")
    if match["half"]:
        return Number(match.start(), match.end(), _HALF, kind="fraction")
    if match["unit"]:
        return Number(match.start(), match.end(), _HALF)
    part, whole = (_value(match[name]) for name in ("part", "whole"))
    if not 0 < part < whole:
        return None
    return Number(match.start(), match.end(), Decimal(part) / whole, kind="fraction")


def _value(surface: str) -> int:
    return int(surface) if surface.isdigit() else _NUMERALS[surface.lower()]
