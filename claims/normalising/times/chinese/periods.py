"""Chinese expressions for longer periods: 明年初, 下个月, 去年春天, 未来一周, 两周前."""

import re
from datetime import date, timedelta

from claims.normalising.times import ambiguity, intervals
from claims.normalising.times.chinese.tense import tense_of
from claims.normalising.times.chinese.words import (
    FULL_WIDTH,
    HAN_DIGITS,
    WORDS,
    in_month,
    number_of,
    part_of_period,
    shift_of,
    short_year_of,
    unit_of,
    year_of,
)
from claims.normalising.times.intervals import Interval, coarse, day, shifted
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
    part = part_of_period(groups)
    return in_month(groups, context, lambda year, number: intervals.month(year, number, part))


def read_month_end(groups: Groups, context: Context) -> Interval | None:
    part, anchor = part_of_period(groups), context.anchor

    def read(shift: int) -> Interval:
        return intervals.month(*intervals.shifted_months(anchor, shift), part)

    return ambiguity.part(context, "month", read, tense_of(context))


def read_season(groups: Groups, context: Context) -> Interval | None:
    year = year_of(groups, context)
    name = WORDS["seasons"][groups["season"] or ""]
    return None if year is None else ambiguity.season(context, year, name)


def read_bare_season(groups: Groups, context: Context) -> Interval | None:
    name = WORDS["seasons"][groups["season"] or ""]
    shift = {"今": 0, "去": -1, "明": 1}[groups["word"] or ""]
    year = intervals.season_year(context.anchor, name) if not shift else context.anchor.year + shift
    if shift < 0 and context.anchor.month <= 2:  # 去冬 in January: the one that is on, or before
        return ambiguity.season(context, year, name)
    return intervals.season(year, name)


def read_quarter(groups: Groups, context: Context) -> Interval | None:
    year = year_of(groups, context)
    number = number_of(groups["quarter"] or "")
    if year is None:
        return ambiguity.quarter(context, number, tense_of(context))
    return intervals.quarter(year, number)


def read_quarter_word(groups: Groups, context: Context) -> Interval | None:
    number = (context.anchor.month + 2) // 3 + shift_of(groups)
    return intervals.months(context.anchor.year, 3 * number - 2, 3, "quarter")


def read_months_of(groups: Groups, context: Context) -> Interval | None:
    """今年前三季度, 头两个月: from January on."""
    year, count = year_of(groups, context), number_of(groups["count"] or "")
    count *= 3 if groups["unit"] == "季度" else 1
    if not 0 < count <= 12:
        return None
    return intervals.months(context.anchor.year if year is None else year, 1, count, "range")


def read_two_years(groups: Groups, context: Context) -> Interval | None:
    first = context.anchor.year + {"去": -1, "今": 0, "明": 1}[(groups["years"] or "")[0]]
    return intervals.months(first, 1, 24, "range")


def read_so_far(groups: Groups, context: Context) -> Interval | None:
    """今年以来, 本周早些时候: up to the dateline."""
    anchor, word = context.anchor, groups["unit"] or groups["early"] or ""
    if "年" in word:
        begin = intervals.year(anchor.year).begin
    elif "月" in word:
        begin = intervals.month(anchor.year, anchor.month).begin
    else:
        begin = intervals.week(anchor, 0).begin
    return Interval(begin, anchor, "range")


def read_fiscal(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.fiscal(context, year_of(groups, context) or 0)


def read_year_part(groups: Groups, context: Context) -> Interval | None:
    named = year_of(groups, context)
    year = context.anchor.year if named is None else named
    part = groups["part"] or ""
    if part in ("上半年", "下半年"):
        return intervals.year(year, "first-half" if part == "上半年" else "second-half")
    whole = intervals.year(year)
    if part in ("早些时候", "早些時候", "稍早"):
        return Interval(whole.begin, max(whole.begin, min(whole.finish, context.anchor)), "year")
    if part in ("晚些时候", "稍后", "稍後"):
        return Interval(min(whole.finish, max(whole.begin, context.anchor)), whole.finish, "year")
    name = part_of_period(groups)
    if named is not None:
        return intervals.year(named, name)
    tense = tense_of(context)
    return ambiguity.part(context, "year", lambda n: intervals.year(year + n, name), tense)


def read_decade(groups: Groups, context: Context) -> Interval | None:
    if groups["full"]:
        first = int(groups["full"])
    else:
        decade = number_of(groups["decade"] or "")
        century = groups["century"] or ""
        base = int(century[:2]) * 100 - 100 if century[:2].isdigit() else 1900
        if not century:
            return ambiguity.decade(context, decade)
        first = base + decade
    return intervals.decade(first)


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
    if way[-1] in "过過去近这這":
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
    short = short_year_of(groups)
    if short is not None:
        return ambiguity.short_year(context, short, intervals.year)
    return intervals.year(year)


def _is_short_year(written: str, context: Context) -> bool:
    near = abs(int(written) - context.anchor.year % 100) <= 3
    text = context.text
    before = _LONG_BEFORE.search(text[max(0, context.start - 3) : context.start])
    return near and not before and not _LONG_AFTER.match(text, context.end)


def read_week(groups: Groups, context: Context) -> Interval | None:
    if groups["end"]:
        return ambiguity.shifted_weekend(context, shift_of(groups), tense_of(context))
    return ambiguity.week(context, shift_of(groups))


def read_weekend(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.weekend(context, tense_of(context))
