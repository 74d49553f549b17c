"""A number and its unit of measure: percentages, money, lengths, durations, ages, temperatures.

>>> [(m.kind, m.value, m.unit) for m in find_measures("涨幅达5%，合2.3亿美元", "zh-Hans")]
[('percentage', Decimal('5'), 'percent'), ('currency', Decimal('230000000.0'), 'USD')]
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.normalising.quantities import chinese, chinese_measures, english, english_measures
from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.measure import Measure, scale
from claims.normalising.quantities.numbers import Number


class _Unit(NamedTuple):
    kind: str
    unit: str
    factor: Decimal


class _Words(NamedTuple):
    after: re.Pattern[str]
    before: re.Pattern[str]
    units: dict[str, _Unit]
    signs: dict[str, _Unit]


def find_measures(text: str, language: str) -> list[Measure]:
    """Every number of `text` that has a unit, in order."""
    chinese_text = not language.startswith("en")
    numbers = chinese.find(text, bare=True) if chinese_text else english.find(text, glued=True)
    return list(_measures(text, numbers, language))


def _measures(text: str, numbers: list[Number], language: str) -> Iterator[Measure]:
    end = 0
    for number in numbers:
        measure = read_measure(text, number, language) if number.start >= end else None
        if measure:
            end = measure.end
            yield measure


def read_measure(text: str, number: Number, language: str) -> Measure | None:
    """The measure that `number` heads or closes, None for a bare number."""
    if not language.startswith("en"):
        return chinese_measures.read(text, number) or _read_unit(text, number, "zh")
    return english_measures.read(text, number) or _read_unit(text, number, "en")


@cache
def _words(language: str) -> _Words:
    units: dict[str, _Unit] = {}
    signs: dict[str, _Unit] = {}
    for row in load("units.toml")["unit"]:
        for word in row[language]:
            units[word.lower()] = _Unit(row["kind"], row["unit"], Decimal(1))
    for row in load("currencies.toml")["currency"]:
        whole = _Unit("currency", row["code"], Decimal(1))
        units.update({word.lower(): whole for word in row[language]})
        units.update(
            {word: _Unit("currency", row["code"], Decimal("0.01")) for word in row["cents"]}
        )
        signs.update({sign.lower(): whole for sign in row["sign"]})
    blank = r"[ \xa0]{0,3}" if language == "zh" else r"(?: ?- ?|[\s\xa0]{0,2})"
    after = _any(units)
    return _Words(
        re.compile(
            rf"{blank}(?P<more>[个個]半(?=小|月|钟|鐘|星|[礼禮世]))?(?P<unit>{after})(?P<half>半)?",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![A-Za-z0-9])(?P<sign>{_any(signs)})[ \xa0]{{0,2}}\Z", re.IGNORECASE),
        units,
        signs,
    )


def _any(words: dict[str, _Unit]) -> str:
    """Longest first; a word that ends in a letter must end there."""
    ordered = sorted(words, key=len, reverse=True)
    ascii_end = [
        re.escape(w) + (r"(?![A-Za-z0-9])" if w[-1].isascii() and w[-1].isalpha() else "")
        for w in ordered
    ]
    return "|".join(ascii_end)


_OTHER_WORD = re.compile(load("surroundings.toml")["not_unit"])


def _read_unit(text: str, number: Number, language: str) -> Measure | None:
    words = _words(language)
    if sign := words.before.search(text, max(0, number.start - 8), number.start):
        unit = words.signs[sign["sign"].lower()]
        end = _repeated(text, number.end, unit, words)
        return Measure(sign.start(), end, unit.kind, unit.unit, number)
    match = words.after.match(text, number.end)
    if language == "en" and _IN_A_NAME.search(text, max(0, number.start - 2), number.start):
        return None
    if language == "zh" and (points := _POINTS.match(text, number.end)):
        return Measure(number.start, points.end(), "percentage", "percentage-point", number)
    if (
        match is None
        or text[number.start - 1 : number.start] == "%"
        or _OTHER_WORD.match(text, match.start("unit"))
    ):
        return None
    unit = words.units[match["unit"].lower()]
    if unit.factor != 1:
        number = scale(number, unit.factor)
    if (match["half"] or match["more"]) and number.value is not None:
        number = replace(number, value=number.value + Decimal("0.5"))
    measure = Measure(number.start, match.end(), unit.kind, unit.unit, number)
    if unit.kind == "temperature":
        return chinese_measures.read_temperature(text, measure)
    return _with_cents(text, measure, language) if unit.factor == 1 else measure


def _repeated(text: str, end: int, sign: _Unit, words: _Words) -> int:
    """人民币五十万元: the currency stands on both sides."""
    match = words.after.match(text, end)
    same = match and words.units[match["unit"].lower()] == sign
    return match.end() if match and same and not _OTHER_WORD.match(text, end) else end


_IN_A_NAME = re.compile(r"[A-Za-z]-\Z")  # AK-47 m
_POINTS = re.compile(r" {0,3}[个個]? ?百 ?分 ?[点點]")
_THEN = {"zh": re.compile("[又零]?"), "en": re.compile(r" and |,? ")}


def _with_cents(text: str, measure: Measure, language: str) -> Measure:
    """thirteen dollars and forty-five cents; 两美元又三美分."""
    then = _THEN[language].match(text, measure.end)
    if measure.kind != "currency" or then is None or measure.value is None:
        return measure
    number = (chinese if language == "zh" else english).read(text, then.end())
    if language == "en" and number and english_measures.are_spoken_cents(text, measure, number):
        return _add_cents(measure, number, number.end, Decimal("0.01"))
    match = number and _words(language).after.match(text, number.end)
    cents = _words(language).units[match["unit"].lower()] if match else None
    if not (number and match and cents and number.value and cents.factor != 1):
        return measure
    if cents.unit != measure.unit:
        return measure
    return _add_cents(measure, number, match.end(), cents.factor)


def _add_cents(measure: Measure, cents: Number, end: int, factor: Decimal) -> Measure:
    number = measure.number
    value = (number.value or Decimal(0)) + (cents.value or Decimal(0)) * factor
    return replace(measure, end=end, number=replace(number, value=value))
