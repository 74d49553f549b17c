"""Intervals of days: months, quarters, seasons, weeks, and the year that a bare month means."""

from calendar import isleap, monthrange
from datetime import MINYEAR, date, timedelta
from typing import NamedTuple


class Interval(NamedTuple):
    """Days from `begin` to `finish`, both inclusive, and how finely the words speak."""

    begin: date
    finish: date
    granularity: str


# First month and number of months.
SEASONS = {"spring": (3, 3), "summer": (6, 3), "autumn": (9, 3), "winter": (12, 3)}
# Parts of a month, as days; 0 is its last day. 月底 begins on the 21st.
MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 0)}
# Parts of a year, as months. 年初 is the first quarter.
YEAR_PARTS = {
    "early": (1, 3),
    "mid": (4, 9),
    "late": (10, 12),
    "first-half": (1, 6),
    "second-half": (7, 12),
}

_FAR_AHEAD = 6  # months after which a bare month of this year means last year's
_FAR_BEHIND = 8  # months after which a bare month of this year means next year's


def day(value: date) -> Interval:
    return Interval(value, value, "day")


def months(year: int, first: int, count: int, granularity: str) -> Interval:
    """`count` whole months from month `first` of `year`; `first` may run past 12 or below 1."""
    year, first = year + (first - 1) // 12, (first - 1) % 12 + 1
    last_year, last = year + (first + count - 2) // 12, (first + count - 2) % 12 + 1
    return Interval(
        date(year, first, 1), date(last_year, last, monthrange(last_year, last)[1]), granularity
    )


def month(year: int, number: int, part: str | None = None) -> Interval:
    whole = months(year, number, 1, "month")
    if part is None:
        return whole
    first, last = MONTH_PARTS[part]
    finish = whole.finish if not last else whole.begin.replace(day=last)
    return Interval(whole.begin.replace(day=first), finish, "month")


def year(number: int, part: str | None = None) -> Interval:
    if part is None:
        return months(number, 1, 12, "year")
    first, last = YEAR_PARTS[part]
    grain = "half" if part.endswith("half") else "quarter" if last - first == 2 else "range"
    return months(number, first, last - first + 1, grain)


def quarter(year_number: int, number: int) -> Interval:
    return months(year_number, 3 * number - 2, 3, "quarter")


def season(year_number: int, name: str) -> Interval:
    first, count = SEASONS[name]
    return months(year_number, first, count, "season")


def decade(first: int) -> Interval:
    return months(first, 1, 120, "decade")


def season_year(anchor: date, name: str) -> int:
    """The year of "this" season: in January and February this winter began last year."""
    return anchor.year - (name == "winter" and anchor.month <= 2)


def week(anchor: date, shift: int) -> Interval:
    """The week `shift` weeks from the one of `anchor`, Monday to Sunday.

    On a Sunday the week just ending is already "last week" to the reader, so that for -1 it is
    counted from Sunday to Saturday.
    """
    if shift == -1 and anchor.isoweekday() == 7:
        return Interval(anchor - timedelta(7), anchor - timedelta(1), "week")
    begin = anchor - timedelta(anchor.weekday()) + timedelta(weeks=shift)
    return Interval(begin, begin + timedelta(6), "week")


def weekend(anchor: date, shift: int) -> Interval:
    saturday = anchor - timedelta(anchor.weekday()) + timedelta(weeks=shift, days=5)
    return Interval(saturday, saturday + timedelta(1), "range")


def weekday(anchor: date, number: int, *, future: bool = False) -> date:
    """The latest Monday (0) … Sunday (6) up to `anchor`, or with `future` the next from it on."""
    back = (anchor.weekday() - number) % 7
    return anchor + timedelta((7 - back) % 7) if future else anchor - timedelta(back)


def likely_year(
    anchor: date, number: int, day_number: int = 15, *, future: bool | None = None
) -> int:
    """The year that a month (and day) without one means; `future` from the tense, if known."""
    gap = number - anchor.month
    past = (number, day_number) <= (anchor.month, anchor.day)
    if future is False:
        return anchor.year - 1 if gap > 0 and not past else anchor.year
    if future:
        return anchor.year + 1 if past and gap < 0 else anchor.year
    if gap > _FAR_AHEAD:
        return anchor.year - 1
    return anchor.year + 1 if gap < -_FAR_BEHIND else anchor.year


def full_year(short: int, anchor: date) -> int:
    """The year that two figures mean: up to five years ahead of `anchor`, else the past century."""
    century = anchor.year // 100 * 100
    return century + short if short <= anchor.year % 100 + 5 else century - 100 + short


def other_full_years(short: int, anchor: date) -> list[int]:
    """The other year that two figures may mean: where one lies at most thirty years ahead."""
    ahead = anchor.year // 100 * 100 + short
    if not 0 < ahead - anchor.year <= 30:
        return []
    return [year for year in (ahead, ahead - 100) if year != full_year(short, anchor)]


def shifted_months(anchor: date, count: int) -> tuple[int, int]:
    """Year and month `count` months from `anchor`'s."""
    index = anchor.year * 12 + anchor.month - 1 + count
    if index // 12 < MINYEAR:
        raise ValueError("before the calendar")
    return index // 12, index % 12 + 1


def shifted(anchor: date, count: int, unit: str) -> date:
    """`anchor` moved by `count` hours, days, weeks, months or years, kept inside its month."""
    if unit == "hour":  # a part of a day counts as one
        return anchor + timedelta(-(-count // 24) if count > 0 else count // 24)
    if unit in ("day", "week"):
        return anchor + timedelta(**{f"{unit}s": count})
    year_number, number = shifted_months(anchor, count * (12 if unit == "year" else 1))
    return date(year_number, number, min(anchor.day, monthrange(year_number, number)[1]))


def coarse(moved: date, unit: str) -> Interval:
    """Where counting from a day leads: three months ago is a month, two years ago a year."""
    if unit == "month":
        return month(moved.year, moved.month)
    return year(moved.year) if unit == "year" else day(moved)


def leap_day(anchor: date, *, future: bool = False) -> date:
    """The latest 29 February up to the end of `anchor`'s year, or with `future` the next one."""
    years = range(anchor.year + 1, anchor.year + 9) if future else range(anchor.year, 0, -1)
    return date(next((y for y in years if isleap(y)), 0), 2, 29)


def day_of_month(anchor: date, number: int, *, future: bool = False) -> Interval:
    """The latest day with that number up to `anchor`, or with `future` the next from it on.

    Raises ValueError where there is none.
    """
    step = 1 if future else -1
    for distance in range(13):
        year_number, month_number = shifted_months(anchor, step * distance)
        if number > monthrange(year_number, month_number)[1]:
            continue
        found = date(year_number, month_number, number)
        if (found - anchor).days * step >= 0:
            return day(found)
    raise ValueError("no such day")
