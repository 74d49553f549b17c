"""Chinese time expressions: 周五（12月3日）, 明年初, 下个月, 去年春天, 未来一周."""

import re
from datetime import date, timedelta

from claims.normalising.quantities.chinese import parse
from claims.normalising.times import intervals
from claims.normalising.times.intervals import Interval, day, shifted, week, weekday
from claims.normalising.times.rules import Context, Groups, Resolver, load

_FULL = str.maketrans("０１２３４５６７８９", "0123456789")
_HAN = str.maketrans("零〇○一二三四五六七八九", "000123456789")
_YEAR_WORDS = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
    "來年": 1,
    "翌年": 1,
    "后年": 2,
    "後年": 2,
}
_PARTS = {
    "初": "early",
    "上旬": "early",
    "中": "mid",
    "中旬": "mid",
    "底": "late",
    "末": "late",
    "下旬": "late",
}
_SEASONS = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
_DAY_WORDS = {"大前天": -3, "前天": -2, "昨": -1, "今": 0, "明": 1, "后天": 2, "後天": 2}
_UNITS = {
    "天": "day",
    "日": "day",
    "周": "week",
    "週": "week",
    "星期": "week",
    "礼拜": "week",
    "禮拜": "week",
    "月": "month",
    "年": "year",
    "小时": "hour",
    "小時": "hour",
}
_FUTURE = re.compile(
    r"(?:将|將|将于|将在|將於|將在|定于|定於|定在|预计|預計|计划|計劃|拟|擬|打算|准备|即将|安排在)[^，。；\d]{0,4}\Z"
)
_SHIFTS = {"上上": -2, "上": -1, "下下": 2, "下": 1}


def _is_future(context: Context) -> bool | None:
    before = context.text[max(0, context.start - 10) : context.start]
    return True if _FUTURE.search(before) else None


def _number(surface: str) -> int:
    """Of a count or a day: Arabic, full width or Chinese. Raises ValueError for anything else."""
    surface = surface.translate(_FULL).replace("廿", "二十")
    if surface.isdigit():
        return int(surface)
    if surface in ("元", "正"):
        return 1
    value = parse(surface)
    if value is None:
        raise ValueError(surface)
    return int(value)


def _year(groups: Groups, context: Context) -> int | None:
    if written := groups.get("year") or groups.get("yearof"):
        number = int(written.translate(_FULL).translate(_HAN))
        if number >= 100:
            return number
        return 2000 + number if number <= (context.anchor.year + 5) % 100 else 1900 + number
    if word := groups.get("yearword"):
        return context.anchor.year + _YEAR_WORDS[word]
    return None


def _month(groups: Groups, context: Context, day_number: int = 15) -> tuple[int, int] | None:
    """Year and month of the groups."""
    if word := groups.get("monthword"):
        return intervals.shifted_months(context.anchor, {"上": -1, "下": 1}.get(word[0], 0))
    if not groups.get("month"):
        return None
    number = _number(groups["month"] or "")
    year = _year(groups, context)
    if year is None:
        year = intervals.likely_year(context.anchor, number, day_number, future=_is_future(context))
    return year, number


def _date(groups: Groups, context: Context) -> Interval | None:
    number = _number(groups["day"] or "")
    found = _month(groups, context, number)
    if found == (context.anchor.year, 2) and number == 29 and not groups.get("year"):
        found = _leap_year(context.anchor), 2
    return day(date(*found, number)) if found else None


def _leap_year(anchor: date) -> int:
    return next(y for y in range(anchor.year, anchor.year - 9, -1) if _is_leap(y))


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _day(groups: Groups, context: Context) -> Interval | None:
    """A day without its month: the latest such, or the next one where the tense says so."""
    number = _number(groups["day"] or "")
    step = 1 if _is_future(context) else -1
    for months in range(13):
        year, month = intervals.shifted_months(context.anchor, step * months)
        try:
            found = date(year, month, number)
        except ValueError:
            continue
        if (found - context.anchor).days * step >= 0:
            return day(found)
    return None


def _iso(groups: Groups, context: Context) -> Interval | None:
    return day(date(int(groups["year"] or 0), int(groups["month"] or 0), int(groups["day"] or 0)))


