"""A quantity in words: 'about 70,000 troops', '约7万名军人'."""

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from babel.core import Locale, UnknownLocaleError
from babel.numbers import format_decimal, get_currency_name

_HERE = Path(__file__).parent
_ROUND = Decimal(1000)  # from here on a Chinese number is round enough for 万
_AT_LEAST = re.compile("at least|no fewer|no less|minimum|至少|不少于|不低于|起码", re.IGNORECASE)
_WORDS = {
    "en": {
        "about": "about {}",
        "over": "more than {}",
        "least": "at least {}",
        "under": "up to {}",
        "near": "nearly {}",
    },
    "zh": {"about": "约{}", "over": "超过{}", "least": "至少{}", "under": "多达{}", "near": "近{}"},
}
_SEVERAL = {
    "en": {10: "dozens of", 100: "hundreds of", 1000: "thousands of"}
    | {
        10_000: "tens of thousands of",
        100_000: "hundreds of thousands of",
        1_000_000: "millions of",
    },
    "zh": {
        10: "数十",
        100: "数百",
        1000: "数千",
        10_000: "数万",
        100_000: "数十万",
        1_000_000: "数百万",
    },
}


class Amount(Protocol):
    """What is read of a quantity (see claims.normalising.quantities.Quantity)."""

    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...
    @property
    def approximate(self) -> bool: ...
    @property
    def approximator(self) -> str | None: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def counted(self) -> str | None: ...
    @property
    def dimension(self) -> str | None: ...


def amount_words(quantity: Amount, language: str) -> str:
    """The number with its bounds and what it counts, in 'en' or Chinese ('' without a number)."""
    tongue = "en" if language == "en" else "zh"
    if quantity.unit == "fraction":
        quantity = _in_percent(quantity)
    several = _several(quantity, tongue)
    number = several or _bounded(quantity, tongue)
    if not number:
        return ""
    value = quantity.value if quantity.value is not None else quantity.high
    noun = _noun(quantity, tongue, one=value == 1 and quantity.low in (None, 1))
    if tongue == "zh" or noun.startswith("%"):
        return number + noun
    return f"{number} {noun}".strip()


@dataclass(frozen=True)
class _Share:
    """A fraction as the percentage it is: two thirds are 66.7 %."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    approximator: str | None
    counted: str | None
    unit: str = "percent"
    dimension: str = "share"


def _in_percent(quantity: Amount) -> _Share:
    value, low, high = (
        None if number is None else round(number * 100, 1).normalize()
        for number in (quantity.value, quantity.low, quantity.high)
    )
    return _Share(value, low, high, quantity.approximate, quantity.approximator, quantity.counted)


def _bounded(quantity: Amount, tongue: str) -> str:
    value, low, high = quantity.value, quantity.low, quantity.high
    words = _WORDS[tongue]
    if low is not None and high is not None and low != high:
        span = _range(low, high, tongue)
        return words["about"].format(span) if quantity.approximate else span
    known = next((number for number in (value, low, high) if number is not None), None)
    if known is None:
        return ""
    number = number_words(known, tongue)
    if low is not None and high is None:
        bound = "least" if _AT_LEAST.search(quantity.approximator or "") else "over"
        return words[bound].format(number)
    if high is not None and low is None:
        return words["near" if quantity.approximate else "under"].format(number)
    return words["about"].format(number) if quantity.approximate else number


def _several(quantity: Amount, tongue: str) -> str:
    """数万 is 10,000 to 99,999, and reads so."""
    low, high = quantity.low, quantity.high
    if quantity.value is not None or not low or not high or not _writable(low):
        return ""
    if low == 2 and high == 9 and quantity.approximate:
        return "several" if tongue == "en" else "数"
    if high in (low * 10 - 1, low * 10):
        return _SEVERAL[tongue].get(int(low), "") if quantity.approximate else ""
    return ""


def _range(low: Decimal, high: Decimal, tongue: str) -> str:
    if not (_writable(low) and _writable(high)):
        return f"{low}–{high}"
    if tongue == "zh" and _in_wan(low) and _in_wan(high):
        one, other = number_words(low, tongue), number_words(high, tongue)
        return f"{one[:-1] if one[-1] == other[-1] else one}–{other}"
    exact = [format_decimal(number, locale=_locale(tongue)) for number in (low, high)]
    return "–".join(exact)


def number_words(number: Decimal, tongue: str) -> str:
    """94,300 stays in digits; round numbers take 万 and 亿, from a million on 'million'.

    >>> number_words(Decimal(175000), "zh"), number_words(Decimal(94300), "zh")
    ('17.5万', '94,300')
    """
    if not _writable(number):
        return str(number)
    steps = (("亿", 8), ("万", 4)) if tongue == "zh" else ((" billion", 9), (" million", 6))
    for word, power in steps:
        scaled = number.scaleb(-power)
        if abs(scaled) >= 1 and _round_at(number, power):
            return f"{scaled.normalize():{'f' if tongue == 'zh' else ',f'}}{word}"
    return str(format_decimal(number, locale=_locale(tongue)))


def _round_at(number: Decimal, power: int) -> bool:
    return number % (Decimal(10) ** (power - 1) if power > 4 else _ROUND) == 0


def _in_wan(number: Decimal) -> bool:
    return number >= 10_000 and _round_at(number, 4)


def _writable(number: Decimal) -> bool:
    """Of a size that Decimal's 28 digits hold exactly."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent > -12 and number.adjusted() < 15


