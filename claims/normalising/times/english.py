"""English time expressions: Dec. 3, 2021; Thursday's; early next year; the spring of 2021."""

import re
from datetime import date, timedelta

from claims.normalising.quantities.english import UNITS
from claims.normalising.times import intervals
from claims.normalising.times.intervals import Interval, day, shifted
from claims.normalising.times.rules import Context, Groups, Resolver, load

_MONTHS = {
    m: i
    for i, m in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1
    )
}
_DAYS = {d: i for i, d in enumerate(["mon", "tue", "wed", "thu", "fri", "sat", "sun"])}
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_SHIFTS = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_PARTS = {
    "early": "early",
    "beginning": "early",
    "start": "early",
    "mid": "mid",
    "middle": "mid",
    "late": "late",
    "end": "late",
}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]

_FUTURE = re.compile(
    r"\b(?:will|shall|(?:is|are|was|were) (?:to|due)|set to|due|scheduled|slated|expected|plan(?:s|ned)?|planning|going to|until|till|by|upcoming|ahead of|before)\b[^.;\n]{0,60}\Z",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|warned|announced|reported|met|spoke|called)\b", re.IGNORECASE
)
_WINDOW = 70


def _is_future(context: Context) -> bool | None:
    """Whether the clause before looks ahead: will meet on Friday, until Monday."""
    before = context.text[max(0, context.start - _WINDOW) : context.start]
    match = _FUTURE.search(before)
    return True if match and not _SAID.search(match[0]) else None


def _month_number(groups: Groups) -> int:
    return _MONTHS[(groups["month"] or "")[:3].lower()]


def _day_number(surface: str) -> int:
    digits = re.match(r"\d+", surface)
    return int(digits[0]) if digits else _ORDINALS.index(surface.lower()) + 1


def _weekday_number(surface: str | None) -> int:
    return _DAYS[(surface or "")[:3].lower()]


def _part(surface: str | None) -> str | None:
    if not surface:
        return None
    return next((v for k, v in _PARTS.items() if surface.lower().startswith(k)), None)


def _shift(surface: str | None) -> int:
    return _SHIFTS.get((surface or "").lower(), 0)


def _year(groups: Groups, context: Context) -> int | None:
    for name in ("year", "year2", "only"):
        if written := groups.get(name):
            return int(written)
    if short := groups.get("short"):
        return (
            2000 + int(short) if int(short) <= context.anchor.year % 100 + 5 else 1900 + int(short)
        )
    if which := groups.get("which"):
        return context.anchor.year + _shift(which)
    return None


def _date(groups: Groups, context: Context) -> Interval | None:
    number = int(groups["number"]) if groups.get("number") else _month_number(groups)
    day_number = _day_number(groups["day"] or "")
    year = _year(groups, context)
    if year is None:
        if (number, day_number) == (2, 29):
            return day(_leap_day(context.anchor))
        future = _is_future(context)
        year = intervals.likely_year(context.anchor, number, day_number, future=future)
    return day(date(year, number, day_number))


def _leap_day(anchor: date) -> date:
    years = range(anchor.year, anchor.year - 9, -1)
    return next(date(y, 2, 29) for y in years if y % 4 == 0 and (y % 100 or y % 400 == 0))


_ASKS_FOR_DATE = re.compile(
    r"\b(?:on|from|to|until|till|by|since|before|after|through|of|date\?)\s\Z|[-–] ?\Z",
    re.IGNORECASE,
)

_DATE_FOLLOWS = re.compile(r" ?[-–] ?\d{1,2}/|, \d")


def _slashed(groups: Groups, context: Context) -> Interval | None:
    """12/25/2021 month first; 25/12 day first where only that fits; 3/4 may be a fraction."""
    a, b, c = int(groups["a"] or 0), int(groups["b"] or 0), groups["c"]
    month, number = (b, a) if a > 12 else (a, b)
    c = c or groups["year"]
    if c is not None:
        year = int(c) if len(c) == 4 else 1900 + int(c) if int(c) > 30 else 2000 + int(c)
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
        return day(_leap_day(context.anchor))
    year = intervals.likely_year(context.anchor, month, number, future=_is_future(context))
    return day(date(year, month, number))


def _day_range(groups: Groups, context: Context) -> Interval | None:
    month, first, last = _month_number(groups), int(groups["first"] or 0), int(groups["last"] or 0)
    year = _year(groups, context)
    if year is None:
        year = intervals.likely_year(context.anchor, month, last, future=_is_future(context))
    return Interval(date(year, month, first), date(year, month, last), "range")


