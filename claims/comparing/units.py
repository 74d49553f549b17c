"""Figures in different units of one measure: miles and kilometres, tonnes and catties.

Whoever converts, rounds: 200 miles come back as "320 kilometres". So figures in two units are
both read as "about" before they are held against each other.
"""

from dataclasses import replace
from decimal import Decimal

from claims.comparing.figures import Figure, tolerance
from claims.normalising.quantities.converting import base_unit, convert


def are_convertible(first: Figure, second: Figure) -> bool:
    """Whether the two are in one unit, or in units of one measure."""
    return base_unit(first.unit) == base_unit(second.unit)


def in_unit(figure: Figure, unit: str) -> Figure:
    """The figure in another unit of its measure; raises ValueError where it has none."""
    if figure.unit == unit:
        return figure
    value, low, high = (
        _converted(figure, number, unit) for number in (figure.value, figure.low, figure.high)
    )
    return replace(figure, value=value, low=low, high=high, unit=unit)


def in_one_unit(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Both as they are, or in the base unit, their doubt spelt out as bounds."""
    if first.unit == second.unit:
        return first, second
    return _with_doubt(first), _with_doubt(second)


def coincide(first: Figure, second: Figure) -> bool:
    """Whether what the one states is, but for rounding, what the other states."""
    if first.unit == second.unit:
        return (first.lowest, first.highest) == (second.lowest, second.highest)
    return _near(first, first.lowest, second, second.lowest) and _near(
        first, first.highest, second, second.highest
    )


def _with_doubt(figure: Figure) -> Figure:
    low, high = replace(figure, approximate=True).interval
    return in_unit(replace(figure, low=low, high=high), base_unit(figure.unit))


def _near(first: Figure, number: Decimal, second: Figure, other: Decimal) -> bool:
    (low, high), (other_low, other_high) = _around(first, number), _around(second, other)
    return low <= other_high and other_low <= high


def _around(figure: Figure, number: Decimal) -> tuple[Decimal, Decimal]:
    doubt, base = tolerance(number), base_unit(figure.unit)
    low, high = (
        convert(end, figure.unit, base, change=figure.change)
        for end in (number - doubt, number + doubt)
    )
    return low, high


def _converted(figure: Figure, number: Decimal | None, unit: str) -> Decimal | None:
    return None if number is None else convert(number, figure.unit, unit, change=figure.change)
