"""What editors do with feeds, and the jobs that come of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Feed
from articles.services.feeds import (
    feed_ask_now,
    feed_change,
    feed_subscribe,
    feed_unsubscribe,
)
from articles.services.polling import feeds_poll_due
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "https://news.example/feed.xml"


def jobs() -> list[dict]:
    queued = ProcrastinateJob.objects.filter(task_name="articles.tasks.poll_feed", status="todo")
    return [job.args for job in queued.order_by("id")]


@pytest.fixture
def feed() -> Feed:
    """Subscribed to some time ago, and asked since."""
    feed = feed_subscribe(url=URL, user=UserFactory())
    ProcrastinateJob.objects.all().delete()
    Feed.objects.update(due_at=timezone.now() + timedelta(hours=1), failures=3, last_error="x")
    return Feed.objects.get(pk=feed.pk)


def test_it_is_asked_at_once() -> None:
    feed = feed_subscribe(url=URL, minutes=60, user=UserFactory(username="mei"))
    assert (feed.minutes, feed.created_by.username) == (60, "mei")
    assert jobs() == [{"feed_id": feed.pk}]


def test_one_address_in_all_its_spellings() -> None:
    feed_subscribe(url=" HTTPS://News.Example:443/feed.xml#top ", user=None)
    with pytest.raises(ValidationError, match="already exists"):
        feed_subscribe(url=URL, user=None)


@pytest.mark.parametrize(
    "url", ["", "feed.xml", "file:///etc/passwd", "https://u:p@news.example/", "http://0x7f.1/"]
)
def test_no_address_to_subscribe_to(url: str) -> None:
    with pytest.raises(ValidationError):
        feed_subscribe(url=url, user=None)
    assert jobs() == []


def test_not_too_often() -> None:
    with pytest.raises(ValidationError):
        feed_subscribe(url=URL, minutes=1, user=None)


def test_a_new_address_begins_anew(feed: Feed) -> None:
    Feed.objects.update(etag='"1"', last_modified="x")
    feed = feed_change(feed=feed, user=None, url="https://news.example/atom.xml")
    assert (feed.etag, feed.last_modified, feed.failures, feed.last_error) == ("", "", 0, "")
    assert feed.due_at <= timezone.now()
    assert jobs() == [{"feed_id": feed.pk}]


def test_another_interval_asks_nothing(feed: Feed) -> None:
    assert feed_change(feed=feed, user=None, minutes=15).failures == 3
    assert jobs() == []


def test_paused_and_resumed(feed: Feed) -> None:
    feed = feed_unsubscribe(feed=feed, user=None)
    assert not feed.is_active
    Feed.objects.update(due_at=timezone.now())
    assert feeds_poll_due() == 0
    feed = feed_change(feed=feed, user=None, is_active=True)
    assert (feed.failures, jobs()) == (0, [{"feed_id": feed.pk}])


def test_nothing_else_is_for_editors_to_change(feed: Feed) -> None:
    with pytest.raises(TypeError):
        feed_change(feed=feed, user=None, etag="x")


def test_asked_now(feed: Feed) -> None:
    feed_ask_now(feed=feed)
    feed_ask_now(feed=feed)
    assert jobs() == [{"feed_id": feed.pk}]
    assert Feed.objects.get().due_at <= timezone.now()


def test_what_is_due_is_queued_once(feed: Feed) -> None:
    assert feeds_poll_due() == 0
    Feed.objects.update(due_at=timezone.now())
    assert (feeds_poll_due(), feeds_poll_due()) == (1, 1)
    assert jobs() == [{"feed_id": feed.pk}]
