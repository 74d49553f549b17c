"""The words of Chinese time expressions, and what each is worth."""

from collections.abc import Callable

from claims.normalising.quantities.chinese import parse
from claims.normalising.times import ambiguity, intervals
from claims.normalising.times.chinese.tense import tense_of
from claims.normalising.times.intervals import Interval
from claims.normalising.times.rules import Context, Groups, load

FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
HAN_DIGITS = str.maketrans("零〇○一二三四五六七八九", "000123456789")
WORDS = load("rules.zh.toml")["words"]


def number_of(surface: str) -> int:
    """Of a count or a day: Arabic, full width or Chinese. Raises ValueError for anything else."""
    surface = surface.translate(FULL_WIDTH).replace("廿", "二十")
    if surface.isdigit():
        return int(surface)
    if surface in ("元", "正"):
        return 1
    value = parse(surface)
    if value is None:
        raise ValueError(surface)
    return int(value)


def year_of(groups: Groups, context: Context) -> int | None:
    """The year the expression itself names, if it does."""
    if written := groups.get("year") or groups.get("yearof"):
        number = int(written.translate(FULL_WIDTH).translate(HAN_DIGITS))
        if number >= 100:
            return number
        return intervals.full_year(number, context.anchor)
    if word := groups.get("yearword"):
        return context.anchor.year + int(WORDS["years"][word])
    return None


def in_month(
    groups: Groups, context: Context, read: Callable[[int, int], Interval], day_number: int = 15
) -> Interval | None:
    """What `read` makes of the year and the month that the groups name or may mean."""
    if word := groups.get("monthword"):
        shift = {"上": -1, "下": 1}.get(word[0], 0)
        return read(*intervals.shifted_months(context.anchor, shift))
    if not groups.get("month"):
        return None
    number = number_of(groups["month"] or "")

    def in_year(year: int) -> Interval:
        return read(year, number)

    year = year_of(groups, context)
    if year is None:
        return ambiguity.yearless(
            context, number, in_year, tense_of(context, near=True), day_number
        )
    short = short_year_of(groups)
    return in_year(year) if short is None else ambiguity.short_year(context, short, in_year)


def short_year_of(groups: Groups) -> int | None:
    """A year written with two figures."""
    written = groups.get("year") or ""
    return int(written.translate(FULL_WIDTH)) if len(written) == 2 else None


def part_of_period(groups: Groups) -> str | None:
    """'early', 'mid' or 'late', as intervals.py names them."""
    part = groups.get("part")
    return str(WORDS["parts"][part.removeprefix("年")]) if part else None


def unit_of(groups: Groups) -> str:
    """'hour', 'day', 'week', 'month' or 'year'."""
    return str(WORDS["units"][(groups["unit"] or "").lstrip("个個")])


def shift_of(groups: Groups) -> int:
    """上 is -1, 下 is 1, 本 is 0."""
    word = groups["shift"] or ""
    return next((v for k, v in WORDS["shifts"].items() if word.startswith(k)), 0)


def weekday_number(surface: str | None) -> int:
    """Monday is 0."""
    return str(WORDS["weekdays"]).index((surface or "").replace("天", "日"))
