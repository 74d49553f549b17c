"""Expressions that allow two readings: the likelier one first, the other kept beside it.

Every function returns the preferred reading and leaves the others in the context. `tense` is what
the clause says: 'future' and 'past' leave no doubt of a day's direction, 'ahead' (until Friday)
makes the coming one likelier.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from claims.normalising.times import intervals
from claims.normalising.times.intervals import Interval, day
from claims.normalising.times.rules import Context

Tense = Literal["future", "ahead", "past"]

_NEAR = 7  # months that the less likely reading of a bare month may lie away
_JUST_OVER = 3  # months back that "by November" may well mean
_REACH = {"year": 100, "month": 11}  # days to the end or beginning of the unit beside this one
_THURSDAY, _SUNDAY = 3, 6
_ONE = timedelta(1)


def yearless(
    context: Context,
    month: int,
    read: Callable[[int], Interval],
    tense: Tense | None,
    in_month: int = 15,
) -> Interval:
    """A month, or a day of it, without its year; `read` makes the interval of a year.

    Kept beside it: the reading of the dateline's own year, and one at most seven months away.
    """
    anchor = context.anchor
    just_over = -_JUST_OVER <= month - anchor.month <= 0
    future = None if tense is None or (tense == "ahead" and just_over) else tense != "past"
    likely = intervals.likely_year(anchor, month, in_month, future=future)
    if tense != "future":
        for other_future in (None, True) if tense == "ahead" else (None,):
            other = intervals.likely_year(anchor, month, in_month, future=other_future)
            context.also(lambda other=other: read(other))  # type: ignore[misc]
    if tense in (None, "ahead"):
        ahead = (likely, month, in_month) > (anchor.year, anchor.month, anchor.day)
        other = likely - 1 if ahead else likely + 1
        away = abs((other - anchor.year) * 12 + month - anchor.month)
        if other == anchor.year or away <= _NEAR:
            context.also(lambda: read(other))
    return read(likely)


def leap_day(context: Context) -> Interval:
    """29 February without its year: the latest, or the next one."""
    context.also(lambda: day(intervals.leap_day(context.anchor, future=True)))
    return day(intervals.leap_day(context.anchor))


def on_weekday(context: Context, found: Interval, number: int) -> Interval:
    """Of the readings of a date those that fall on the weekday named with it, if any does."""
    readings = [found, *context.others]
    matching = [reading for reading in readings if reading.begin.weekday() == number]
    if not matching:
        return found
    context.others[:] = matching[1:]
    return matching[0]


def short_year(context: Context, short: int, read: Callable[[int], Interval]) -> Interval:
    """A year of two figures: of this century or, where that lies ahead, perhaps of the last."""
    anchor = context.anchor
    for number in intervals.other_full_years(short, anchor):
        context.also(lambda number=number: read(number))  # type: ignore[misc]
    return read(intervals.full_year(short, anchor))


def weekday(context: Context, number: int, tense: Tense | None) -> Interval:
    """Friday: the latest up to the dateline, or the coming one."""
    return _either_way(
        context, tense, lambda ahead: day(intervals.weekday(context.anchor, number, future=ahead))
    )


def day_of_month(context: Context, number: int, tense: Tense | None) -> Interval:
    """The 3rd: the latest up to the dateline, or the coming one."""
    return _either_way(
        context, tense, lambda ahead: intervals.day_of_month(context.anchor, number, future=ahead)
    )


def weekend(context: Context, tense: Tense | None) -> Interval:
    """The weekend: the one that is on; before Thursday the last one, from Thursday the next."""
    anchor = context.anchor
    if intervals.weekend(anchor, 0).begin <= anchor:
        return intervals.weekend(anchor, 0)
    near: Tense | None = "ahead" if tense is None and anchor.weekday() >= _THURSDAY else tense
    return _either_way(context, near, lambda ahead: intervals.weekend(anchor, 0 if ahead else -1))


def _either_way(
    context: Context, tense: Tense | None, read: Callable[[bool], Interval]
) -> Interval:
    ahead = tense in ("future", "ahead")
    if tense in (None, "ahead"):
        context.also(lambda: read(not ahead))
    return read(ahead)


def shifted_weekday(context: Context, shift: int, number: int) -> Interval:
    """A day of last, this or next week; on a Sunday it is open which week is over."""

    def read(anchor: date) -> Interval:
        return day(intervals.week(anchor, 0).begin + timedelta(weeks=shift, days=number))

    if shift <= 0 and context.anchor.weekday() == _SUNDAY:
        context.also(lambda: read(context.anchor + _ONE))
    return read(context.anchor)


def week(context: Context, shift: int) -> Interval:
    """Last, this or next week; on a Sunday it is open which week is over."""
    anchor = context.anchor
    if shift <= 0 and anchor.weekday() == _SUNDAY:
        context.also(lambda: intervals.week(anchor - _ONE if shift < 0 else anchor + _ONE, shift))
    return intervals.week(anchor, shift)


def shifted_weekend(context: Context, shift: int, tense: Tense | None = None) -> Interval:
    """Last, this or next weekend.

    "This weekend" may be just over until Wednesday; on a Sunday "last weekend" may be the one
    that is on.
    """
    anchor = context.anchor
    if shift == 0 and anchor.weekday() < _THURSDAY and tense != "future":
        context.also(lambda: intervals.weekend(anchor, 0 if tense == "past" else -1))
        return intervals.weekend(anchor, -1 if tense == "past" else 0)
    if shift == -1 and anchor.weekday() == _SUNDAY:
        context.also(lambda: intervals.weekend(anchor, 0))
    return intervals.weekend(anchor, shift)


def part(
    context: Context, unit: str, read: Callable[[int], Interval], tense: Tense | None
) -> Interval:
    """The end or beginning of a year or month not named; `read` takes how many units on it is.

    年底 in January may be the past year's, 年初 in December the coming one's.
    """
    anchor, this = context.anchor, read(0)
    if this.begin > anchor and tense not in ("future", "ahead"):
        other = read(-1)
        away = anchor - other.finish
    elif this.finish < anchor and tense != "past":
        other = read(1)
        away = other.begin - anchor
    else:
        return this
    if away.days > _REACH[unit]:
        return this
    if tense is None:
        context.others.append(other)
        return this
    return other


def season(context: Context, year: int, name: str) -> Interval:
    """A season of a year; the winter of 2021 begins in it or ends in it."""
    if name == "winter":
        context.also(lambda: intervals.season(year - 1, name))
    return intervals.season(year, name)


def decade(context: Context, tens: int) -> Interval:
    """The '20s: of the last century, or of this one unless it lies far ahead."""
    this = context.anchor.year // 100 * 100 + tens
    if this <= context.anchor.year + 20:
        context.also(lambda: intervals.decade(this))
    return intervals.decade(1900 + tens)


def fiscal(context: Context, year: int) -> Interval:
    """A fiscal year: the calendar year that all that bear its number overlap, and those it may be.

    Twelve months to September (United States) or from April (Britain, India, Japan).
    """
    context.also(lambda: intervals.months(year, -2, 12, "year"))
    context.also(lambda: intervals.months(year, 4, 12, "year"))
    return intervals.year(year)


def quarter(context: Context, number: int, tense: Tense | None) -> Interval:
    """A quarter without its year: this year's, or that of the year next to it."""
    anchor, middle = context.anchor, 3 * number - 1
    last = middle - anchor.month > _NEAR and tense not in ("future", "ahead")
    if last and tense is None:
        context.also(lambda: intervals.quarter(anchor.year, number))
    if anchor.month - middle > _NEAR and tense != "past":
        context.also(lambda: intervals.quarter(anchor.year + 1, number))
    return intervals.quarter(anchor.year - last, number)
