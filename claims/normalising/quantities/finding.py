"""Quantities in running text: find the number, read its unit and bounds, ask what it counts."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.normalising.quantities import chinese, english, english_phrases
from claims.normalising.quantities.bounds import Bounds, is_estimated, read_bounds
from claims.normalising.quantities.changing import Change, read_change
from claims.normalising.quantities.converting import dimension_of
from claims.normalising.quantities.counting import Counted, read_counted
from claims.normalising.quantities.excluding import is_excluded
from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.measure import Measure
from claims.normalising.quantities.measure_words import MeasureWord, read_measure_word
from claims.normalising.quantities.measures import read_measure
from claims.normalising.quantities.nothing import find_nothing
from claims.normalising.quantities.numbers import Number
from claims.normalising.quantities.quantity import Quantity
from claims.normalising.quantities.ranges import join_ranges

_BARE = frozenset("百佰千仟万萬亿億")
_MEASURED = frozenset(word for row in load("measures.toml")["measure"] for word in row["words"])
_FATES = frozenset(["deaths", "injured"])
# What several, 几名 and a bare *one* are told of: what befell persons, and matériel.
_GRAVE = frozenset(load("surroundings.toml")["grave"])
# Between 500 soldiers at 3 miles and 900 at 5: how far and how long are told in passing.
_WHERE_AND_WHEN = frozenset(["length", "duration"])
_DIMENSIONS = {"currency": "money", "percentage": "share"}


@dataclass(frozen=True, slots=True)
class _Reading:
    number: Number
    measure: Measure | None
    word: MeasureWord | None
    bounds: Bounds
    counted: Counted | None
    change: Change | None


def find_quantities(text: str, language: str) -> list[Quantity]:
    """Every quantity of `text`, in order, not overlapping. `language`: 'en', 'zh-Hans', 'zh-Hant'.

    Dates, clock times, ages, ordinals and numbers in names are left out.
    """
    counted = list(_quantities(text, language))
    nothing = [n for n in find_nothing(text, language) if not _overlaps(n, counted)]
    return sorted([*counted, *nothing], key=lambda quantity: quantity.start)


def _overlaps(quantity: Quantity, others: list[Quantity]) -> bool:
    """`others` are in order and do not overlap."""
    after = bisect_left(others, quantity.end, key=lambda other: other.start)
    return after > 0 and others[after - 1].end > quantity.start


def _quantities(text: str, language: str) -> Iterator[Quantity]:
    english_text = language.startswith("en")
    numbers = _english_numbers(text) if english_text else chinese.find(text, bare=True)
    end = 0
    before: Quantity | None = None
    counting = [n for n in numbers if not is_excluded(text, n, language)]
    for number in join_ranges(text, counting, language):
        if number.start < end:
            continue
        reading = _read(text, number, language)
        if reading and _is_quantity(text, reading, english_text):
            quantity = _inherit(text, _quantity(text, reading, language), before)
            if quantity.start >= end:
                end = quantity.end
                before = before if quantity.dimension in _WHERE_AND_WHEN else quantity
                yield quantity


def _english_numbers(text: str) -> list[Number]:
    """Numerals and amounts in other words; where both begin, the longer (one in five)."""
    found = [*english.find(text, glued=True), *english_phrases.find(text)]
    return sorted(found, key=lambda number: (number.start, -number.end))


_SENTENCE_END = re.compile(r"[。！？\n]|[.!?](?=\s)")


def _inherit(text: str, quantity: Quantity, before: Quantity | None) -> Quantity:
    """A bare number counts what the one before it counts: 7万士兵，可能增至17.5万."""
    bare = quantity.unit == "other" and not (quantity.counted or quantity.dimension)
    if not bare or before is None or not (before.counted and before.dimension):
        return quantity
    last = text[quantity.end - 1]
    if last in _MEASURED or _SENTENCE_END.search(text, before.end, quantity.start):
        return quantity
    return replace(quantity, unit=before.unit, counted=before.counted, dimension=before.dimension)


def _read(text: str, number: Number, language: str) -> _Reading | None:
    measure = read_measure(text, number, language)
    if measure and measure.kind == "age":
        return None
    start, end = (measure.start, measure.end) if measure else (number.start, number.end)
    word = None
    if not measure and not language.startswith("en"):
        word = read_measure_word(text, end)
        end = word.end if word else end
    bounds = read_bounds(text, start, end, language)
    counted = None
    if measure is None or measure.kind in ("percentage", "ratio"):
        counted = read_counted(
            text, bounds.start, max(end, bounds.end), language, word.surface if word else ""
        )
    change = read_change(text, bounds.start, bounds.end, language)
    return _Reading(measure.number if measure else number, measure, word, bounds, counted, change)


_LARGEST = 24  # digits before the point; what is longer is an account or telephone number


def _is_writable(number: Number) -> bool:
    amounts = (number.value, number.low, number.high)
    return all(amount is None or amount.adjusted() < _LARGEST for amount in amounts)


def _is_quantity(text: str, reading: _Reading, english_text: bool) -> bool:
    number = reading.number
    if not _is_writable(number):
        return False
    surface = text[number.start : number.end]
    if surface in _BARE and not (
        reading.bounds.effects - {"about"} and (reading.word or reading.counted)
    ):
        return False
    if number.kind == "some" and not (reading.counted and reading.counted.dimension in _GRAVE):
        return False
    if reading.measure:
        return _is_measured(number, reading.measure, english_text)
    if english_text:
        return _counts_english(text, reading)
    if number.value == 1:
        return _one_counts(reading)
    if reading.word:
        return reading.word.surface != "人" or not _is_pronoun(surface, reading)
    if reading.counted and reading.counted.dimension in _FATES:
        return True
    if number.kind == "fraction":
        return surface[-1].isdigit() is False or bool(reading.counted)
    if number.kind == "digits" or (len(surface) == 1 and not surface.isascii()):
        return False
    return _is_told(reading)


def _is_pronoun(surface: str, reading: _Reading) -> bool:
    """两人 and 三人 point back at persons already named, unless something befell them."""
    return surface in "二两兩三四" and not reading.counted and not reading.bounds.effects


def _is_measured(number: Number, measure: Measure, english_text: bool) -> bool:
    if number.kind == "digits" and not english_text:
        return False
    if measure.kind == "duration" and number.value == 1:
        return False  # 未来一周, a year: the clock's business
    if measure.unit == "degree":
        return (
            english_text or number.value is None or not 0 <= number.value <= 10
        )  # 二度 is a second time
    return measure.unit not in ("liang", "yard", "kip")


def _one_counts(reading: _Reading) -> bool:
    """A bare 一 or *one* is a quantity only of casualties or matériel."""
    if reading.word and reading.word.bare_one:
        return True
    dimension = reading.counted.dimension if reading.counted else ""
    return dimension in _FATES or bool(reading.bounds.effects and reading.word)


def _is_told(reading: _Reading) -> bool:
    """Whether something about a bare number says that it is an amount."""
    told = reading.counted or reading.bounds.effects or reading.change
    return bool(told) or _is_large(reading.number)


def _is_large(number: Number) -> bool:
    amounts = [a for a in (number.value, number.low) if a is not None]
    return bool(amounts) and abs(max(amounts)) >= 10000


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d\Z")


def _are_years(surface: str) -> bool:
    return "," not in surface and all(map(_YEAR.match, re.findall(r"\d+", surface) or [""]))


def _stands_after(text: str, reading: _Reading) -> bool:
    """Whether the noun follows the number, so that 2000 soldiers is no year."""
    end = reading.number.end
    return reading.counted is not None and reading.counted.surface in text[end : end + 40]


def _counts_english(text: str, reading: _Reading) -> bool:
    surface = text[reading.number.start : reading.number.end]
    number, counted = reading.number, reading.counted
    if number.kind == "fraction":
        part_of = text.startswith(" of ", number.end)
        return counted is not None or part_of or bool(reading.bounds.effects)
    if _are_years(surface) and not _stands_after(text, reading):
        return False
    if number.value == 1:
        return counted is not None and counted.dimension in _GRAVE
    return _is_told(reading)


def _quantity(text: str, reading: _Reading, language: str) -> Quantity:
    number, bounds = reading.number, reading.bounds
    unit, dimension = _unit(reading)
    value, low, high = _bounded(number, bounds.effects)
    about = bool(bounds.effects & {"about", "near"}) or number.approximate
    return Quantity(
        start=bounds.start,
        end=bounds.end,
        value=_plain(value),
        low=_plain(low),
        high=_plain(high),
        approximate=about or is_estimated(text, bounds.start, language),
        approximator=" ".join(bounds.words) or None,
        unit=unit,
        counted=reading.counted.surface if reading.counted else None,
        dimension=dimension or None,
        change=reading.change,
    )


def _names_things(word: MeasureWord, counted: Counted | None) -> bool:
    """百艘海上民兵 are ships, whoever the noun beside them names."""
    return word.unit not in ("person", "other") and (counted is None or counted.unit == "person")


def _unit(reading: _Reading) -> tuple[str, str]:
    if reading.measure:
        counted = (
            reading.counted.dimension if reading.counted and reading.measure.kind == "ratio" else ""
        )
        return reading.measure.unit, counted or _DIMENSIONS.get(
            reading.measure.kind, dimension_of(reading.measure.unit)
        )
    if reading.number.kind == "fraction":
        return "fraction", "share"  # two thirds of the soldiers are no number of soldiers
    if reading.word and reading.word.dimension and _names_things(reading.word, reading.counted):
        return reading.word.unit, reading.word.dimension
    if reading.counted and reading.counted.dimension:
        return reading.counted.unit, reading.counted.dimension
    if reading.word:
        return reading.word.unit, reading.word.dimension
    return "other", ""


def _plain(value: Decimal | None) -> Decimal | None:
    """54000.0 as 54000."""
    if value is None or value != value.to_integral_value():
        return value
    return value.quantize(Decimal(1))


def _bounded(
    number: Number, effects: frozenset[str]
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    value, low, high = number.value, number.low, number.high
    if low is not None and high is not None:
        value = None
    if effects & {"least", "reach"}:
        low, high = (value if low is None else low), None
        value = low if value is None else value
    if effects & {"most", "near"}:
        low, high = None if value is not None else low, value if high is None else high
    return value, low, high
