"""The days that the chart's axis names, and the words it names them with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DAYS = (1, 2, 7, 14)  # steps in days
MONTH_STEPS = (1, 2, 3, 6)
YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Tick:
    """A day and its label; the year stands below the first label of each year."""

    day: date
    lines: tuple[str, ...]


def ticks(begin: date, finish: date, most: int, language: str) -> list[Tick]:
    """At most so many days, evenly spaced, both ends of the period included.

    >>> [t.lines for t in ticks(date(2021, 11, 20), date(2022, 2, 24), 5, "en")]
    [('Dec', '2021'), ('Jan', '2022'), ('Feb',)]
    """
    extent = (finish - begin).days
    steps = [
        *((step, _days(begin, finish, step), "day") for step in DAYS),
        *((28 * step, _months(begin, finish, step), "month") for step in MONTH_STEPS),
        *((365 * step, _months(begin, finish, 12 * step), "year") for step in YEAR_STEPS),
    ]
    for days, found, unit in steps:
        if extent // days > 2 * most:
            continue
        if 0 < len(several := list(found)) <= most:
            return _labelled(several, unit, language)
    return _labelled([begin], "day", language)


def _labelled(days: list[date], unit: str, language: str) -> list[Tick]:
    found, year = [], None
    for day in days:
        words = _words(day, unit, language)
        with_year = unit != "year" and day.year != year
        found.append(Tick(day, (words, _year(day, language)) if with_year else (words,)))
        year = day.year
    return found


def _words(day: date, unit: str, language: str) -> str:
    chinese = language.startswith("zh")
    if unit == "year":
        return _year(day, language)
    if unit == "month":
        return f"{day.month}月" if chinese else MONTHS[day.month - 1]
    return f"{day.month}月{day.day}日" if chinese else f"{MONTHS[day.month - 1]} {day.day}"


def _year(day: date, language: str) -> str:
    return f"{day.year}年" if language.startswith("zh") else str(day.year)


def _days(begin: date, finish: date, step: int) -> Iterator[date]:
    """Every so many days; whole weeks begin on Mondays."""
    day = begin - timedelta(days=begin.weekday()) if step >= 7 else begin
    while day <= finish:
        if day >= begin:
            yield day
        day += timedelta(days=step)


def _months(begin: date, finish: date, step: int) -> Iterator[date]:
    """The first day of every so many months, counted from January."""
    month = (begin.year * 12 + begin.month - 1) // step * step
    while (day := date(month // 12, month % 12 + 1, 1)) <= finish:
        if day >= begin:
            yield day
        month += step
        if month // 12 > date.max.year:
            return
