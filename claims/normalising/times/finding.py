"""Time expressions in running text, ranges joined."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from claims.normalising.times import chinese, english
from claims.normalising.times.expression import TimeExpression
from claims.normalising.times.intervals import Interval
from claims.normalising.times.rules import Found, scan

_JOIN = {
    "zh": re.compile(r" ?(?:至|到|[-–—~～－]) ?"),
    "en": re.compile(r" ?[-–—] ?| to (?:the )?| through | until | till "),
}
_LONGEST = 330  # days that two dates without a year may lie apart
_AND = re.compile(r" and (?:the )?")
_BETWEEN = re.compile(r"\b(?:between|from) (?:the )?\Z", re.IGNORECASE)


def find_times(text: str, language: str, anchor: date) -> list[TimeExpression]:
    """Every calendar expression of `text` that resolves, in order, not overlapping.

    `anchor` is the dateline. Durations (两周, three weeks) are left out unless something ties them
    to a day (两周前, in three weeks).
    """
    key = "en" if language.startswith("en") else "zh"
    reader = english if key == "en" else chinese
    found = list(scan(text, anchor, f"rules.{key}.toml", reader.RESOLVERS))
    return list(_joined(text, found, key))


def _joined(text: str, found: Sequence[Found], key: str) -> Iterator[TimeExpression]:
    index = 0
    while index < len(found):
        first = found[index]
        second = found[index + 1] if index + 1 < len(found) else None
        interval = _range(text, first, second, key) if second else None
        if second and interval:
            yield TimeExpression(first.start, second.end, *interval)
        else:
            yield TimeExpression(first.start, first.end, *first.interval)
        index += 2 if interval else 1


def _range(text: str, first: Found, second: Found, key: str) -> Interval | None:
    between = text[first.end : second.start]
    if not _JOIN[key].fullmatch(between) and not (
        key == "en"
        and _AND.fullmatch(between)
        and _BETWEEN.search(text, max(0, first.start - 14), first.start)
    ):
        return None
    begin, finish = first.interval.begin, second.interval.finish
    try:
        if second.rule == "day":  # 2月10日至20日: the month of the first
            finish = finish.replace(year=begin.year, month=begin.month)
        elif second.dated and not first.dated:  # 1 May - 7 May 2020: the year of the second
            begin = begin.replace(year=finish.year)
            begin = begin.replace(year=finish.year - 1) if begin > finish else begin
        elif (first.dated and not second.dated) or (
            not second.dated and (finish - begin).days > _LONGEST
        ):
            finish = finish.replace(year=begin.year)
    except ValueError:
        return None
    return Interval(begin, finish, "range") if begin <= finish else None
