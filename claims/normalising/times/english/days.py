"""English expressions for one day, or a few: Dec. 3, 12/3/2021, Thursday's, the day before."""

import re
from datetime import date, timedelta

from claims.normalising.times import intervals
from claims.normalising.times.english.words import (
    WORDS,
    day_number,
    is_future,
    month_number,
    shift_of,
    weekday_number,
    year_of,
)
from claims.normalising.times.intervals import Interval, day
from claims.normalising.times.rules import Context, Groups, load


def read_date(groups: Groups, context: Context) -> Interval | None:
    written = groups.get("number")
    number = int(written) if written else month_number(groups)
    in_month = day_number(groups["day"] or "")
    year = year_of(groups, context)
    if year is None:
        if (number, in_month) == (2, 29):
            return day(intervals.leap_day(context.anchor))
        future = is_future(context)
        year = intervals.likely_year(context.anchor, number, in_month, future=future)
    return day(date(year, number, in_month))


_ASKS_FOR_DATE = re.compile(
    r"\b(?:on|from|to|until|till|by|since|before|after|through|of|date\?)\s\Z|[-–] ?\Z",
    re.IGNORECASE,
)
_DATE_FOLLOWS = re.compile(r" ?[-–] ?\d{1,2}/|, \d")


def read_slashed(groups: Groups, context: Context) -> Interval | None:
    """12/25/2021 month first; 25/12 day first where only that fits; 3/4 may be a fraction."""
    a, b, c = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"]
    month, number = (b, a) if a > 12 else (a, b)
    c = c or groups["year"]
    if c is not None:
        year = int(c) if len(c) == 4 else intervals.full_year(int(c), context.anchor)
        return day(date(year, month, number)) if month <= 12 else None
    before = context.text[max(0, context.start - 8) : context.start]
    after = context.text[context.end : context.end + 4]
    sure = (
        groups["weekday"]
        or max(a, b) > 12
        or _ASKS_FOR_DATE.search(before)
        or _DATE_FOLLOWS.match(after)
    )
    if groups["sep"] == "-" or not sure or not 1 <= month <= 12:
        return None
    if (month, number) == (2, 29):
        return day(intervals.leap_day(context.anchor))
    year = intervals.likely_year(context.anchor, month, number, future=is_future(context))
    return day(date(year, month, number))


def read_day_range(groups: Groups, context: Context) -> Interval | None:
    month, first, last = month_number(groups), int(groups["first"] or 0), int(groups["last"] or 0)
    year = year_of(groups, context)
    if year is None:
        year = intervals.likely_year(context.anchor, month, last, future=is_future(context))
    return Interval(date(year, month, first), date(year, month, last), "range")


def read_week_weekday(groups: Groups, context: Context) -> Interval | None:
    shift = shift_of(groups["way"] or groups["way2"])
    monday = intervals.week(context.anchor, 0).begin + timedelta(weeks=shift)
    return day(monday + timedelta(weekday_number(groups["weekday"] or groups["weekday_of"])))


def read_shifted_weekday(groups: Groups, context: Context) -> Interval | None:
    monday = context.anchor - timedelta(context.anchor.weekday())
    shift = shift_of(groups["way"])
    return day(monday + timedelta(weeks=shift, days=weekday_number(groups["weekday"])))


def read_weekday_day(groups: Groups, context: Context) -> Interval | None:
    """Tue 13th: the nearest such day, before or after the dateline."""
    wanted, number = weekday_number(groups["weekday"]), day_number(groups["day"] or "")
    for distance in range(12 * 31):
        for found in (context.anchor - timedelta(distance), context.anchor + timedelta(distance)):
            if found.day == number and found.weekday() == wanted:
                return day(found)
    return None


def read_weekday(groups: Groups, context: Context) -> Interval | None:
    number = weekday_number(groups["weekday"])
    return day(intervals.weekday(context.anchor, number, future=bool(is_future(context))))


def read_day_word(groups: Groups, context: Context) -> Interval | None:
    word = " ".join((groups["word"] or "").lower().split())
    if context.text[max(0, context.start - 4) : context.start] == "USA ":
        return None
    fixed: dict[str, int] = WORDS["days"]
    if word in fixed:
        return day(context.anchor + timedelta(fixed[word]))
    if word.endswith("same day") or word == "that day":
        return day(context.last_day)
    back = word.endswith(("earlier", "before")) or "previous" in word
    return day(context.last_day + timedelta(-1 if back else 1))


def read_the_day(groups: Groups, context: Context) -> Interval | None:
    number = day_number(groups["day"] or "")
    return intervals.day_of_month(context.anchor, number, future=bool(is_future(context)))


def read_holiday(groups: Groups, context: Context) -> Interval | None:
    name = (groups["holiday"] or "").lower().replace("’", "'")
    month, number = load("days.toml")["fixed"][name]
    year = year_of(groups, context)
    if year is None:
        year = intervals.likely_year(context.anchor, month, number, future=is_future(context))
    return day(date(year, month, number))


def read_week_of(groups: Groups, context: Context) -> Interval | None:
    found = read_date(groups, context)
    return intervals.week(found.begin, 0) if found else None