def _locale(tongue: str) -> str:
    return "en" if tongue == "en" else "zh_Hans"


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


def is_unit(unit: str) -> bool:
    """Whether an amount can be in it: a unit that has words here, or a currency's ISO code.

    >>> is_unit("km"), is_unit("EUR"), is_unit("parsec")
    (True, True, False)
    """
    return unit in _table("units.toml") or unit in Locale("en").currencies


def noun_words(dimension: str, unit: str, language: str, *, one: bool = False) -> str:
    """What stands after a number: what is counted, else the unit; nothing where neither has words.

    >>> noun_words("troops", "person", "en"), noun_words("", "EUR", "zh-Hans")
    ('troops', '欧元')
    """
    entry = _table("dimensions.toml").get(dimension)
    if entry is None and re.fullmatch("[A-Z]{3}", unit):
        return _currency(unit, language)
    entry = entry or _table("units.toml").get(unit)
    if entry is None:
        return ""
    return str(entry["en"][0 if one else 1]) if language == "en" else str(entry["zh"])


def _noun(quantity: Amount, tongue: str, *, one: bool) -> str:
    unit, dimension = quantity.unit or "", quantity.dimension or ""
    is_money = re.fullmatch("[A-Z]{3}", unit) is not None
    if dimension not in _table("dimensions.toml") and not is_money:
        if dimension == "share" and unit in _table("units.toml"):
            return _share(quantity, tongue, one=one)
        if quantity.counted:
            return quantity.counted
    return noun_words(dimension, unit, tongue, one=one)


def _share(quantity: Amount, tongue: str, *, one: bool) -> str:
    """% of voters; %的选民."""
    entry = _table("units.toml")[quantity.unit or ""]
    words = str(entry["zh"]) if tongue == "zh" else str(entry["en"][0 if one else 1])
    if not quantity.counted:
        return words
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in quantity.counted)
    if chinese != (tongue == "zh"):
        return words  # a noun of the other language is left out rather than mixed in
    return f"{words}的{quantity.counted}" if tongue == "zh" else f"{words} of {quantity.counted}"


def _currency(code: str, tongue: str) -> str:
    try:
        return str(get_currency_name(code, count=2, locale=_locale(tongue)))
    except (UnknownLocaleError, KeyError):  # pragma: no cover - CLDR knows every ISO code
        return code
