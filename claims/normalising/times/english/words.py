"""The words of English time expressions, and what each is worth."""

import re

from claims.normalising.quantities.english_tokens import UNITS
from claims.normalising.times.intervals import full_year
from claims.normalising.times.rules import Context, Groups, load

WORDS = load("rules.en.toml")["words"]
MONTHS = {name: number for number, name in enumerate(WORDS["months"], 1)}
SHIFTS: dict[str, int] = WORDS["shifts"]
NTH: dict[str, int] = WORDS["nth"]
_FUTURE = re.compile(WORDS["future"] + r"\Z", re.IGNORECASE)
_REPORTED = re.compile(WORDS["reported"], re.IGNORECASE)
_WINDOW = 70  # code points before an expression that may say that it lies ahead


def is_future(context: Context) -> bool | None:
    """Whether the clause before looks ahead: will meet on Friday, until Monday."""
    before = context.text[max(0, context.start - _WINDOW) : context.start]
    match = _FUTURE.search(before)
    return True if match and not _REPORTED.search(match[0]) else None


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


def count_of(groups: Groups) -> int | None:
    """How many units; None for words such as a few."""
    word = (groups["count"] or "").lower()
    if word.isdigit():
        return int(word)
    return WORDS["counts"].get(word) or UNITS.get(word)


def unit_of(groups: Groups) -> tuple[str, int]:
    """The unit and how many of it one is: a decade is ten years."""
    unit = (groups["unit"] or "").lower()
    return ("year", 10) if unit == "decade" else (unit, 1)