def _month(groups: Groups, context: Context) -> Interval | None:
    number, year = _month_number(groups), _year(groups, context)
    if way := groups.get("way"):
        return _way_month(context.anchor, number, way.lower())
    if year is None:
        year = intervals.likely_year(context.anchor, number, future=_is_future(context))
    return intervals.month(year, number, _part(groups.get("part")))


def _way_month(anchor: date, number: int, way: str) -> Interval:
    """last March: the latest one that is over; next January: the first to come."""
    shift = _SHIFTS.get(way, 0)
    year = anchor.year
    if shift < 0 and number >= anchor.month:
        year -= 1
    if shift > 0 and number <= anchor.month:
        year += 1
    return intervals.month(year, number)


_ASKS_FOR_MONTH = re.compile(
    r"\b(?P<sure>in|since|until|till|through|during|before|after|between|throughout|last)[ -](?:the )?\Z"
    r"|(?:\b(?:by|of|from|and|to|for|the|around|or|a)[ -]|[-–]|\A)\Z",
    re.IGNORECASE,
)
_ONLY_MONTHS = frozenset(
    ["january", "february", "july", "september", "october", "november", "december"]
)
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_MONTH_FOLLOWS = re.compile(r"[-–](?:" + "|".join(_MONTHS) + ")", re.IGNORECASE)


def _bare_month(groups: Groups, context: Context) -> Interval | None:
    """A month alone, told from the names and verbs it shares its letters with."""
    text, word = context.text, (groups["month"] or "").lower()
    asked = _ASKS_FOR_MONTH.search(text[max(0, context.start - 12) : context.start])
    joined = _MONTH_FOLLOWS.match(text, context.end)
    if not (asked or joined) and word not in _ONLY_MONTHS:
        return None
    sure = word in _ONLY_MONTHS or joined or (asked and asked["sure"])
    if not sure and _NAME_AFTER.match(text, context.end):
        return None
    year = intervals.likely_year(context.anchor, _month_number(groups), future=_is_future(context))
    return intervals.month(year, _month_number(groups))


def _numeric_month(groups: Groups, context: Context) -> Interval | None:
    return intervals.month(int(groups["year"] or 0), int(groups["number"] or 0))


def _week_of(groups: Groups, context: Context) -> Interval | None:
    found = _date(groups, context)
    return intervals.week(found.begin, 0) if found else None


def _week_weekday(groups: Groups, context: Context) -> Interval | None:
    shift = _shift(groups["way"] or groups["way2"])
    monday = intervals.week(context.anchor, 0).begin + timedelta(weeks=shift)
    return day(monday + timedelta(_weekday_number(groups["weekday"] or groups["weekday_of"])))


def _shifted_weekday(groups: Groups, context: Context) -> Interval | None:
    monday = context.anchor - timedelta(context.anchor.weekday())
    shift = _shift(groups["way"])
    return day(monday + timedelta(weeks=shift, days=_weekday_number(groups["weekday"])))


def _weekday_day(groups: Groups, context: Context) -> Interval | None:
    """Tue 13th: the nearest such day, before or after the dateline."""
    wanted, number = _weekday_number(groups["weekday"]), _day_number(groups["day"] or "")
    for distance in range(12 * 31):
        for found in (context.anchor - timedelta(distance), context.anchor + timedelta(distance)):
            if found.day == number and found.weekday() == wanted:
                return day(found)
    return None


def _weekday(groups: Groups, context: Context) -> Interval | None:
    number = _weekday_number(groups["weekday"])
    return day(intervals.weekday(context.anchor, number, future=bool(_is_future(context))))


def _day_word(groups: Groups, context: Context) -> Interval | None:
    word = " ".join((groups["word"] or "").lower().split())
    if context.text[max(0, context.start - 4) : context.start] == "USA ":
        return None
    fixed = {
        "today": 0,
        "tonight": 0,
        "yesterday": -1,
        "tomorrow": 1,
        "the day before yesterday": -2,
        "the day after tomorrow": 2,
    }
    if word in fixed:
        return day(context.anchor + timedelta(fixed[word]))
    if word.endswith("same day") or word == "that day":
        return day(context.last_day)
    back = word.endswith(("earlier", "before")) or "previous" in word
    return day(context.last_day + timedelta(-1 if back else 1))


