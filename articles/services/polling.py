"""Asking a feed what is new. New entries become an import; how the feed fares is written down."""

import hashlib
import random
from collections.abc import Sequence
from datetime import timedelta
from urllib.parse import urljoin

from bs4 import BeautifulSoup
from django.db import transaction
from django.utils import timezone

from articles.fetching import FetchFailed
from articles.models import Feed, FeedEntry, ImportBatch
from articles.services.batches import ImportInput, import_add, import_begin, import_sealed
from articles.services.deferring import defer_poll
from articles.services.fetching import Fetched, FetchLater, fetch
from articles.unpacking import Member, UnreadableContainer, container_format, feed_title, unpack

LONGEST_BACKOFF = timedelta(days=1)
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")
GONE = 410
UNCHANGED = 304


def feeds_poll_due() -> int:
    """Queue a poll of every feed whose time has come; return how many there are."""
    due = Feed.objects.filter(is_active=True, due_at__lte=timezone.now())
    ids = list(due.values_list("pk", flat=True))
    for pk in ids:
        defer_poll(pk)
    return len(ids)


def feed_poll(*, feed_id: int, early: bool = False) -> ImportBatch | None:
    """Ask a feed that is due, or with `early` one that is not; None where it holds nothing new,
    cannot be read, or was not asked.

    Must not be called within a transaction, for it fetches. All that comes of an answer is one
    transaction: a worker that is killed leaves a feed that is due still.
    """
    feed = Feed.objects.get(pk=feed_id)
    if not feed.is_active or (feed.due_at > timezone.now() and not early):
        return None
    try:
        answer = fetch(feed.url, etag=feed.etag, last_modified=feed.last_modified)
        members = [] if answer.status == UNCHANGED else _members(answer)
    except FetchLater as later:
        _put_off(feed, later)
    except FetchFailed as failure:
        _fail(feed, failure.strerror, gone=failure.status == GONE)
    except UnreadableContainer as error:
        _fail(feed, error.reason)
    else:
        return _take(feed, answer, members)
    return None


def _members(answer: Fetched) -> list[Member]:
    found = container_format(answer.body, answer.encoding or None)
    if found not in {"feed", "json"}:
        raise UnreadableContainer(_no_feed(answer))
    return list(unpack(answer.body, url=answer.url, encoding=answer.encoding or None))


def _no_feed(answer: Fetched) -> str:
    """Say so, and name the feed of the page that was given instead, if it names one."""
    for link in BeautifulSoup(answer.body, "lxml").find_all("link", rel="alternate", href=True):
        if link.get("type") in FEED_TYPES:
            address = urljoin(answer.url, str(link["href"]))
            return f"this is a page, no feed; the feed that it names is {address}"
    return "this is no feed"


@transaction.atomic
def _take(feed: Feed, answer: Fetched, members: Sequence[Member]) -> ImportBatch | None:
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    now = timezone.now()
    feed.checked_at = now
    feed.due_at = now + timedelta(minutes=feed.minutes)
    feed.failures, feed.last_error = 0, ""
    if answer.status != UNCHANGED:
        feed.etag = _mark(answer, "etag", 500)
        feed.last_modified = _mark(answer, "last-modified", 200)
        feed.title = feed.title or _title(answer)
    _move(feed, answer.moved_to)
    new = _new(feed, members)
    if new:
        feed.changed_at = now
    feed.save()
    return _hand_in(feed, new) if new else None


def _mark(answer: Fetched, name: str, longest: int) -> str:
    """To be sent back as it is, or not at all."""
    mark = answer.headers.get(name, "")
    return mark if mark.isprintable() and len(mark) <= longest else ""


def _title(answer: Fetched) -> str:
    if container_format(answer.body, answer.encoding or None) != "feed":
        return ""
    return feed_title(answer.body, encoding=answer.encoding or None).replace("\0", "")[:500]


def _move(feed: Feed, url: str) -> None:
    """To where the server says it is for good; where that is subscribed to already, it is paused,
    lest every article come twice."""
    if not url or url == feed.url:
        return
    if Feed.objects.filter(url=url).exclude(pk=feed.pk).exists():
        feed.is_active = False
        feed.last_error = f"it has moved to {url}, which is subscribed to already"
    else:
        feed.url = url


def _new(feed: Feed, members: Sequence[Member]) -> list[Member]:
    """What was not handed in before, oldest first as far as feeds lead with the newest."""
    by_identity = {_identity(member): member for member in reversed(members)}
    known = feed.entries.filter(identity__in=by_identity).values_list("identity", flat=True)
    for identity in set(known):
        del by_identity[identity]
    FeedEntry.objects.bulk_create(
        FeedEntry(feed=feed, identity=identity) for identity in by_identity
    )
    return list(by_identity.values())


def _identity(member: Member) -> str:
    said = member.version or f"{member.url}\n{hashlib.sha256(member.data or b'').hexdigest()}"
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _hand_in(feed: Feed, members: Sequence[Member]) -> ImportBatch:
    batch = import_begin(door=ImportBatch.Door.FEED, feed=feed)
    for member in members:
        import_add(batch=batch, given=_given(member))
    import_sealed(batch=batch)
    return batch


def _given(member: Member) -> ImportInput:
    def refused() -> bytes:
        raise FetchFailed(member.reason)

    return ImportInput(
        name=member.url or member.name,
        data=refused if member.reason else member.data,
        url=member.url,
        encoding=member.encoding,
        media_type=member.media_type,
        headers=member.headers,
        fetched_at=member.fetched_at,
        publisher=member.publisher,
    )


def _put_off(feed: Feed, later: FetchLater) -> None:
    due_at = timezone.now() + timedelta(seconds=later.seconds)
    Feed.objects.filter(pk=feed.pk).update(due_at=due_at, last_error=later.reason)


@transaction.atomic
def _fail(feed: Feed, reason: str, *, gone: bool = False) -> None:
    """Ask again after twice as long as the last time, up to a day; never, if it is gone."""
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    feed.checked_at = timezone.now()
    feed.failures += 1
    feed.last_error = reason
    feed.is_active = feed.is_active and not gone
    backoff = min(timedelta(minutes=feed.minutes) * 2 ** min(feed.failures, 12), LONGEST_BACKOFF)
    # Feeds of one server that fails do not come back all at once.
    feed.due_at = feed.checked_at + backoff * random.uniform(0.9, 1.1)  # noqa: S311
    feed.save()