def _short(groups: Groups, context: Context) -> Interval | None:
    """12/1 (month first), 1/2/2020 (day first), 12-11-10 (year first)."""
    a, b, c = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"]
    if c is None:
        if groups["sep"] == "-":
            return None
        return day(date(intervals.likely_year(context.anchor, a, b), a, b))
    if len(c) == 4:
        return day(date(int(c), b, a) if b <= 12 else date(int(c), a, b))
    return day(date(2000 + a, b, int(c))) if groups["sep"] == "-" else None


def _year_range(groups: Groups, context: Context) -> Interval | None:
    first = _year(groups, context)
    last = int((groups["last"] or "").translate(_FULL).translate(_HAN))
    if first is None:
        return None
    return Interval(date(first, 1, 1), date(last, 12, 31), "range")


def _era(groups: Groups, context: Context) -> Interval | None:
    first = load("days.toml")["eras"][groups["era"]]
    year = first + _number(groups["count"] or "") - 1
    if not groups["month"]:
        return intervals.year(year)
    month = _number(groups["month"])
    if groups["day"]:
        return day(date(year, month, _number(groups["day"])))
    return intervals.month(year, month)


def _part(groups: Groups) -> str | None:
    return _PARTS[groups["part"].removeprefix("年")] if groups.get("part") else None


def _month_rule(groups: Groups, context: Context) -> Interval | None:
    found = _month(groups, context)
    return intervals.month(*found, _part(groups)) if found else None


def _month_end(groups: Groups, context: Context) -> Interval | None:
    return intervals.month(context.anchor.year, context.anchor.month, _part(groups))


def _season(groups: Groups, context: Context) -> Interval | None:
    year = _year(groups, context)
    return None if year is None else intervals.season(year, _SEASONS[groups["season"] or ""])


def _bare_season(groups: Groups, context: Context) -> Interval | None:
    year = context.anchor.year + {"今": 0, "去": -1, "明": 1}[groups["word"] or ""]
    return intervals.season(year, _SEASONS[groups["season"] or ""])


def _quarter(groups: Groups, context: Context) -> Interval | None:
    year = _year(groups, context)
    number = _number(groups["quarter"] or "")
    return intervals.quarter(context.anchor.year if year is None else year, number)


def _year_part(groups: Groups, context: Context) -> Interval | None:
    year = _year(groups, context)
    year = context.anchor.year if year is None else year
    part = groups["part"] or ""
    if part in ("上半年", "下半年"):
        return intervals.year(year, "first-half" if part == "上半年" else "second-half")
    whole = intervals.year(year)
    if part in ("早些时候", "早些時候", "稍早"):
        return Interval(whole.begin, max(whole.begin, min(whole.finish, context.anchor)), "year")
    if part in ("晚些时候", "稍后", "稍後"):
        return Interval(min(whole.finish, max(whole.begin, context.anchor)), whole.finish, "year")
    return intervals.year(year, _part(groups))


def _decade(groups: Groups, context: Context) -> Interval | None:
    if groups["full"]:
        first = int(groups["full"])
    else:
        decade = _number(groups["decade"] or "")
        century = groups["century"] or ""
        base = int(century[:2]) * 100 - 100 if century[:2].isdigit() else 1900
        first = base + decade
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def _century(groups: Groups, context: Context) -> Interval | None:
    number = _number(groups["count"] or "")
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century")


def _unit(groups: Groups) -> str:
    return _UNITS[(groups["unit"] or "").lstrip("个個")]


def _ago(groups: Groups, context: Context) -> Interval | None:
    if groups["count"] == "半":
        return None
    count, unit, way = _number(groups["count"] or ""), _unit(groups), groups["way"] or ""
    if way[-1] in "内內":
        return Interval(context.anchor, shifted(context.anchor, count, unit), "range")
    moved = shifted(context.anchor, count if way[-1] in "后後" else -count, unit)
    return _coarse(moved, unit)


def _coarse(moved: date, unit: str) -> Interval:
    """Three months ago is a month, two years ago a year."""
    if unit == "month":
        return intervals.month(moved.year, moved.month)
    return intervals.year(moved.year) if unit == "year" else day(moved)


