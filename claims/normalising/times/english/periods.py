"""English expressions for longer periods: early next year, the spring of 2021, two weeks ago."""

import re
from datetime import date, timedelta

from claims.normalising.quantities.english_tokens import TENS, UNITS
from claims.normalising.times import ambiguity, intervals
from claims.normalising.times.english.tense import tense_of
from claims.normalising.times.english.words import (
    MONTHS,
    NTH,
    SHIFTS,
    WORDS,
    count_of,
    in_year,
    month_number,
    part_of_period,
    shift_of,
    unit_of,
    year_of,
)
from claims.normalising.times.intervals import Interval, coarse, day, shifted
from claims.normalising.times.rules import Context, Groups


def read_month(groups: Groups, context: Context) -> Interval | None:
    number, part = month_number(groups), part_of_period(groups.get("part"))
    if way := groups.get("way"):
        return _way_month(context, number, way.lower())
    return in_year(groups, context, number, lambda year: intervals.month(year, number, part))


def _way_month(context: Context, number: int, way: str) -> Interval:
    """last March: the latest one that is over, or last year's; next January: the first to come."""
    shift, anchor = SHIFTS.get(way, 0), context.anchor
    year = anchor.year
    if way in ("last", "next"):
        context.also(lambda: intervals.month(anchor.year + shift, number))
    if shift < 0 and number >= anchor.month:
        year -= 1
    if shift > 0 and number <= anchor.month:
        year += 1
    return intervals.month(year, number)


_ASKS_FOR_MONTH = re.compile(
    r"\b(?P<sure>in|since|until|till|through|during|before|after|between|throughout|last)"
    r"[ -](?:the )?\Z"
    r"|(?:\b(?:by|of|from|and|to|for|the|around|or|a)[ -]|[-–]|\A)\Z",
    re.IGNORECASE,
)
_ONLY_MONTHS = frozenset(WORDS["only_months"])
_NAME_AFTER = re.compile(r" [A-Z][a-z]")
_MONTH_FOLLOWS = re.compile(r"[-–](?:" + "|".join(MONTHS) + ")", re.IGNORECASE)


def read_bare_month(groups: Groups, context: Context) -> Interval | None:
    """A month alone, told from the names and verbs it shares its letters with."""
    text, word = context.text, (groups["month"] or "").lower()
    asked = _ASKS_FOR_MONTH.search(text[max(0, context.start - 12) : context.start])
    joined = _MONTH_FOLLOWS.match(text, context.end)
    if not (asked or joined) and word not in _ONLY_MONTHS:
        return None
    sure = word in _ONLY_MONTHS or joined or (asked and asked["sure"])
    if not sure and _NAME_AFTER.match(text, context.end):
        return None
    number = month_number(groups)
    return in_year(groups, context, number, lambda year: intervals.month(year, number))


def read_numeric_month(groups: Groups, context: Context) -> Interval | None:
    return intervals.month(int(groups["year"] or 0), int(groups["number"] or 0))


def read_season(groups: Groups, context: Context) -> Interval | None:
    name = (groups["season"] or "").lower().replace("fall", "autumn")
    if year := year_of(groups, context):
        return ambiguity.season(context, year, name)
    shift, anchor = shift_of(groups["way"]), context.anchor
    year = intervals.season_year(anchor, name)
    this = intervals.season(year, name)
    if shift < 0 and this.finish >= anchor:
        return intervals.season(year - 1, name)
    if shift > 0 and this.begin <= anchor:
        return intervals.season(year + 1, name)
    return this


def read_quarter(groups: Groups, context: Context) -> Interval | None:
    if way := groups.get("way"):
        number = (context.anchor.month + 2) // 3 + shift_of(way)
        return intervals.months(context.anchor.year, 3 * number - 2, 3, "quarter")
    digit = groups.get("q1") or groups.get("q2")
    number = int(digit) if digit else NTH[(groups["nth"] or "").lower()]
    year = year_of(groups, context)
    if year is None:
        return ambiguity.quarter(context, number, tense_of(context))
    return intervals.quarter(year, number)


def read_half(groups: Groups, context: Context) -> Interval | None:
    digit = groups["h1"] or groups["h2"]
    number = int(digit) if digit else NTH[(groups["nth"] or "").lower()]
    year = year_of(groups, context)
    half = "first-half" if number == 1 else "second-half"
    return intervals.year(context.anchor.year if year is None else year, half)


def read_week_in(groups: Groups, context: Context) -> Interval | None:
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
        year = year_of(groups, context)
        number = month_number(groups)
        return intervals.month(
            intervals.likely_year(context.anchor, number) if year is None else year, number
        )
    if groups["only"]:
        return intervals.year(int(groups["only"]))
    return intervals.month(*intervals.shifted_months(context.anchor, shift_of(groups["which"])))


def read_week_number(groups: Groups, context: Context) -> Interval | None:
    begin = date.fromisocalendar(context.anchor.year, int(groups["count"] or 0), 1)
    return Interval(begin, begin + timedelta(6), "week")


