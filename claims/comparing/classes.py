"""Who agrees with whom: the largest sets of answers that can all be right at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.comparing.agreement import WINDOW
from claims.comparing.spread import LeftOut
from claims.comparing.units import in_unit
from claims.comparing.view import AgreementClass, Row

ENDLESS = Decimal("Infinity")


@dataclass(frozen=True)
class _Answer:
    """What a row leaves open, in the comparison's unit; the day as a number of days."""

    place: int
    low: Decimal
    high: Decimal
    day: int | None


def agreement_classes(rows: Sequence[Row], unit: str) -> tuple[AgreementClass, ...]:
    """Every largest set of answers that leave open a number in common, about days within WINDOW.

    "About 70,000" and 72,000 do, "more than 100,000" and 130,000, "tens of thousands" and 94,300.
    An answer may be in several; one with which no other agrees is in none, and so is what is left
    out of the spread for another reason than its vagueness.
    """
    answers = [_answer(place, row, unit) for place, row in enumerate(rows) if takes_part(row)]
    found = [_class(members) for members in _largest(answers) if len(members) > 1]
    return tuple(sorted(found, key=_order))


def common(rows: Sequence[Row], places: Iterable[int], unit: str) -> AgreementClass:
    """The numbers that all of these answers allow, who are known to agree."""
    return _class([_answer(place, rows[place], unit) for place in places])


def takes_part(row: Row) -> bool:
    """Whether it can agree with others: what is vague can, though it is not in the spread."""
    return row.figure is not None and row.left_out in {"", LeftOut.ORDER_OF_MAGNITUDE.value}


def _answer(place: int, row: Row, unit: str) -> _Answer:
    figure = row.stated
    if figure.unit != unit:  # whoever converted, rounded
        low, high = replace(figure, approximate=True).interval
        figure = in_unit(replace(figure, low=low, high=high), unit)
    low, high = figure.interval
    return _Answer(
        place,
        -ENDLESS if low is None else low,
        ENDLESS if high is None else high,
        row.as_of.toordinal() if row.as_of else None,
    )


def _largest(answers: Sequence[_Answer]) -> Iterator[list[_Answer]]:
    """Sets of intervals with a point in common, within a window of days; none within another.

    Boxes of numbers and days that meet two by two all meet, so it is enough to go through the
    windows that begin with an answer, and in each through the numbers.
    """
    kept: list[tuple[int | None, frozenset[int]]] = []
    for begin, inside in _windows(answers):
        # A larger one that has an answer of the day `begin` began no more than a window before.
        near = [p for day, p in kept if begin is None or day is None or day >= begin - WINDOW.days]
        for members in _meeting(inside):
            if begin is not None and all(member.day != begin for member in members):
                continue  # it is found again, with those of later days
            places = frozenset(member.place for member in members)
            if not any(places <= larger for larger in near):
                kept.append((begin, places))
                yield members


def _windows(answers: Sequence[_Answer]) -> Iterator[tuple[int | None, list[_Answer]]]:
    """Each window of days with its answers; those without a day are in every one."""
    days = sorted({answer.day for answer in answers if answer.day is not None})
    for begin in days:
        end = begin + WINDOW.days
        yield begin, [a for a in answers if a.day is None or begin <= a.day <= end]
    yield None, [answer for answer in answers if answer.day is None]


def _meeting(answers: Iterable[_Answer]) -> Iterator[list[_Answer]]:
    """The largest sets with a number in common: just before one ends, after another began."""
    ends = [(answer.low, 0, answer.place, answer) for answer in answers]
    ends += [(answer.high, 1, answer.place, answer) for _, _, _, answer in list(ends)]
    ends.sort(key=lambda end: end[:3])
    open_now: dict[int, _Answer] = {}
    begun = False
    for _number, is_end, place, answer in ends:
        if not is_end:
            open_now[place], begun = answer, True
            continue
        if begun:
            yield list(open_now.values())
        del open_now[place]
        begun = False


def _class(members: Sequence[_Answer]) -> AgreementClass:
    low = max(member.low for member in members)
    high = min(member.high for member in members)
    return AgreementClass(
        None if low == -ENDLESS else low,
        None if high == ENDLESS else high,
        tuple(sorted(member.place for member in members)),
    )


def _order(each: AgreementClass) -> tuple[Decimal, Decimal, tuple[int, ...]]:
    low = -ENDLESS if each.low is None else each.low
    return low, ENDLESS if each.high is None else each.high, each.rows
