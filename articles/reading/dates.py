"""Dates as pages write them. What is not said is not guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<monthname>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_TIME = (
    r"(?:[T日号,]?\s{0,3}(?:at )?(?P<hour>\d{1,2})[:：](?P<minute>\d{2})"
    r"(?:[:：](?P<second>\d{2})(?:\.\d+)?)?\s?(?P<half>[ap]\.?m\.?)?)?"
)
_ZONE = r"(?:\s?(?P<zone>Z\b|UTC|GMT|[+-]\d{2}:?\d{2}))?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_FORMS = tuple(
    re.compile(form + _TIME + _ZONE, re.IGNORECASE)
    for form in (
        rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})",
        rf"(?<!\d){_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})(?!\d)",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}",
    )
)
_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)?\d{2})[/_-](?P<month>\d{1,2})[/_-](?P<day>\d{1,2})(?=[/_])"
    r"|[/_-](?P<year8>20\d{2})(?P<month8>[01]\d)(?P<day8>[0-3]\d)(?=[/_.-]|$)"
)
_FULL_DAY = re.compile(r"((?:19|20)\d{2})[年/-](\d{1,2})[月/-](\d{1,2})(?!\d)")


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_date(text: str, zone_name: str | None = None) -> datetime | date | None:
    """The first full date in `text`, with its time if one follows.

    A time without a zone takes the publisher's `zone_name`; with neither, only the date is known.
    """
    matches = [match for form in _FORMS if (match := form.search(text))]
    for match in sorted(matches, key=lambda found: found.start()):
        groups = match.groupdict()
        month = groups.get("month") or MONTHS.index(groups["monthname"][:3].lower()) + 1
        day = make_date(int(groups["year"]), int(month), int(groups["day"]))
        if day is not None:
            return _with_time(day, groups, zone_name)
    return None


def _with_time(day: date, groups: dict[str, str | None], zone_name: str | None) -> datetime | date:
    zone = _zone(groups["zone"]) or _named_zone(zone_name)
    if groups["hour"] is None or zone is None:
        return day
    hour = int(groups["hour"])
    if groups["half"]:
        hour = hour % 12 + (12 if groups["half"].lower().startswith("p") else 0)
    minute, second = int(groups["minute"] or 0), int(groups["second"] or 0)
    if hour > 23 or minute > 59 or second > 59:
        return day
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)


def _zone(written: str | None) -> timezone | None:
    if not written:
        return None
    if written.upper() in ("Z", "UTC", "GMT"):
        return UTC
    hours, minutes = int(written[1:3]), int(written[-2:])
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if written[0] == "-" else offset)


def _named_zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except ZoneInfoNotFoundError:
        return None


def date_in_address(url: str) -> date | None:
    """/gb/21/12/4/, /2021/12/05/, -20180910/, /2018-12-28/"""
    match = _IN_ADDRESS.search(url)
    if match is None:
        return None
    year, month, day = (int(found) for found in match.groups() if found is not None)
    return make_date(year + 2000 if year < 100 else year, month, day)


def year_of(month: int, day: int, page: str) -> int | None:
    """The year that the page itself gives with this month and day elsewhere, if just one."""
    years = {
        int(match[1])
        for match in _FULL_DAY.finditer(page)
        if (int(match[2]), int(match[3])) == (month, day)
    }
    return years.pop() if len(years) == 1 else None
