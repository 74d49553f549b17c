"""Chinese expressions for one day: 周五（12月3日）, 上周四, 5日, 当天."""

from datetime import date, timedelta

from claims.normalising.times import ambiguity
from claims.normalising.times.chinese.tense import tense_of
from claims.normalising.times.chinese.words import (
    WORDS,
    in_month,
    number_of,
    shift_of,
    weekday_number,
    year_of,
)
from claims.normalising.times.intervals import Interval, day
from claims.normalising.times.rules import Context, Groups, load


def read_date(groups: Groups, context: Context) -> Interval | None:
    number = number_of(groups["day"] or "")
    if number == 29 and not (groups.get("year") or groups.get("yearword")):
        month = groups.get("month")
        if month and number_of(month) == 2:
            return ambiguity.leap_day(context)
    found = in_month(groups, context, lambda y, m: day(date(y, m, number)), number)
    named = groups.get("weekday") or groups.get("weekday_before")
    if found and named:
        return ambiguity.on_weekday(context, found, weekday_number(named))
    return found


def read_day(groups: Groups, context: Context) -> Interval | None:
    """A day without its month: the latest such, or the next one where the tense says so."""
    return ambiguity.day_of_month(context, number_of(groups["day"] or ""), tense_of(context))


def read_iso(groups: Groups, context: Context) -> Interval | None:
    return day(date(int(groups["year"] or 0), int(groups["month"] or 0), int(groups["day"] or 0)))


def read_short(groups: Groups, context: Context) -> Interval | None:
    """12/1 (month first), 1/2/2020 (day first), 12-11-10 (year first)."""
    a, b, c = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"]
    if c is None:
        return None if groups["sep"] == "-" else _yearless(a, b, context)
    if len(c) == 4:
        year, orders = int(c), [(b, a), (a, b)]
    elif groups["sep"] == "-":
        year, orders = 2000 + a, [(b, int(c))]
        context.also(lambda: day(date(2000 + int(c), b, a)))
        context.also(lambda: day(date(2000 + int(c), a, b)))
    else:
        return None
    month, number = next((o for o in orders if o[0] <= 12), orders[0])
    for other in orders:
        context.also(lambda other=other: day(date(year, *other)))  # type: ignore[misc]
    return day(date(year, month, number))


def _yearless(month: int, number: int, context: Context) -> Interval:
    def read(first: int, second: int) -> Interval:
        tense = tense_of(context, near=True)
        in_year = lambda year: day(date(year, first, second))  # noqa: E731
        return ambiguity.yearless(context, first, in_year, tense, second)

    if number <= 12:
        context.also(lambda: read(number, month))
    return read(month, number)


def read_weekday(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.weekday(context, weekday_number(groups["weekday"]), tense_of(context))


def read_weekday_day(groups: Groups, context: Context) -> Interval | None:
    return read_day(groups, context)


def read_shifted_weekday(groups: Groups, context: Context) -> Interval | None:
    if groups["day"] and (groups["month"] or groups["monthword"]):
        return read_date(groups, context)
    return ambiguity.shifted_weekday(context, shift_of(groups), weekday_number(groups["weekday"]))


def read_day_word(groups: Groups, context: Context) -> Interval | None:
    word = groups["word"] or ""
    if word[0] in "当當同":
        return day(context.last_day)
    if word[0] in "次翌隔":
        return day(context.last_day + timedelta(1))
    if word == "前一天":
        return day(context.last_day - timedelta(1))
    shift = next(v for k, v in WORDS["days"].items() if word.startswith(k))
    return day(context.anchor + timedelta(shift))


def read_holiday(groups: Groups, context: Context) -> Interval | None:
    month, number = load("days.toml")["fixed"][groups["holiday"]]
    year = year_of(groups, context)
    if year is not None:
        return day(date(year, month, number))
    tense = tense_of(context, near=True)
    return ambiguity.yearless(context, month, lambda y: day(date(y, month, number)), tense, number)


def read_unresolved(groups: Groups, context: Context) -> Interval | None:
    """Lunar dates: known for what they are, and left out."""
    raise ValueError
