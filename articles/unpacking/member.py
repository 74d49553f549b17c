"""What comes out of a container, and how much of it may come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

MEGABYTE = 1024 * 1024
MEMBER_LIMIT = 64 * MEGABYTE  # one member, itself perhaps a container
TOTAL_LIMIT = 1024 * MEGABYTE  # everything that comes out of one container
COUNT_LIMIT = 50_000  # members of one container
RATIO_LIMIT = 200  # news pages shrink to a tenth; log files to a hundredth
RATIO_FROM = MEGABYTE  # what unpacks to less is harmless at any ratio
DEPTH = 3  # containers in containers


class UnreadableContainer(ValueError):
    """The container cannot be read, or no further. `reason` is a short sentence for the person who
    imports it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Member:
    """One thing in a container: bytes to read (or to unpack again), an address to fetch, or a
    refusal.

    `name` leads with the container's own name ("news.zip/2021/a.html", "table.csv/row 12").
    Without `data` it is to be fetched from `url`, or refused: then `reason` says why. `headers`
    are those of HTTP or MIME, with lower-case names. `publisher` is the one that the container
    names for it (a feed's `<source>`). `version` tells it, as it is now, from what else came from
    there before; empty where only the bytes tell.
    """

    name: str
    data: bytes | None
    url: str = ""
    encoding: str | None = None
    media_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: datetime | None = None
    publisher: str = ""
    version: str = ""
    reason: str = ""


@dataclass(slots=True)
class Budget:
    """What may still come out, shared by a container and those nested in it."""

    total: int = TOTAL_LIMIT
    count: int = COUNT_LIMIT

    def take_member(self) -> None:
        self.count -= 1
        if self.count < 0:
            raise UnreadableContainer("too many members")

    def take(self, size: int) -> None:
        """`size` more bytes were unpacked."""
        self.total -= size
        if self.total < 0:
            raise UnreadableContainer("too large when unpacked")


def refused(name: str, reason: str) -> Member:
    return Member(name, None, reason=reason)
