"""A number with its unit of measure."""

from dataclasses import dataclass, replace
from decimal import Decimal

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


def scale(number: Number, factor: Decimal) -> Number:
    """The number, `factor` times as much."""
    value, low, high = (
        None if v is None else v * factor for v in (number.value, number.low, number.high)
    )
    return replace(number, value=value, low=low, high=high)
