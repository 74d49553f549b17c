"""Time zones as pages write them, which are data (`zones.toml`)."""

from __future__ import annotations

import re
import tomllib
from datetime import UTC, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from articles.reading.folders import OWN

_OFFSET = r"(?:(?:UTC|GMT)\s?)?(?P<sign>[+−-])(?P<hours>\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)"
_OPEN = r"^\s?[(（\[,，]?\s?"


def read_zone(before: str, after: str, own: str | None) -> tzinfo | None:
    """The zone of a time with the words `before` and `after` it; without any, the publisher's own.

    None where neither says.
    """
    if match := re.match(_OPEN + _OFFSET, after):
        return _offset(match)
    if match := _written().match(after):
        return _named(match["word"], own)
    if match := _written_before().search(before):
        return _named(match["word"], own)
    return named_zone(own)


def named_zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _offset(match: re.Match[str]) -> timezone | None:
    hours, minutes = int(match["hours"]), int(match["minutes"] or 0)
    if hours > 14 or minutes > 59:
        return None
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(offset if match["sign"] == "+" else -offset)


def _named(word: str, own: str | None) -> tzinfo | None:
    entry = _entries()[word]
    if "among" in entry:
        return named_zone(own) if own in entry["among"] else None
    if "zone" in entry:
        return named_zone(entry["zone"])
    if entry["offset"] == "+00:00":
        return UTC
    match = re.match(_OFFSET, entry["offset"])
    return _offset(match) if match else None


@lru_cache(maxsize=1)
def _entries() -> dict[str, dict[str, Any]]:
    data = tomllib.loads((OWN / "zones.toml").read_text(encoding="utf-8"))
    return {word: entry for entry in data["zone"] for word in entry["words"]}


def _alternatives() -> str:
    words = sorted(_entries(), key=len, reverse=True)
    return rf"(?P<word>{'|'.join(re.escape(word) for word in words)})"


@lru_cache(maxsize=1)
def _written() -> re.Pattern[str]:
    return re.compile(_OPEN + _alternatives() + r"(?![A-Za-z])")


@lru_cache(maxsize=1)
def _written_before() -> re.Pattern[str]:
    return re.compile(r"(?<![A-Za-z])" + _alternatives() + r"[\s:：,，)）]{0,3}$")
