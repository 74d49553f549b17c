"""Measures that only Chinese has: 百分之五, 七成六, 九折, 零下20度, 18岁."""

import re
from dataclasses import replace
from decimal import Decimal

from claims.normalising.quantities.chinese_tokens import DIGITS
from claims.normalising.quantities.measure import Measure, scale
from claims.normalising.quantities.numbers import Number

_SCALE_WORD = re.compile(r"(?P<scale>[华華摄攝])氏(?:温度|溫度)?\Z")
_BELOW_ZERO = re.compile(r"零下 ?\Z")


def read_temperature(text: str, measure: Measure) -> Measure:
    """华氏温度98.6度; 零下20度 is twenty below."""
    number = measure.number
    if below := _BELOW_ZERO.search(text, max(0, measure.start - 3), measure.start):
        number = scale(number, Decimal(-1))
        number = replace(number, low=number.high, high=number.low)
        measure = replace(measure, start=below.start(), number=number)
    word = _SCALE_WORD.search(text, max(0, measure.start - 6), measure.start)
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


def read(text: str, number: Number) -> Measure | None:
    """The percentage (百分之五, 七成, 九折) or age (18岁) that `number` heads or closes."""
    if per := _PER.search(text, max(0, number.start - 9), number.start):
        scaled = scale(number, Decimal(1) / _PER_HUNDRED.get(per["per"], 1))
        return Measure(per.start(), number.end, "percentage", "percent", scaled)
    if age := _AGE.match(text, number.end):
        unit = age.lastgroup or "year"
        return Measure(number.start, age.end(), "age", unit, number)
    if (tenths := _TENTHS.match(text, number.end)) and _is_tenths(text, number, tenths):
        return _spaced_price(text, number, tenths) or _tenths(number, tenths)
    return None


_FIRST_DIGIT = re.compile(r"(?<![0-9.])([1-9]) \Z")


def _spaced_price(text: str, number: Number, match: re.Match[str]) -> Measure | None:
    """7 2 折: two digits with a blank between, 72 per cent of the price."""
    first = _FIRST_DIGIT.search(text, max(0, number.start - 3), number.start)
    if first is None or match["word"] != "折" or not text[number.start : number.end].isdigit():
        return None
    if number.end - number.start > 1 or number.value is None:
        return None
    price = replace(number, start=first.start(1), value=int(first[1]) * 10 + number.value)
    return Measure(price.start, match.end("word"), "percentage", "percent", price)


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
    scaled = scale(number, factor)
    end = match.end() if match["more"] else match.end("word")
    if match["more"] and scaled.value is not None:
        scaled = replace(scaled, value=scaled.value + DIGITS[match["more"]])
    return Measure(number.start, end, "percentage", "percent", scaled)