def _span(groups: Groups, context: Context) -> Interval | None:
    if groups["count"] == "半":
        return None
    count, unit, way = _number(groups["count"] or ""), _unit(groups), groups["way"] or ""
    anchor, one = context.anchor, timedelta(1)
    if way == "前":
        return Interval(shifted(anchor, -count, unit), anchor - one, "range")
    if way in "后後":
        return Interval(anchor + one, shifted(anchor, count, unit), "range")
    if way in ("过去", "過去", "最近"):
        return Interval(shifted(anchor, -count, unit), anchor, "range")
    return Interval(anchor, shifted(anchor, count, unit), "range")


_DURATION = re.compile(r" ?(?:来|來|间|間|前|后|後|以|之|内|內|多|半|的历史)")
_LONG = re.compile(r"(?:近|约|約|超过|長達|长达|逾|这|這|那|每|第|几|数|好)\Z")


def _year_rule(groups: Groups, context: Context) -> Interval | None:
    """A year; two figures are one only where they cannot be a number of years."""
    year = _year(groups, context)
    written = groups.get("year") or ""
    if year is None:
        return None
    if len(written) == 2 and not written.startswith("0") and not _is_short_year(written, context):
        return None
    return intervals.year(year)


def _is_short_year(written: str, context: Context) -> bool:
    near = abs(int(written) - context.anchor.year % 100) <= 3
    text = context.text
    before = _LONG.search(text[max(0, context.start - 3) : context.start])
    return near and not before and not _DURATION.match(text, context.end)


def _shift(groups: Groups) -> int:
    word = groups["shift"] or ""
    return next((v for k, v in _SHIFTS.items() if word.startswith(k)), 0)


def _weekday_number(groups: Groups) -> int:
    return "一二三四五六日".index((groups["weekday"] or "").replace("天", "日"))


def _weekday(groups: Groups, context: Context) -> Interval | None:
    return day(weekday(context.anchor, _weekday_number(groups), future=bool(_is_future(context))))


def _weekday_day(groups: Groups, context: Context) -> Interval | None:
    return _day(groups, context)


def _shifted_weekday(groups: Groups, context: Context) -> Interval | None:
    if groups["day"] and (groups["month"] or groups["monthword"]):
        return _date(groups, context)
    monday = context.anchor - timedelta(context.anchor.weekday())
    return day(monday + timedelta(weeks=_shift(groups), days=_weekday_number(groups)))


def _week(groups: Groups, context: Context) -> Interval | None:
    if groups["end"]:
        return intervals.weekend(context.anchor, _shift(groups))
    return week(context.anchor, _shift(groups))


def _weekend(groups: Groups, context: Context) -> Interval | None:
    this = intervals.weekend(context.anchor, 0)
    started = this.begin <= context.anchor or bool(_is_future(context))
    return this if started else intervals.weekend(context.anchor, -1)


def _day_word(groups: Groups, context: Context) -> Interval | None:
    word = groups["word"] or ""
    if word[0] in "当當同":
        return day(context.last_day)
    if word[0] in "次翌隔":
        return day(context.last_day + timedelta(1))
    if word == "前一天":
        return day(context.last_day - timedelta(1))
    shift = next(v for k, v in _DAY_WORDS.items() if word.startswith(k))
    return day(context.anchor + timedelta(shift))


def _holiday(groups: Groups, context: Context) -> Interval | None:
    month, number = load("days.toml")["fixed"][groups["holiday"]]
    year = _year(groups, context)
    if year is None:
        year = intervals.likely_year(context.anchor, month, number)
    return day(date(year, month, number))


def _unresolved(groups: Groups, context: Context) -> Interval | None:
    """Lunar dates: known for what they are, and left out."""
    raise ValueError


RESOLVERS: dict[str, Resolver] = {
    "unresolved": _unresolved, "date": _date, "weekday_day": _weekday_day, "iso": _iso, "short": _short,
    "year_range": _year_range, "era": _era, "month": _month_rule, "month_end": _month_end,
    "year_season": _season, "bare_season": _bare_season, "year_quarter": _quarter,
    "year_part": _year_part, "decade": _decade, "century": _century, "ago": _ago, "span": _span,
    "year": _year_rule, "shifted_weekday": _shifted_weekday, "week": _week, "weekday": _weekday,
    "weekend": _weekend, "day_word": _day_word, "holiday": _holiday, "day": _day,
}  # fmt: skip
