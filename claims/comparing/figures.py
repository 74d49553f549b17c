"""A number as a claim gives it: what it states, and what it leaves open."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

# "About 70,000" is read as 70,000 give or take half of its last significant digit, and never
# more than this share of it: "about 100,000" does not reach down to 50,000.
WIDEST_TOLERANCE = Decimal("0.1")


@dataclass(frozen=True)
class Figure:
    """Exact decimals with their doubt; at least one of value, low and high is given.

    `low` alone is "more than low", `high` alone "up to high". `as_of` is the day it is about.
    """

    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    approximate: bool = False
    change: bool = False  # a rise or fall, not a level
    direction: str = ""  # of a change: "rise" or "fall"
    modality: str = "asserted"
    polarity: str = "affirmed"
    unit: str = ""
    dimension: str = ""
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.value is None and self.low is None and self.high is None:
            raise ValueError("a figure gives a value, a low or a high")

    @property
    def is_fact(self) -> bool:
        """Told as something that is or was: neither possible, planned, conditional nor denied."""
        return self.modality == "asserted" and self.polarity == "affirmed"

    @property
    def lowest(self) -> Decimal:
        """The smallest number stated."""
        return _first(self.value, self.low, self.high)

    @property
    def highest(self) -> Decimal:
        """The largest number stated."""
        return _first(self.value, self.high, self.low)

    @property
    def central(self) -> Decimal:
        """The value, the middle of a range, or the one bound stated."""
        return (self.lowest + self.highest) / 2

    @property
    def is_range(self) -> bool:
        return self.lowest != self.highest

    @property
    def is_order_of_magnitude(self) -> bool:
        """Only "tens of thousands", 数万: from a power of ten to just under the next."""
        if self.value is not None or self.low is None or self.high is None or self.low < 1:
            return False
        return self.low == Decimal(1).scaleb(self.low.adjusted()) and self.high == self.low * 10 - 1

    @property
    def interval(self) -> tuple[Decimal | None, Decimal | None]:
        """Where the true number lies if the claim is right; None is an open end."""
        if self.low is not None or self.high is not None:
            return self.low, self.high
        assert self.value is not None
        doubt = tolerance(self.value) if self.approximate else Decimal(0)
        return self.value - doubt, self.value + doubt


def tolerance(value: Decimal) -> Decimal:
    """How far "about `value`" reaches to either side.

    >>> tolerance(Decimal(70000)), tolerance(Decimal(94300)), tolerance(Decimal(100000))
    (Decimal('5000'), Decimal('50'), Decimal('10000'))
    """
    if value == 0:
        return Decimal(0)
    digits = value.normalize()
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)  # no NaN, no infinity among the figures
    half_a_digit = Decimal(5).scaleb(exponent - 1)
    doubt = min(half_a_digit, abs(value) * WIDEST_TOLERANCE).normalize()
    return doubt.quantize(Decimal(1)) if doubt == doubt.to_integral() else doubt


def _first(*numbers: Decimal | None) -> Decimal:
    return next(number for number in numbers if number is not None)
