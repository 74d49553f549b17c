"""What editors do with feeds: subscribe, change, pause, ask now."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.fetching import FetchFailed, parse_address
from articles.models import Feed, Publisher
from articles.services.acts import act_of
from articles.services.deferring import defer_poll

STATE_OF_AN_ADDRESS = {"etag": "", "last_modified": ""}
GOOD_HEALTH = {"failures": 0, "last_error": ""}
CHANGEABLE = frozenset({"url", "title", "publisher", "minutes", "is_active"})


def feed_subscribe(
    *,
    url: str,
    minutes: int = 30,
    user: User | None,
    publisher: Publisher | None = None,
    title: str = "",
) -> Feed:
    """Ask a feed from now on, every so many minutes; the first time at once, by a job.

    Raises ValidationError for an address that cannot be fetched, or is subscribed to already.
    """
    with act_of(user, "feed.subscribe"):
        feed = Feed(
            url=feed_address(url),
            minutes=minutes,
            publisher=publisher,
            title=title,
            created_by=user,
        )
        feed.full_clean()
        feed.save()
        defer_poll(feed.pk)
        return feed


def feed_change(*, feed: Feed, user: User | None, **changes: Any) -> Feed:
    """Change what an editor may change. A new address begins anew, and so does a feed that was
    paused: both are asked at once. Raises ValidationError."""
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"not for editors to change: {', '.join(sorted(unknown))}")
    active = changes.get("is_active")
    verb = {None: "feed.change", True: "feed.resume", False: "feed.pause"}[active]
    with act_of(user, verb):
        return _change(Feed.objects.select_for_update().get(pk=feed.pk), changes)


def feed_unsubscribe(*, feed: Feed, user: User | None) -> Feed:
    """Ask it no more. What came of it stays, and so does what it was."""
    return feed_change(feed=feed, user=user, is_active=False)


def _change(feed: Feed, changes: dict[str, Any]) -> Feed:
    before = feed.url, feed.is_active
    if "url" in changes:
        changes["url"] = feed_address(changes["url"])
    _set(feed, changes)
    if feed.url != before[0]:
        _set(feed, STATE_OF_AN_ADDRESS | GOOD_HEALTH)
    if feed.is_active and (feed.url, True) != before:
        _set(feed, GOOD_HEALTH)
        feed.due_at = timezone.now()
        defer_poll(feed.pk)
    feed.full_clean()
    feed.save()
    return feed


@transaction.atomic
def feed_ask_now(*, feed: Feed) -> None:
    """Poll it at the next moment, whenever it would be due; one that is paused stays so."""
    Feed.objects.filter(pk=feed.pk, is_active=True).update(due_at=timezone.now())
    defer_poll(feed.pk)


def feed_address(url: str) -> str:
    """An address in its one spelling. Raises ValidationError with the reason."""
    try:
        return str(parse_address(url, allowed=frozenset(settings.FETCH_ALLOWED_HOSTS)))
    except FetchFailed as failure:
        raise ValidationError({"url": failure.strerror}) from failure


def _set(feed: Feed, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(feed, name, value)
