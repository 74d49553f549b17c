"""Two figures: do they agree, do they differ, or can they not be compared, and why."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from claims.comparing.figures import Figure
from claims.comparing.units import are_convertible, coincide, in_one_unit

# Figures about days further apart than this tell of two situations, not of two opinions.
WINDOW = timedelta(days=14)


class Relation(StrEnum):
    AGREE = "agree"
    DIFFER = "differ"
    NOT_COMPARABLE = "not_comparable"


class Reason(StrEnum):
    SAME_NUMBER = "same_number"
    RANGES_OVERLAP = "ranges_overlap"
    RANGES_APART = "ranges_apart"
    DIFFERENT_DIMENSION = "different_dimension"
    DIFFERENT_UNIT = "different_unit"
    CHANGE_AND_LEVEL = "change_and_level"
    RISE_AND_FALL = "rise_and_fall"
    NOT_ASSERTED = "not_asserted"
    DIFFERENT_DAYS = "different_days"


@dataclass(frozen=True)
class Verdict:
    """`gap` is the least distance between the two intervals in their unit (in the
    base unit where they have two), 0 unless they differ.
    """

    relation: Relation
    reason: Reason
    gap: Decimal = Decimal(0)


def compare(first: Figure, second: Figure, *, window: timedelta | None = WINDOW) -> Verdict:
    """Judge two figures; `window` None compares them whatever their days."""
    obstacle = _obstacle(first, second, window)
    if obstacle is None and not (first.is_fact and second.is_fact):
        obstacle = Reason.NOT_ASSERTED
    if obstacle is not None:
        return Verdict(Relation.NOT_COMPARABLE, obstacle)
    first, second = in_one_unit(first, second)
    gap = _gap(first, second)
    if gap > 0:
        return Verdict(Relation.DIFFER, Reason.RANGES_APART, gap)
    same = first.lowest == second.lowest and first.highest == second.highest
    return Verdict(Relation.AGREE, Reason.SAME_NUMBER if same else Reason.RANGES_OVERLAP)


def same_statement(first: Figure, second: Figure, *, window: timedelta = WINDOW) -> bool:
    """Could one be the other, repeated? The numbers coincide; "about" may be lost on the way.

    So may the difference between what is planned and what is possible, but not that to a fact.
    """
    if _obstacle(first, second, window) is not None or first.is_fact != second.is_fact:
        return False
    if first.polarity != second.polarity:
        return False
    return coincide(first, second)


def _obstacle(first: Figure, second: Figure, window: timedelta | None) -> Reason | None:
    if first.dimension != second.dimension:
        return Reason.DIFFERENT_DIMENSION
    if not are_convertible(first, second):
        return Reason.DIFFERENT_UNIT
    if first.change != second.change:
        return Reason.CHANGE_AND_LEVEL
    if {first.direction, second.direction} == {"rise", "fall"}:
        return Reason.RISE_AND_FALL
    if window is not None and first.as_of and second.as_of:
        return Reason.DIFFERENT_DAYS if abs(first.as_of - second.as_of) > window else None
    return None


def _gap(first: Figure, second: Figure) -> Decimal:
    (low, high), (other_low, other_high) = first.interval, second.interval
    below = other_low - high if other_low is not None and high is not None else Decimal(0)
    above = low - other_high if low is not None and other_high is not None else Decimal(0)
    return max(below, above, Decimal(0))
