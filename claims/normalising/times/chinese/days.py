"""Chinese expressions for one day: 周五（12月3日）, 上周四, 5日, 当天."""

from datetime import date, timedelta

from claims.normalising.times import intervals
from claims.normalising.times.chinese.words import (
    WORDS,
    is_future,
    month_of,
    number_of,
    shift_of,
    weekday_number,
    year_of,
)
from claims.normalising.times.intervals import Interval, day, weekday
from claims.normalising.times.rules import Context, Groups, load


def read_date(groups: Groups, context: Context) -> Interval | None:
    number = number_of(groups["day"] or "")
    found = month_of(groups, context, number)
    if found == (context.anchor.year, 2) and number == 29 and not groups.get("year"):
        return day(intervals.leap_day(context.anchor))
    return day(date(*found, number)) if found else None


def read_day(groups: Groups, context: Context) -> Interval | None:
    """A day without its month: the latest such, or the next one where the tense says so."""
    number = number_of(groups["day"] or "")
    return intervals.day_of_month(context.anchor, number, future=bool(is_future(context)))


def read_iso(groups: Groups, context: Context) -> Interval | None:
    return day(date(int(groups["year"] or 0), int(groups["month"] or 0), int(groups["day"] or 0)))


def read_short(groups: Groups, context: Context) -> Interval | None:
    """12/1 (month first), 1/2/2020 (day first), 12-11-10 (year first)."""
    a, b, c = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"]
    if c is None:
        if groups["sep"] == "-":
            return None
        return day(date(intervals.likely_year(context.anchor, a, b), a, b))
    if len(c) == 4:
        return day(date(int(c), b, a) if b <= 12 else date(int(c), a, b))
    return day(date(2000 + a, b, int(c))) if groups["sep"] == "-" else None


def read_weekday(groups: Groups, context: Context) -> Interval | None:
    return day(weekday(context.anchor, weekday_number(groups), future=bool(is_future(context))))


def read_weekday_day(groups: Groups, context: Context) -> Interval | None:
    return read_day(groups, context)


def read_shifted_weekday(groups: Groups, context: Context) -> Interval | None:
    if groups["day"] and (groups["month"] or groups["monthword"]):
        return read_date(groups, context)
    monday = context.anchor - timedelta(context.anchor.weekday())
    return day(monday + timedelta(weeks=shift_of(groups), days=weekday_number(groups)))


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
    if year is None:
        year = intervals.likely_year(context.anchor, month, number)
    return day(date(year, month, number))


def read_unresolved(groups: Groups, context: Context) -> Interval | None:
    """Lunar dates: known for what they are, and left out."""
    raise ValueError
