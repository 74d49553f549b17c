"""A number and its unit of measure: percentages, money, lengths, durations, ages, temperatures.

>>> [(m.kind, m.value, m.unit) for m in find_measures("涨幅达5%，合2.3亿美元", "zh-Hans")]
[('percentage', Decimal('5'), 'percent'), ('currency', Decimal('230000000.0'), 'USD')]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from claims.normalising.quantities import chinese, english
from claims.normalising.quantities.chinese_tokens import DIGITS
from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.numbers import Number


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its unit at `[start, end)`.

    `kind`: 'percentage', 'currency', 'dimension', 'duration', 'ratio', 'age', 'temperature'.
    `unit` is an ISO 4217 code for money, else a name of `lexicons/units.toml`.
    `number` is scaled to that unit (七成 is 70 percent).
    """

    start: int
    end: int
    kind: str
    unit: str
    number: Number

    @property
    def value(self) -> Decimal | None:
        return self.number.value


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
        return _read_chinese_only(text, number) or _read_unit(text, number, "zh")
    return _read_age(text, number) or _read_unit(text, number, "en")


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
        re.compile(rf"{blank}(?P<unit>{after})(?P<half>半)?", re.IGNORECASE),
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
        return Measure(sign.start(), number.end, unit.kind, unit.unit, number)
    match = words.after.match(text, number.end)
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
        number = _scale(number, unit.factor)
    if match["half"] and number.value is not None:
        number = replace(number, value=number.value + Decimal("0.5"))
    measure = Measure(number.start, match.end(), unit.kind, unit.unit, number)
    if unit.kind == "temperature":
        return _read_scale_word(text, measure)
    return _with_cents(text, measure, language) if unit.factor == 1 else measure


_POINTS = re.compile(r" {0,3}[个個]? ?百 ?分 ?[点點]")
_THEN = {"zh": re.compile("[又零]?"), "en": re.compile(r" and |,? ")}


def _with_cents(text: str, measure: Measure, language: str) -> Measure:
    """thirteen dollars and forty-five cents; 两美元又三美分."""
    then = _THEN[language].match(text, measure.end)
    if measure.kind != "currency" or then is None or measure.value is None:
        return measure
    number = (chinese if language == "zh" else english).read(text, then.end())
    match = number and _words(language).after.match(text, number.end)
    cents = _words(language).units[match["unit"].lower()] if match else None
    if not (number and match and cents and number.value and cents.factor != 1):
        return measure
    if cents.unit != measure.unit:
        return measure
    value = measure.value + number.value * cents.factor
    return replace(measure, end=match.end(), number=replace(measure.number, value=value))


def _scale(number: Number, factor: Decimal) -> Number:
    value, low, high = (
        None if v is None else v * factor for v in (number.value, number.low, number.high)
    )
    return replace(number, value=value, low=low, high=high)


_SCALE_WORD = re.compile(r"(?P<scale>[华華摄攝])氏(?:温度|溫度)?(?:零下)?\Z")


def _read_scale_word(text: str, measure: Measure) -> Measure:
    """华氏温度98.6度."""
    word = _SCALE_WORD.search(text, max(0, measure.start - 8), measure.start)
    if word is None:
        return measure
    unit = "fahrenheit" if word["scale"] in "华華" else "celsius"
    return replace(measure, start=word.start(), unit=unit)


_PER = re.compile(r"(?P<per>[百佰千万萬]{1,2}) {0,2}分 {0,2}之 {0,2}\Z")
_PER_HUNDRED = {
    "百": 1,
    "佰": 1,
    "千": 10,
    "万": 100,
    "萬": 100,
    "百万": 10000,
    "百萬": 10000,
    "万万": 10**6,
    "萬萬": 10**6,
}
_TENTHS = re.compile(
    r" ?(?P<word>[成折])(?: ?(?P<more>[一二三四五六七八九]))?"
    r"(?![立为為功员員果绩績本都长長年人交就熟效分份群扣叠疊磨射返])"
)
_AGE = re.compile(r" ?(?:(?P<year>周?[岁歲])|(?P<month>个月大|個月大)|(?P<day>天大))")
_HUNDRED_OF = re.compile(r"百 ?分 ?之 ?[百佰](?![分万])")


def _read_chinese_only(text: str, number: Number) -> Measure | None:
    if per := _PER.search(text, max(0, number.start - 9), number.start):
        scaled = _scale(number, Decimal(1) / _PER_HUNDRED.get(per["per"], 1))
        return Measure(per.start(), number.end, "percentage", "percent", scaled)
    if age := _AGE.match(text, number.end):
        unit = age.lastgroup or "year"
        return Measure(number.start, age.end(), "age", unit, number)
    if (tenths := _TENTHS.match(text, number.end)) and _is_tenths(text, number, tenths):
        return _tenths(number, tenths)
    return None


def _is_tenths(text: str, number: Number, match: re.Match[str]) -> bool:
    if (
        number.value is None
        or number.kind == "fraction"
        or match.string[number.start] in "百千万萬"
    ):
        return False
    if number.value == 10 and match["word"] == "折":
        return False  # 十折 is the full price
    return number.value <= 10 or (
        match["word"] == "折" and number.kind == "digits" and number.value < 100
    )


def _tenths(number: Number, match: re.Match[str]) -> Measure:
    factor = Decimal(1) if number.kind == "digits" else Decimal(10)
    scaled = _scale(number, factor)
    end = match.end() if match["more"] else match.end("word")
    if match["more"] and scaled.value is not None:
        scaled = replace(scaled, value=scaled.value + DIGITS[match["more"]])
    return Measure(number.start, end, "percentage", "percent", scaled)


_AGE_EN = re.compile(
    r"[\s-](?P<unit>year|month|week|day)s?(?:[\s-]old\b| of age\b)|[\s-](?P<short>yo|y/o)\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|age of) \Z", re.IGNORECASE)


def _read_age(text: str, number: Number) -> Measure | None:
    if match := _AGE_EN.match(text, number.end):
        return Measure(number.start, match.end(), "age", (match["unit"] or "year").lower(), number)
    if match := _AGED.search(text, max(0, number.start - 8), number.start):
        return Measure(match.start(), number.end, "age", "year", number)
    return None