def read_span(groups: Groups, context: Context) -> Interval | None:
    count, unit = count_of(groups), unit_of(groups)
    if count is None:
        return None
    if shift_of(groups["way"]) < 0:
        return Interval(shifted(context.anchor, -count * unit[1], unit[0]), context.anchor, "range")
    return Interval(context.anchor, shifted(context.anchor, count * unit[1], unit[0]), "range")


def read_part_period(groups: Groups, context: Context) -> Interval | None:
    word = (groups["part"] or "end").lower()
    if word in ("year", "month"):
        return _bare_part(word, "late", context)
    if word == "week" or not groups["unit"]:
        return None
    name = "late" if word == "late" else part_of_period(word.removeprefix("the "))
    shift = shift_of(groups.get("way"))
    if word in ("earlier", "later") and not shift:
        return _so_far(groups["unit"].lower(), word == "earlier", context)
    if (groups.get("way") or "the").lower() == "the" and groups["unit"].lower() != "week":
        return _bare_part(groups["unit"].lower(), name or "late", context)
    return _part_of(groups["unit"].lower(), name or "late", shift, context)


def _bare_part(unit: str, name: str, context: Context) -> Interval:
    """year-end, the end of the month: of which one is left open."""
    tense = tense_of(context)
    return ambiguity.part(context, unit, lambda n: _part_of(unit, name, n, context), tense)


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


def read_so_far(groups: Groups, context: Context) -> Interval | None:
    return _so_far((groups["unit"] or "").lower(), True, context)


def read_rest(groups: Groups, context: Context) -> Interval | None:
    return _so_far((groups["unit"] or "").lower(), False, context)


def read_fiscal(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.fiscal(context, year_of(groups, context) or 0)


def read_months_of(groups: Groups, context: Context) -> Interval | None:
    year, count = year_of(groups, context), count_of(groups)
    if year is None or not count or count > 12:
        return None
    first = 1 if (groups["end"] or "").lower() == "first" else 13 - count
    return intervals.months(year, first, count, "range")


def read_decade_ahead(groups: Groups, context: Context) -> Interval | None:
    context.also(lambda: _period_of("decade", 1, context))
    return Interval(context.anchor, shifted(context.anchor, 10, "year"), "range")


def read_period(groups: Groups, context: Context) -> Interval | None:
    unit, way = (groups["unit"] or "").lower(), (groups["way"] or "").lower()
    if unit == "century":
        return None
    if way == "past" and unit in ("week", "month", "year", "decade"):
        back = shifted(
            context.anchor, -10 if unit == "decade" else -1, "year" if unit == "decade" else unit
        )
        return Interval(back, context.anchor, "range")
    shift = shift_of(way)
    if unit == "week":
        return ambiguity.week(context, shift)
    if unit == "weekend":
        if shift > 0:  # the first to come, or that of next week
            context.also(lambda: intervals.weekend(context.anchor, context.anchor.weekday() > 4))
        return ambiguity.shifted_weekend(context, shift, tense_of(context))
    return _period_of(unit, shift, context)


def _period_of(unit: str, shift: int, context: Context) -> Interval:
    anchor = context.anchor
    if unit == "week":
        return intervals.week(anchor, shift)
    if unit == "month":
        return intervals.month(*intervals.shifted_months(anchor, shift))
    if unit == "decade":
        return intervals.decade(anchor.year // 10 * 10 + 10 * shift)
    return intervals.year(anchor.year + shift)


def read_ago(groups: Groups, context: Context) -> Interval | None:
    count, (unit, factor), way = (
        count_of(groups),
        unit_of(groups),
        (groups["way"] or "").strip().lower(),
    )
    if count is None:
        return None
    base = context.anchor if way in ("ago", "from now") else context.last_day
    sign = 1 if way in ("later", "from now") else -1
    return coarse(shifted(base, sign * count * factor, unit), unit)


def read_in(groups: Groups, context: Context) -> Interval | None:
    count, (unit, factor) = count_of(groups), unit_of(groups)
    if count is None:
        return None
    moved = shifted(context.anchor, count * factor, unit)
    if (groups["way"] or "").lower() == "within":
        return Interval(context.anchor, moved, "range")
    return day(moved)


def read_decade(groups: Groups, context: Context) -> Interval | None:
    if tens := groups.get("tens"):
        return ambiguity.decade(context, int(tens))
    return intervals.decade(int(groups["year"] or 0))


def read_century(groups: Groups, context: Context) -> Interval | None:
    number = int(groups["count"] or 0)
    return Interval(date(number * 100 - 99, 1, 1), date(number * 100, 12, 31), "century")


def read_year(groups: Groups, context: Context) -> Interval | None:
    year = year_of(groups, context)
    return None if year is None else intervals.year(year, part_of_period(groups.get("part")))


def read_year_words(groups: Groups, context: Context) -> Interval | None:
    if groups["count"]:
        return intervals.year(2000 + UNITS[groups["count"].lower()])
    hundreds = 1900 if (groups["hundreds"] or "").lower() == "nineteen" else 2000
    ones = UNITS[groups["ones"].lower()] if groups["ones"] else 0
    return intervals.year(hundreds + TENS[(groups["tens"] or "").lower()] + ones)


def read_weekend(groups: Groups, context: Context) -> Interval | None:
    return ambiguity.weekend(context, tense_of(context))
