"""Which answers the spread is taken over, and why the others are only shown."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from claims.comparing.figures import Figure
from claims.comparing.view import Row, Scope
from claims.normalising.quantities.converting import base_unit

NUMERIC = "numeric"


class LeftOut(StrEnum):
    """Why an answer is shown, and is no part of the spread."""

    DIFFERENT_SCOPE = "different_scope"  # it carries a scope difference
    OTHER_DIMENSION = "other_dimension"
    OTHER_UNIT = "other_unit"
    DENIED = "denied"
    POSSIBLE = "possible"
    PLANNED = "planned"
    CONDITIONAL = "conditional"
    CHANGE = "change"  # a rise or fall, not a level
    ORDER_OF_MAGNITUDE = "order_of_magnitude"  # only "tens of thousands"


def with_left_out(rows: Sequence[Row], scope: Scope) -> tuple[Row, ...]:
    """The rows with `left_out` filled in."""
    unit = unit_of(rows, scope)
    return tuple(replace(row, left_out=_why(row, scope, unit)) for row in rows)


def unit_of(rows: Iterable[Row], scope: Scope) -> str:
    """The comparison's unit: the one declared, else the usual one; none of positions."""
    if scope.kind != NUMERIC:
        return ""
    figures = [row.figure for row in rows if row.figure is not None]
    return scope.unit or usual_unit(figures, scope.dimension)


def _why(row: Row, scope: Scope, unit: str) -> str:
    scoped_out = bool(row.differences)
    if scope.kind != NUMERIC:
        return LeftOut.DIFFERENT_SCOPE.value if scoped_out else ""
    if row.figure is None:
        return LeftOut.OTHER_DIMENSION.value
    return why_left_out(row.figure, dimension=scope.dimension, unit=unit, scoped_out=scoped_out)


def why_left_out(figure: Figure, *, dimension: str, unit: str, scoped_out: bool = False) -> str:
    """The LeftOut that says most, or nothing where the figure is taken into the spread."""
    if figure.dimension != dimension:
        return LeftOut.OTHER_DIMENSION.value
    if base_unit(figure.unit) != base_unit(unit):
        return LeftOut.OTHER_UNIT.value
    if scoped_out:
        return LeftOut.DIFFERENT_SCOPE.value
    if figure.polarity != "affirmed":
        return LeftOut(figure.polarity).value
    if figure.modality != "asserted":
        return LeftOut(figure.modality).value
    if figure.change:
        return LeftOut.CHANGE.value
    return LeftOut.ORDER_OF_MAGNITUDE.value if figure.is_order_of_magnitude else ""


def usual_unit(figures: Iterable[Figure], dimension: str) -> str:
    """The unit that most levels of the dimension are in, told as facts; no euros among roubles."""
    units = Counter(
        figure.unit
        for figure in figures
        if figure.dimension == dimension and figure.is_fact and not figure.change
    )
    return max(units, key=lambda unit: units[unit], default="")