def _season(groups: Groups, context: Context) -> Interval | None:
    name = (groups["season"] or "").lower().replace("fall", "autumn")
    if year := _year(groups, context):
        return intervals.season(year, name)
    shift = _shift(groups["way"])
    this = intervals.season(context.anchor.year, name)
    if shift < 0 and this.finish >= context.anchor:
        return intervals.season(context.anchor.year - 1, name)
    if shift > 0 and this.begin <= context.anchor:
        return intervals.season(context.anchor.year + 1, name)
    return this


def _quarter(groups: Groups, context: Context) -> Interval | None:
    if way := groups.get("way"):
        number = (context.anchor.month + 2) // 3 + _shift(way)
        return intervals.months(context.anchor.year, 3 * number - 2, 3, "quarter")
    digit = groups.get("q1") or groups.get("q2")
    number = int(digit) if digit else _NTH[(groups["nth"] or "").lower()]
    year = _year(groups, context)
    return intervals.quarter(context.anchor.year if year is None else year, number)


def _half(groups: Groups, context: Context) -> Interval | None:
    digit = groups["h1"] or groups["h2"]
    number = int(digit) if digit else _NTH[(groups["nth"] or "").lower()]
    year = _year(groups, context)
    half = "first-half" if number == 1 else "second-half"
    return intervals.year(context.anchor.year if year is None else year, half)


def _week_in(groups: Groups, context: Context) -> Interval | None:
    whole = _whole(groups, context)
    last = (groups["nth"] or "").lower() == "last"
    # A week belongs to the month or year that holds its Thursday.
    thursday = intervals.week(whole.finish if last else whole.begin, 0).begin + timedelta(3)
    if last and thursday > whole.finish:
        thursday -= timedelta(7)
    if not last and thursday < whole.begin:
        thursday += timedelta(7)
    return intervals.week(thursday, 0)


def _whole(groups: Groups, context: Context) -> Interval:
    if groups["month"]:
        year = _year(groups, context)
        number = _month_number(groups)
        return intervals.month(
            intervals.likely_year(context.anchor, number) if year is None else year, number
        )
    if groups["only"]:
        return intervals.year(int(groups["only"]))
    return intervals.month(*intervals.shifted_months(context.anchor, _shift(groups["which"])))


def _week_number(groups: Groups, context: Context) -> Interval | None:
    begin = date.fromisocalendar(context.anchor.year, int(groups["count"] or 0), 1)
    return Interval(begin, begin + timedelta(6), "week")


def _count(groups: Groups) -> int | None:
    word = (groups["count"] or "").lower()
    if word.isdigit():
        return int(word)
    return {"a": 1, "an": 1, "couple of": 2}.get(word) or UNITS.get(word)


def _span(groups: Groups, context: Context) -> Interval | None:
    count, unit = _count(groups), _unit(groups)
    if count is None:
        return None
    if _shift(groups["way"]) < 0:
        return Interval(shifted(context.anchor, -count * unit[1], unit[0]), context.anchor, "range")
    return Interval(context.anchor, shifted(context.anchor, count * unit[1], unit[0]), "range")


def _unit(groups: Groups) -> tuple[str, int]:
    unit = (groups["unit"] or "").lower()
    return ("year", 10) if unit == "decade" else (unit, 1)


def _part_period(groups: Groups, context: Context) -> Interval | None:
    word = (groups["part"] or "end").lower()
    if word in ("year", "month"):
        return _part_of(word, "late", 0, context)
    if word == "week" or not groups["unit"]:
        return None
    name = "late" if word == "late" else _part(word.removeprefix("the "))
    shift = _shift(groups.get("way"))
    if word in ("earlier", "later") and not shift:
        return _so_far(groups["unit"].lower(), word == "earlier", context)
    return _part_of(groups["unit"].lower(), name or "late", shift, context)


def _so_far(unit: str, earlier: bool, context: Context) -> Interval:
    """earlier this month: from its first day to the dateline."""
    whole = _period_of(unit, 0, context)
    if earlier:
        return Interval(whole.begin, context.anchor, "range")
    return Interval(context.anchor, whole.finish, "range")


def _part_of(unit: str, part: str, shift: int, context: Context) -> Interval:
    if unit == "year":
        return intervals.year(context.anchor.year + shift, part)
    if unit == "month":
        return intervals.month(*intervals.shifted_months(context.anchor, shift), part)
    whole = intervals.week(context.anchor, shift)
    middle = whole.begin + timedelta(3)
    if part == "early":
        return Interval(whole.begin, middle - timedelta(1), "range")
    return Interval(middle, whole.finish, "range")


