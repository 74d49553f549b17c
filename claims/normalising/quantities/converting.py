"""Amounts in other units: every figure stays as it was written and is converted to be compared.

>>> in_base_unit("mile", Decimal(3)).value
Decimal('4828.032')
"""

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from claims.normalising.quantities.lexicons import load

if TYPE_CHECKING:
    from pint import UnitRegistry

_TABLE = load("conversions.toml")
_BASES: dict[str, str] = {
    unit: base for base, row in _TABLE["bases"].items() for unit in row["units"]
}
# Fifteen figures: more than any newspaper prints, fewer than a quotient carries.
_FIGURES = Context(prec=15)


@dataclass(frozen=True, slots=True)
class BaseAmount:
    """An amount in the base unit of what it measures (metres, kilograms, …)."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str


class _Line(NamedTuple):
    """A conversion: `number * slope + offset`."""

    slope: Decimal
    offset: Decimal


def base_unit(unit: str) -> str:
    """The unit that everything measured like `unit` is compared in; itself where there is none."""
    return _BASES.get(unit, unit)


def dimension_of(unit: str) -> str:
    """What a unit measures ('length', 'mass', …), '' for money and counted things."""
    base = _BASES.get(unit)
    return str(_TABLE["bases"][base]["dimension"]) if base else ""


def in_base_unit(
    unit: str,
    value: Decimal | None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    *,
    change: bool = False,
) -> BaseAmount:
    """An amount and its bounds in the base unit of `unit`.

    A `change` is a difference: 9 degrees Fahrenheit more are 5 degrees Celsius more.
    """
    base = base_unit(unit)

    def converted(number: Decimal | None) -> Decimal | None:
        return None if number is None else convert(number, unit, base, change=change)

    return BaseAmount(converted(value), converted(low), converted(high), base)


def convert(number: Decimal, unit: str, into: str, *, change: bool = False) -> Decimal:
    """`number` of `unit` in `into`; raises ValueError where the two measure different things."""
    if unit == into:
        return number
    if base_unit(unit) != base_unit(into):
        raise ValueError(f"{unit} cannot be converted into {into}")
    line = _line(unit, into)
    offset = Decimal(0) if change else line.offset
    return _plain(_FIGURES.plus(number * line.slope + offset))


def _plain(number: Decimal) -> Decimal:
    """5000 instead of 5.00E+3."""
    if number != number.to_integral_value() or number.adjusted() > _FIGURES.prec:
        return number.normalize()
    return number.quantize(Decimal(1))


@cache
def _line(unit: str, into: str) -> _Line:
    units = _TABLE["bases"][base_unit(unit)]["units"]
    quantity = _registry().Quantity
    zero, one = (
        Decimal(quantity(Decimal(n), units[unit]).to(units[into]).magnitude) for n in (0, 1)
    )
    return _Line(one - zero, zero)


@cache
def _registry() -> "UnitRegistry[Decimal]":
    """Loading pint takes half a second and 30 MB, which only comparing need spend."""
    from pint import UnitRegistry

    registry: UnitRegistry[Decimal] = UnitRegistry(non_int_type=Decimal)
    for definition in _TABLE["definitions"]:
        registry.define(definition)
    return registry
