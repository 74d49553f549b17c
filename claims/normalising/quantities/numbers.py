"""Numbers in running text: where they stand, and what they are worth.

>>> [(n.start, n.end, n.value) for n in find_numbers("约17.5万人", "zh-Hans")]
[(1, 6, Decimal('175000.0'))]
"""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral at `[start, end)`, in code points.

    `value` is what the numeral says at least of itself (十几万: 100000), None where it says nothing
    (数万). `low` and `high` are inclusive and set where the numeral itself is vague.
    `kind`: 'cardinal', 'fraction', or 'digits' (a string of digits such as 二〇二一).
    """

    start: int
    end: int
    value: Decimal | None
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    kind: str = "cardinal"


def find_numbers(text: str, language: str) -> list[Number]:
    """All numerals of `text`, in order, not overlapping. `language`: 'en' or 'zh…'."""
    # The readers import Number from here, so they are imported late.
    from claims.normalising.quantities import chinese, english

    return english.find(text) if language.startswith("en") else chinese.find(text)
