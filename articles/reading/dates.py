"""Dates as pages write them. What is not said is not guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from typing import NamedTuple

from articles.reading.folders import OWN
from articles.reading.zones import read_zone


def _months() -> dict[str, int]:
    """Each name of a month in `months.toml`, in lower case, with its number."""
    languages = tomllib.loads((OWN / "months.toml").read_text(encoding="utf-8"))
    return {
        name.casefold(): number
        for months in languages.values()
        for number, names in enumerate(months, 1)
        for name in names.split("|")
    }


MONTHS = _months()
_NAMES = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_MONTH = rf"(?P<monthname>{_NAMES})\b\.?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_CLOCK = (
    r"(?P<halfbefore>上午|下午|早上|凌晨|清晨|中午|傍晚|晚上|晚间|晚間|AM|PM)?\s?"
    r"(?P<hour>\d{1,2})(?:[:：.](?P<minute>\d{2})(?:[:：](?P<second>\d{2})(?:[.,]\d{1,9})?)?"
    r"|[时時点點](?:(?P<minutehan>\d{1,2})分)?)(?!\d)\s?(?P<half>[ap]\.?m\b\.?)?"
)
_HOUR_ALONE = r"(?P<hour12>\d{1,2})\s?(?P<half12>[ap]\.?m\b\.?)"
# What may stand between a day and its time: a weekday, a comma, "at", a bar.
_BETWEEN = (
    r"(?:[T日号]|[,，|·•/–—-]|\s|[(（](?:星期|週|周|禮拜)?[一二三四五六日天][)）]"
    r"|(?:星期|週|周|禮拜)[一二三四五六日天]|at\b|um\b){0,6}"
)
_TIME = rf"(?:{_BETWEEN}(?:{_CLOCK}|{_HOUR_ALONE}))?"
_DAYS = (
    rf"(?<!\d){_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})",
    rf"(?<!\d){_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})(?!\d)",
    rf"\b{_MONTH}\s{{1,3}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{{1,3}}{_YEAR}(?!\d)",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-](?:of |de )?{_MONTH}"
    rf",?[\s-](?:de )?{_YEAR}(?!\d)",
    rf"(?<![\d.])(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}(?!\d)",
    rf"(?<![\d/])(?P<first>\d{{1,2}})/(?P<other>\d{{1,2}})/{_YEAR}(?![\d/])",
)
_FORMS = tuple(re.compile(form + _TIME, re.IGNORECASE) for form in _DAYS)
_TIME_BEFORE = re.compile(rf"(?<!\d){_CLOCK}(?P<zonewords>[^\d]{{0,24}})$", re.IGNORECASE)
_COMPACT = re.compile(rf"{_YEAR}(?P<month>[01]\d)(?P<day>[0-3]\d)(?:T?(?P<clock>\d{{6}})?Z?)?$")
_HAN_DAY = re.compile(
    r"([二〇零○一三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_EPOCH = re.compile(r"1[0-9]{9}(?:\d{3})?(?:\.\d+)?$")
_CHANGED = re.compile(
    r"(?:updated?|modified|edited|revised|corrected|reviewed|更新|修改|修订|修訂|更正|编辑)"
    r"(?:\s?(?:at|on|日期|时间|時間|于|於)|\s*[:：|-])?\W{0,3}(?:\w{3,9},?\s)?$",
    re.IGNORECASE,
)
_IN_ADDRESS = re.compile(
    r"/(?P<year>(?:19|20)?\d{2})[/_-](?P<month>\d{1,2})[/_-](?P<day>\d{1,2})(?=[/_])"
    r"|/(?P<yearmonth>20\d{2}-?[01]\d)/(?P<dayafter>[0-3]?\d)(?=[/_])"
    r"|/(?P<yearfirst>20\d{2})/[A-Za-z_]{2,30}/(?P<monthnext>\d{1,2})/(?P<dayafternext>\d{1,2})(?=/)"
    r"|[/_-](?P<year8>20\d{2})(?P<month8>[01]\d)(?P<day8>[0-3]\d)(?=[/_.-]|$)"
)
_NAMED_IN_ADDRESS = re.compile(rf"/{_YEAR}/{_MONTH}/(?P<day>\d{{1,2}})(?=/)", re.IGNORECASE)
_MONTH_IN_ADDRESS = re.compile(r"/(20\d{2})[/-]?([01]\d)(?=/)")
_FULL_DAY = re.compile(
    r"((?:19|20)\d{2})[年/-](\d{1,2})[月/-](\d{1,2})(?!\d)"
    rf"|\b{_MONTH}\s+(\d{{1,2}}),?\s+((?:19|20)\d{{2}})(?!\d)",
    re.IGNORECASE,
)


class _Clock(NamedTuple):
    hour: int
    minute: int
    second: int  # -1: not said


MIDNIGHT = _Clock(0, 0, 0)


def make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def month_of(name: str) -> int:
    return MONTHS[name.casefold()]


def find_date(text: str, zone_name: str | None = None) -> datetime | date | None:
    """The first full date in `text` that is not one of a change, with its time if one is beside it.

    A time without a zone takes the publisher's `zone_name`; with neither, only the date is known.
    """
    text = text.strip()[:2000]
    if moment := _alone(text, zone_name):
        return moment
    for match in sorted(_matches(text), key=lambda found: found.start()):
        groups = match.groupdict()
        day = _day(groups, zone_name)
        before = text[max(0, match.start() - 40) : match.start()]
        if day is None or _is_change(before):
            continue
        if groups["hour"] or groups["hour12"]:
            after = text[match.end() : match.end() + 40]
            return _moment(day, _clock(groups), read_zone(before, after, zone_name))
        return _with_time_before(day, before, text[match.end() : match.end() + 30], zone_name)
    return None


def _is_change(before: str) -> bool:
    """ "Updated", "Updated 4:15 PM EST, Sun": whether the day after it is one of a change."""
    time = _TIME_BEFORE.search(before)
    return bool(_CHANGED.search(before[: time.start()] if time else before))


def _matches(text: str) -> Iterator[re.Match[str]]:
    for form in _FORMS:
        yield from form.finditer(text)


def _alone(text: str, zone_name: str | None) -> datetime | date | None:
    """A text that is nothing but a number (20211205, 1638700000) or a date in Han numerals."""
    if _EPOCH.match(text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) == 13 else 1)
        return datetime.fromtimestamp(int(seconds), UTC)
    if match := _COMPACT.match(text):
        day = make_date(int(match["year"]), int(match["month"]), int(match["day"]))
        digits = match["clock"]
        if day is None or digits is None:
            return day
        clock = _Clock(int(digits[:2]), int(digits[2:4]), int(digits[4:]))
        return _moment(day, clock, read_zone("", text[-1:], zone_name))
    if match := _HAN_DAY.search(text):
        year, month, number = (_han_number(part) for part in match.groups())
        return make_date(year, month, number)
    return None


def _han_number(written: str) -> int:
    digits = "零一二三四五六七八九"
    values = [digits.index(char.replace("〇", "零").replace("○", "零"))
              for char in written if char != "十"]  # fmt: skip
    if "十" not in written:
        return int("".join(map(str, values)))
    before, after = written.split("十")
    return (digits.index(before) if before else 1) * 10 + (digits.index(after) if after else 0)


def _day(groups: dict[str, str | None], zone_name: str | None) -> date | None:
    year, number = int(groups["year"] or 0), groups.get("day")
    if groups.get("first"):
        return _slashed(year, int(groups["first"] or 0), int(groups["other"] or 0), zone_name)
    name = groups.get("monthname")
    month = month_of(name) if name else int(groups["month"] or 0)
    return make_date(year, month, int(number or 0))


def _slashed(year: int, first: int, other: int, zone_name: str | None) -> date | None:
    """12/5/2021: by the numbers if one is above twelve, else by where the publisher is."""
    if first == other or first > 12:
        return make_date(year, other, first)
    if other > 12 or (zone_name or "").startswith("America/"):
        return make_date(year, first, other)
    return make_date(year, other, first) if zone_name else None


def _clock(groups: dict[str, str | None]) -> _Clock:
    hour = int(groups.get("hour") or groups.get("hour12") or 0)
    half = (groups.get("half") or groups.get("half12") or groups.get("halfbefore") or "").lower()
    if half.startswith(("p", "下午", "傍晚", "晚", "中午")):
        hour += 12 if hour < 12 and not (half == "中午" and hour == 11) else 0
    elif half.startswith(("a", "上午", "早上", "凌晨", "清晨")):
        hour %= 12
    minute = groups.get("minute") or groups.get("minutehan")
    return _Clock(hour, int(minute or 0), int(groups.get("second") or -1))


def _with_time_before(day: date, before: str, after: str, zone_name: str | None) -> datetime | date:
    """ "12:34, 5 December 2021": the time right before the day, if there is one."""
    match = _TIME_BEFORE.search(before)
    if match is None or "|" in match["zonewords"] or "\n" in match["zonewords"]:
        return day
    zone = read_zone(before[: match.start()], match["zonewords"] or after, zone_name)
    return _moment(day, _clock(match.groupdict()), zone)


def _moment(day: date, clock: _Clock, zone: tzinfo | None) -> datetime | date:
    """Midnight to the second is how a machine writes a day without a time."""
    if (
        zone is None
        or clock == MIDNIGHT
        or clock.hour > 23
        or clock.minute > 59
        or clock.second > 59
    ):
        return day
    second = max(clock.second, 0)
    return datetime(day.year, day.month, day.day, clock.hour, clock.minute, second, tzinfo=zone)


def date_in_address(url: str) -> date | None:
    """/gb/21/12/4/, /2021/12/05/, -20180910/, /2018-12-28/, /2021-12/05/,
    /2021/dec/05/, /2021/POLITICS/12/05/"""
    if match := _NAMED_IN_ADDRESS.search(url):
        return make_date(int(match["year"]), month_of(match["monthname"]), int(match["day"]))
    found = _IN_ADDRESS.search(url)
    if found is None:
        return None
    if found["yearmonth"]:
        written = found["yearmonth"].replace("-", "")
        return make_date(int(written[:4]), int(written[4:]), int(found["dayafter"]))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    return make_date(year + 2000 if year < 100 else year, month, day)


def year_of(month: int, day: int, page: str, urls: list[str] | None = None) -> int | None:
    """The year that the page itself gives with this month and day elsewhere, if just one; else the
    one that its address gives with this month."""
    years = set()
    for match in _FULL_DAY.finditer(page):
        if match[1]:
            found = int(match[1]), int(match[2]), int(match[3])
        else:
            found = int(match[6]), month_of(match["monthname"]), int(match[5])
        if found[1:] == (month, day):
            years.add(found[0])
    if years:
        return years.pop() if len(years) == 1 else None
    for url in urls or ():
        if (said := _MONTH_IN_ADDRESS.search(url)) and int(said[2]) == month:
            return int(said[1])
    return None
