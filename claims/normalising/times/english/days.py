"""English expressions for one day, or a few: Dec. 3, 12/3/2021, Thursday's, the day before."""

import re
from datetime import date, timedelta

from claims.normalising.times import ambiguity, intervals
from claims.normalising.times.english.tense import tense_of
from claims.normalising.times.english.words import (
    WORDS,
    day_number,
    in_year,
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
    if (number, in_month) == (2, 29) and year_of(groups, context) is None:
        return ambiguity.leap_day(context)
    found = in_year(groups, context, number, lambda y: day(date(y, number, in_month)), in_month)
    if named := groups.get("weekday"):
        return ambiguity.on_weekday(context, found, weekday_number(named))
    return found


_ASKS_FOR_DATE = re.compile(
    r"\b(?:on|from|to|until|till|by|since|before|after|through|of|date\?)\s\Z|[-–] ?\Z",
    re.IGNORECASE,
)
_DATE_FOLLOWS = re.compile(r" ?[-–] ?\d{1,2}/|, \d")


def read_slashed(groups: Groups, context: Context) -> Interval | None:
    """12/25/2021 month first; 25/12 day first where only that fits; 3/4 may be a fraction."""
    a, b, c = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"] or groups["year"]
    month, number = (b, a) if a > 12 else (a, b)
    if month > 12 or not (c or _is_date(groups, context, a, b)):
        return None
    if c is None and (month, number) == (2, 29):
        return ambiguity.leap_day(context)
    if number <= 12:
        context.also(lambda: _in_order(c, context, number, month))
    found = _in_order(c, context, month, number)
    if named := groups["weekday"]:
        return ambiguity.on_weekday(context, found, weekday_number(named))
    return found


def _in_order(year: str | None, context: Context, month: int, number: int) -> Interval:
    if year and len(year) == 4:
        return day(date(int(year), month, number))
    if year:
        return ambiguity.short_year(context, int(year), lambda y: day(date(y, month, number)))
    tense = tense_of(context, near=True)
    return ambiguity.yearless(context, month, lambda y: day(date(y, month, number)), tense, number)


def _is_date(groups: Groups, context: Context, a: int, b: int) -> bool:
    """Whether two numbers without a year are a date and no fraction."""
    before = context.text[max(0, context.start - 8) : context.start]
    after = context.text[context.end : context.end + 4]
    sure = (
        groups["weekday"]
        or max(a, b) > 12
        or _ASKS_FOR_DATE.search(before)
        or _DATE_FOLLOWS.match(after)
    )
    return bool(sure) and groups["sep"] != "-" and min(a, b) > 0


def read_day_range(groups: Groups, context: Context) -> Interval | None:
    month, first, last = month_number(groups), int(groups["first"] or 0), int(groups["last"] or 0)

    def read(year: int) -> Interval:
        return Interval(date(year, month, first), date(year, month, last), "range")

    return in_year(groups, context, month, read, last)


def read_week_weekday(groups: Groups, context: Context) -> Interval | None:
    shift = shift_of(groups["way"] or groups["way2"])
    number = weekday_number(groups["weekday"] or groups["weekday_of"])
    return ambiguity.shifted_weekday(context, shift, number)


def read_shifted_weekday(groups: Groups, context: Context) -> Interval | None:
    """Next Friday is that of next week, or the first to come; last Friday likewise."""
    anchor, number = context.anchor, weekday_number(groups["weekday"])
    latest = day(intervals.weekday(anchor - timedelta(1), number))
    coming = day(intervals.weekday(anchor + timedelta(1), number, future=True))
    way = (groups["way"] or "").lower()
    if way == "past":
        return latest
    if way == "coming":
        return coming
    shift = shift_of(way)
    found = ambiguity.shifted_weekday(context, shift, number)
    if shift:
        context.also(lambda: coming if shift > 0 else latest)
    elif found.begin < anchor and tense_of(context) != "past":
        context.also(lambda: coming)
    return found


def read_weekday_day(groups: Groups, context: Context) -> Interval | None:
    """Tue 13th: the nearest such day, before or after the dateline."""
    wanted, number = weekday_number(groups["weekday"]), day_number(groups["day"] or "")
    for distance in range(12 * 31):
        for found in (context.anchor - timedelta(distance), context.anchor + timedelta(distance)):
            if found.day == number and found.weekday() == wanted:
                return day(found)
    return None


def read_weekday(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.weekday(context, weekday_number(groups["weekday"]), tense_of(context))


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


def read_now(groups: Groups, context: Context) -> Interval | None:
    """One end of a range."""
    return day(context.anchor)


def read_the_day(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.day_of_month(context, day_number(groups["day"] or ""), tense_of(context))


def read_holiday(groups: Groups, context: Context) -> Interval | None:
    name = (groups["holiday"] or "").lower().replace("’", "'")
    month, number = load("days.toml")["fixed"][name]
    return in_year(groups, context, month, lambda y: day(date(y, month, number)), number)


def read_week_of(groups: Groups, context: Context) -> Interval | None:
    found = read_date(groups, context)
    context.others[:] = [intervals.week(other.begin, 0) for other in context.others]
    return intervals.week(found.begin, 0) if found else None
