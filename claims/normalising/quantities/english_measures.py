"""Measures that only English has: 46-year-old, a percentage of 12."""

import re

from claims.normalising.quantities.english_tokens import SCALES, TENS, UNITS
from claims.normalising.quantities.measure import Measure
from claims.normalising.quantities.numbers import Number

_AGE_EN = re.compile(
    r"[\s-](?P<unit>year|month|week|day)s?(?:[\s-]old\b| of age\b)|[\s-](?P<short>yo|y/o)\b",
    re.IGNORECASE,
)
_AGED = re.compile(r"\b(?:aged?|age of) \Z", re.IGNORECASE)


def read(text: str, number: Number) -> Measure | None:
    """The age or the share that `number` is, where its own words say so."""
    if match := _AGE_EN.match(text, number.end):
        return Measure(number.start, match.end(), "age", (match["unit"] or "year").lower(), number)
    if match := _AGED.search(text, max(0, number.start - 8), number.start):
        return Measure(match.start(), number.end, "age", "year", number)
    if (label := _SHARE.search(text, max(0, number.start - 16), number.start)) and (
        _PAUSE.match(text, number.end) and not _counts(text, label.start())
    ):
        return Measure(label.start(), number.end, "percentage", "percent", number)
    return None


_SHARE = re.compile(r"\b(?:percent|per cent|percentage) of \Z", re.IGNORECASE)
_SPOKEN = re.compile(r"[^\d]+\Z")
_PAUSE = re.compile(r"\s*(?:[.,;:!?)\n]|\Z)")
_LAST_WORD = re.compile(r"(\w+)[\s-]+\Z")
_COUNTING = frozenset((*UNITS, *TENS, *SCALES))


def _counts(text: str, start: int) -> bool:
    """Whether a number stands before: 20 percent of 10 is two, not ten per cent."""
    word = _LAST_WORD.search(text, max(0, start - 16), start)
    return word is not None and (word[1][-1].isdigit() or word[1].lower() in _COUNTING)


def are_spoken_cents(text: str, measure: Measure, cents: Number) -> bool:
    """thirty dollars fifteen: both in words, and nothing after them that fifteen could count."""
    if cents.value is None or not 10 <= cents.value < 100 or cents.value % 1:
        return False
    in_words = _SPOKEN.match(text[measure.start : cents.end])
    return bool(in_words and _PAUSE.match(text, cents.end))
