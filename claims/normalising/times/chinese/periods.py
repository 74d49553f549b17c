"""Chinese expressions for longer periods: 明年初, 下个月, 去年春天, 未来一周, 两周前."""

import re
from datetime import date, timedelta

from claims.normalising.times import intervals
from claims.normalising.times.chinese.words import (
    FULL_WIDTH,
    HAN_DIGITS,
    WORDS,
    is_future,
    month_of,
    number_of,
    part_of_period,
    shift_of,
    unit_of,
    year_of,
)
from claims.normalising.times.intervals import Interval, coarse, day, shifted, week
from claims.normalising.times.rules import Context, Groups, load


def read_year_range(groups: Groups, context: Context) -> Interval | None:
    first = year_of(groups, context)
    last = int((groups["last"] or "").translate(FULL_WIDTH).translate(HAN_DIGITS))
    if first is None:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "range")


def read_era(groups: Groups, context: Context) -> Interval | None:
    first = load("days.toml")["eras"][groups["era"]]
    year = first + number_of(groups["count"] or "") - 1
    if not groups["month"]:
        return intervals.year(year)
    month = number_of(groups["month"])
    if groups["day"]:
        return day(date(year, month, number_of(groups["day"])))
    return intervals.month(year, month)


def read_month(groups: Groups, context: Context) -> Interval | None:
    found = month_of(groups, context)
    return intervals.month(*found, part_of_period(groups)) if found else None


def read_month_end(groups: Groups, context: Context) -> Interval | None:
    return intervals.month(context.anchor.year, context.anchor.month, part_of_period(groups))


def read_season(groups: Groups, context: Context) -> Interval | None:
    year = year_of(groups, context)
    return (
        None if year is None else intervals.season(year, WORDS["seasons"][groups["season"] or ""])
    )


def read_bare_season(groups: Groups, context: Context) -> Interval | None:
    year = context.anchor.year + {"今": 0, "去": -1, "明": 1}[groups["word"] or ""]
    return intervals.season(year, WORDS["seasons"][groups["season"] or ""])


def read_quarter(groups: Groups, context: Context) -> Interval | None:
    year = year_of(groups, context)
    number = number_of(groups["quarter"] or "")
    return intervals.quarter(context.anchor.year if year is None else year, number)


def read_year_part(groups: Groups, context: Context) -> Interval | None:
    year = year_of(groups, context)
    year = context.anchor.year if year is None else year
    part = groups["part"] or ""
    if part in ("上半年", "下半年"):
        return intervals.year(year, "first-half" if part == "上半年" else "second-half")
    whole = intervals.year(year)
    if part in ("早些时候", "早些時候", "稍早"):
        return Interval(whole.begin, max(whole.begin, min(whole.finish, context.anchor)), "year")
    if part in ("晚些时候", "稍后", "稍後"):
        return Interval(min(whole.finish, max(whole.begin, context.anchor)), whole.finish, "year")
    return intervals.year(year, part_of_period(groups))


def read_decade(groups: Groups, context: Context) -> Interval | None:
    if groups["full"]:
        first = int(groups["full"])
    else:
        decade = number_of(groups["decade"] or "")
        century = groups["century"] or ""
        base = int(century[:2]) * 100 - 100 if century[:2].isdigit() else 1900
        first = base + decade
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def read_century(groups: Groups, context: Context) -> Interval | None:
    number = number_of(groups["count"] or "")
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century")


def read_ago(groups: Groups, context: Context) -> Interval | None:
    if groups["count"] == "半":
        return None
    count, unit, way = number_of(groups["count"] or ""), unit_of(groups), groups["way"] or ""
    if way[-1] in "内內":
        return Interval(context.anchor, shifted(context.anchor, count, unit), "range")
    moved = shifted(context.anchor, count if way[-1] in "后後" else -count, unit)
    return coarse(moved, unit)


def read_span(groups: Groups, context: Context) -> Interval | None:
    if groups["count"] == "半":
        return None
    count, unit, way = number_of(groups["count"] or ""), unit_of(groups), groups["way"] or ""
    anchor, one = context.anchor, timedelta(1)
    if way == "前":
        return Interval(shifted(anchor, -count, unit), anchor - one, "range")
    if way in "后後":
        return Interval(anchor + one, shifted(anchor, count, unit), "range")
    if way in ("过去", "過去", "最近"):
        return Interval(shifted(anchor, -count, unit), anchor, "range")
    return Interval(anchor, shifted(anchor, count, unit), "range")


_LONG_AFTER = re.compile(WORDS["long_after"])
_LONG_BEFORE = re.compile(WORDS["long_before"] + r"\Z")


def read_year(groups: Groups, context: Context) -> Interval | None:
    """A year; two figures are one only where they cannot be a number of years."""
    year = year_of(groups, context)
    written = groups.get("year") or ""
    if year is None:
        return None
    if len(written) == 2 and not written.startswith("0") and not _is_short_year(written, context):
        return None
    return intervals.year(year)


def _is_short_year(written: str, context: Context) -> bool:
    near = abs(int(written) - context.anchor.year % 100) <= 3
    text = context.text
    before = _LONG_BEFORE.search(text[max(0, context.start - 3) : context.start])
    return near and not before and not _LONG_AFTER.match(text, context.end)


def read_week(groups: Groups, context: Context) -> Interval | None:
    if groups["end"]:
        return intervals.weekend(context.anchor, shift_of(groups))
    return week(context.anchor, shift_of(groups))


def read_weekend(groups: Groups, context: Context) -> Interval | None:
    this = intervals.weekend(context.anchor, 0)
    started = this.begin <= context.anchor or bool(is_future(context))
    return this if started else intervals.weekend(context.anchor, -1)