def _period(groups: Groups, context: Context) -> Interval | None:
    unit, way = (groups["unit"] or "").lower(), (groups["way"] or "").lower()
    if unit == "century":
        return None
    if way == "past" and unit in ("week", "month", "year", "decade"):
        back = shifted(
            context.anchor, -10 if unit == "decade" else -1, "year" if unit == "decade" else unit
        )
        return Interval(back, context.anchor, "range")
    return _period_of(unit, _shift(way), context)


def _period_of(unit: str, shift: int, context: Context) -> Interval:
    anchor = context.anchor
    if unit == "week":
        return intervals.week(anchor, shift)
    if unit == "weekend":
        return intervals.weekend(anchor, shift)
    if unit == "month":
        return intervals.month(*intervals.shifted_months(anchor, shift))
    if unit == "decade":
        first = anchor.year // 10 * 10 + 10 * shift
        return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")
    return intervals.year(anchor.year + shift)


def _ago(groups: Groups, context: Context) -> Interval | None:
    count, (unit, factor), way = (
        _count(groups),
        _unit(groups),
        (groups["way"] or "").strip().lower(),
    )
    if count is None:
        return None
    base = context.anchor if way in ("ago", "from now") else context.last_day
    sign = 1 if way in ("later", "from now") else -1
    return _coarse(shifted(base, sign * count * factor, unit), unit)


def _coarse(moved: date, unit: str) -> Interval:
    """Three months ago is a month, two years ago a year."""
    if unit == "month":
        return intervals.month(moved.year, moved.month)
    return intervals.year(moved.year) if unit == "year" else day(moved)


def _in(groups: Groups, context: Context) -> Interval | None:
    count, (unit, factor) = _count(groups), _unit(groups)
    if count is None:
        return None
    moved = shifted(context.anchor, count * factor, unit)
    if (groups["way"] or "").lower() == "within":
        return Interval(context.anchor, moved, "range")
    return day(moved)


def _decade(groups: Groups, context: Context) -> Interval | None:
    first = int(groups["year"] or 0)
    return Interval(date(first, 1, 1), date(first + 9, 12, 31), "decade")


def _century(groups: Groups, context: Context) -> Interval | None:
    number = int(groups["count"] or 0)
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century")


def _the_day(groups: Groups, context: Context) -> Interval | None:
    number = _day_number(groups["day"] or "")
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


def _holiday(groups: Groups, context: Context) -> Interval | None:
    name = (groups["holiday"] or "").lower().replace("’", "'")
    month, number = load("days.toml")["fixed"][name]
    year = _year(groups, context)
    if year is None:
        year = intervals.likely_year(context.anchor, month, number, future=_is_future(context))
    return day(date(year, month, number))


def _year_rule(groups: Groups, context: Context) -> Interval | None:
    year = _year(groups, context)
    return None if year is None else intervals.year(year, _part(groups.get("part")))


def _year_words(groups: Groups, context: Context) -> Interval | None:
    if groups["count"]:
        return intervals.year(2000 + UNITS[groups["count"].lower()])
    hundreds = 1900 if (groups["hundreds"] or "").lower() == "nineteen" else 2000
    ones = UNITS[groups["ones"].lower()] if groups["ones"] else 0
    return intervals.year(hundreds + _TENS[(groups["tens"] or "").lower()] + ones)


def _weekend(groups: Groups, context: Context) -> Interval | None:
    this = intervals.weekend(context.anchor, 0)
    started = this.begin <= context.anchor or bool(_is_future(context))
    return this if started else intervals.weekend(context.anchor, -1)


RESOLVERS: dict[str, Resolver] = {
    "date": _date, "slashed": _slashed, "day_range": _day_range, "month": _month,
    "bare_month": _bare_month, "numeric_month": _numeric_month, "week_of": _week_of,
    "week_weekday": _week_weekday, "shifted_weekday": _shifted_weekday,
    "weekday_day": _weekday_day, "weekday": _weekday, "day_word": _day_word, "season": _season,
    "quarter": _quarter, "half": _half, "week_in": _week_in, "week_number": _week_number,
    "span": _span, "part_period": _part_period, "period": _period, "ago": _ago, "in": _in,
    "decade": _decade, "century": _century, "the_day": _the_day, "holiday": _holiday,
    "year_part": _year_rule, "year": _year_rule, "year_words": _year_words, "weekend": _weekend,
}  # fmt: skip
