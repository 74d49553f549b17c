"""Time expressions in running text, ranges joined."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import zip_longest

from claims.normalising.times import chinese, english
from claims.normalising.times.expression import TimeExpression
from claims.normalising.times.intervals import Interval
from claims.normalising.times.rules import Found, scan

_JOIN = {
    "zh": re.compile(r" ?(?:至|到|[-–—~～－]) ?"),
    "en": re.compile(r" ?[-–—] ?| to (?:the )?| through (?:the )?| until | till "),
}
_ONLY_AN_END = "now"  # a rule whose words are a time only as the end of a range
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
        ranges = _ranges(text, first, second, key) if second else []
        if second and ranges:
            yield TimeExpression(first.start, second.end, *ranges[0], tuple(ranges[1:]))
        elif first.rule != _ONLY_AN_END:
            yield TimeExpression(first.start, first.end, *first.interval, first.alternatives)
        index += 2 if ranges else 1


def _ranges(text: str, first: Found, second: Found, key: str) -> list[Interval]:
    """The range between two expressions, the likelier reading first.

    The doubt of both ends is one: both are taken day first, or both in the week to come.
    """
    ends = [
        (first.interval, second.interval),
        *zip_longest(first.alternatives, second.alternatives),
    ]
    ranges = (
        _range(
            text,
            first._replace(interval=begin or first.interval),
            second._replace(interval=finish or second.interval),
            key,
        )
        for begin, finish in ends
    )
    return list(dict.fromkeys(interval for interval in ranges if interval))


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
        elif second.rule == "weekday" and finish < begin:  # Monday to Friday, on a Wednesday
            finish += timedelta(7)
        elif second.dated and not first.dated:  # 1 May - 7 May 2020: the year of the second
            begin = begin.replace(year=finish.year)
            begin = begin.replace(year=finish.year - 1) if begin > finish else begin
        elif (first.dated and not second.dated) or (
            not second.dated and (finish - begin).days > _LONGEST
        ):
            finish = finish.replace(year=begin.year)
    except (ValueError, OverflowError):
        return None
    return Interval(begin, finish, "range") if begin <= finish else None
