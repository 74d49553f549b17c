"""The words of English time expressions, and what each is worth."""

import re
from collections.abc import Callable

from claims.normalising.quantities.english_tokens import TENS, UNITS
from claims.normalising.times import ambiguity
from claims.normalising.times.english.tense import tense_of
from claims.normalising.times.intervals import Interval, full_year
from claims.normalising.times.rules import Context, Groups, load

WORDS = load("rules.en.toml")["words"]
MONTHS = {name: number for number, name in enumerate(WORDS["months"], 1)}
SHIFTS: dict[str, int] = WORDS["shifts"]
NTH: dict[str, int] = WORDS["nth"]


def month_number(groups: Groups) -> int:
    """The month of the groups, 1 to 12."""
    return MONTHS[(groups["month"] or "")[:3].lower()]


def day_number(surface: str) -> int:
    """Of 3, 3rd or third."""
    digits = re.match(r"\d+", surface)
    return int(digits[0]) if digits else int(WORDS["ordinals"].index(surface.lower())) + 1


def weekday_number(surface: str | None) -> int:
    """Monday is 0."""
    return int(WORDS["weekdays"].index((surface or "")[:3].lower()))


def part_of_period(surface: str | None) -> str | None:
    """'early', 'mid' or 'late', as intervals.py names them."""
    if not surface:
        return None
    return next((v for k, v in WORDS["parts"].items() if surface.lower().startswith(k)), None)


def shift_of(surface: str | None) -> int:
    """last is -1, next is 1, this is 0."""
    return SHIFTS.get((surface or "").lower(), 0)


def year_of(groups: Groups, context: Context) -> int | None:
    """The year the expression itself names, if it does."""
    for name in ("year", "year2", "only"):
        if written := groups.get(name):
            return int(written)
    if short := groups.get("short"):
        return full_year(int(short), context.anchor)
    if which := groups.get("which"):
        return context.anchor.year + shift_of(which)
    return None


def in_year(
    groups: Groups,
    context: Context,
    month: int,
    read: Callable[[int], Interval],
    in_month: int = 15,
) -> Interval:
    """A month, or a day of it, in the year that the groups name or, without one, may mean."""
    year = year_of(groups, context)
    if year is None:
        return ambiguity.yearless(context, month, read, tense_of(context, near=True), in_month)
    if short := groups.get("short"):
        return ambiguity.short_year(context, int(short), read)
    return read(year)


def count_of(groups: Groups) -> int | None:
    """How many units; None for words such as a few."""
    word = (groups["count"] or "").lower()
    if word.isdigit():
        return int(word)
    tens, _, ones = word.partition("-")
    if tens in TENS:
        return TENS[tens] + UNITS.get(ones, 0)
    return WORDS["counts"].get(word) or UNITS.get(word)


def unit_of(groups: Groups) -> tuple[str, int]:
    """The unit and how many of it one is: a decade is ten years."""
    unit = (groups["unit"] or "").lower()
    return {"decade": ("year", 10), "fortnight": ("week", 2)}.get(unit, (unit, 1))
