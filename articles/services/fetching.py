"""A page of the open web, asked for with manners: where its site's robots.txt allows, and in turn.

What is dangerous about it stands in articles.fetching; here is what the database remembers.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from django.conf import settings
from django.utils import timezone

from articles.fetching import (
    AGENT,
    LONGEST_ROBOTS,
    Address,
    Busy,
    Circling,
    FetchFailed,
    Limits,
    Robots,
    Unreachable,
    Visitor,
    get,
    parse_address,
)
from articles.models import Host
from articles.services.turns import (
    FetchLater,
    give_up_turn,
    page_key,
    patience_asked,
    postpone,
    reserve,
    take_turn,
)

__all__ = ["FetchFailed", "FetchLater", "Fetched", "fetch", "retry_after", "visitor_of"]

PATIENCE = 3.0  # seconds a worker waits for a turn; for longer ones it does something else
ROBOTS_KEPT = timedelta(days=1)
ROBOTS_FAILED_KEPT = timedelta(minutes=1)
PAGE_LIMITS = Limits()
ROBOTS_LIMITS = Limits(body=LONGEST_ROBOTS, total=20)


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came from `url`, after redirects. `moved_to` is where the address that was asked for
    has moved for good, "" if it has not. `status` is 200, or 304 without a body."""

    status: int
    url: str
    body: bytes
    headers: Mapping[str, str]
    media_type: str
    encoding: str
    fetched_at: datetime
    moved_to: str = ""


def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """Get a page; with the marks of an earlier answer, only if it has changed since.

    Must not be called within a transaction: other workers wait for the rows it writes. Raises
    FetchFailed with the reason, or FetchLater when the page may be asked for later.
    """
    address = parse_address(url, allowed=visitor_of().allowed)
    page = page_key(str(address))
    host = _host(address)
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    try:
        _wait_for_turn(host, address, page)
        answer = get(
            str(address),
            visitor=visitor_of(),
            headers={name: value for name, value in marks.items() if value},
            before=lambda hop: _pass_by(hop, page) if hop != address else None,
        )
    except Busy as busy:
        postpone(host, page, busy.strerror, seconds=retry_after(busy.headers))
    except FetchFailed:
        give_up_turn(page)
        raise
    give_up_turn(page)
    return Fetched(
        status=answer.status,
        url=str(answer.address),
        body=answer.body,
        headers=answer.headers,
        media_type=answer.media_type,
        encoding=answer.charset,
        fetched_at=timezone.now(),
        moved_to=answer.moved_to,
    )


def visitor_of(limits: Limits | None = None) -> Visitor:
    """Who we are to every server, and which hosts off the open web the settings allow."""
    contact = "; ".join(filter(None, [settings.PUBLIC_URL, settings.FETCH_CONTACT]))
    return Visitor(
        user_agent=f"{AGENT}/1 (+{contact})" if contact else f"{AGENT}/1",
        allowed=frozenset(settings.FETCH_ALLOWED_HOSTS),
        limits=limits or PAGE_LIMITS,
    )


def _host(address: Address) -> Host:
    return Host.objects.get_or_create(name=address.site)[0]


def _wait_for_turn(host: Host, address: Address, page: str) -> None:
    pause = _pause(_check_robots(host, address, page))
    wait = take_turn(host, page, pause=pause, patience=PATIENCE)
    if wait > PATIENCE:
        raise FetchLater(wait, f"{address.host} is asked for one page at a time")
    time.sleep(wait)


def _pass_by(hop: Address, page: str) -> None:
    """On to where a page redirects: its robots.txt counts, its queue is not joined again."""
    host = _host(hop)
    if seconds := patience_asked(host):
        raise FetchLater(seconds, f"{hop.host} has asked for patience")
    robots = _check_robots(host, hop, page)
    time.sleep(min(reserve(host, _pause(robots)), PATIENCE))


def _pause(robots: Robots) -> float:
    return max(settings.FETCH_SECONDS_BETWEEN, robots.delay())


def _check_robots(host: Host, address: Address, page: str) -> Robots:
    kept = ROBOTS_KEPT if (host.robots_status or 0) < 500 else ROBOTS_FAILED_KEPT
    if host.robots_fetched_at is None or host.robots_fetched_at < timezone.now() - kept:
        _fetch_robots(host)
    if (host.robots_status or 0) >= 500:
        reason = f"robots.txt of {address.host} cannot be read: the server answered"
        postpone(host, page, f"{reason} {host.robots_status}")
    robots = Robots(host.robots)
    if not robots.allows(address):
        raise FetchFailed(f"robots.txt of {address.host} does not allow it")
    return robots


def _fetch_robots(host: Host) -> None:
    """Remember the rules. Without any (4xx, or redirects without an end, says RFC 9309) everything
    is allowed; a server that has trouble (429, 5xx) may have rules that nobody sees now."""
    visitor = visitor_of(ROBOTS_LIMITS)
    host.robots = ""
    try:
        answer = get(f"{host.name}/robots.txt", visitor=visitor, any_type=True)
        host.robots = answer.body.decode("utf-8-sig", "replace").replace("\0", "")
        host.robots_status = answer.status
    except Circling:
        host.robots_status = 404
    except Unreachable:
        raise  # the page cannot be reached either, and for the same reason
    except FetchFailed as failure:
        if failure.status is None:
            raise FetchFailed(f"{failure.strerror} (asked for robots.txt)") from failure
        host.robots_status = 503 if isinstance(failure, Busy) else failure.status
    host.robots_fetched_at = timezone.now()
    host.save(update_fields=["robots", "robots_status", "robots_fetched_at"])


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds, from a number or a date; None where the server names none."""
    said = headers.get("retry-after", "").strip()
    if said.isdecimal() and said.isascii():
        return float(said[:9])
    try:
        at = parsedate_to_datetime(said)
        return max((at - timezone.now()).total_seconds(), 0.0)
    except (ValueError, TypeError):  # TypeError: a date without a zone
        return None
