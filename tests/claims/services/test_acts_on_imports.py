"""What editors do with imports and feeds is on record as acts, and cannot be undone."""

import pytest

from articles.doors import hand_in
from articles.models import ImportBatch
from articles.services import ImportInput, import_resume, import_retry, import_stop
from articles.services.feeds import feed_change, feed_subscribe, feed_unsubscribe
from claims.models import Act
from claims.selectors.timeline import rows_of, timeline
from claims.services import NothingToUndo, undo
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def told(row: object) -> list[tuple[str, object]]:
    """The row's moments that are acts, earliest first."""
    moments, _pages = timeline(rows_of(row))
    return [(one.act.verb, one.act.user) for one in reversed(moments) if one.act]


def test_an_import() -> None:
    mei, bob = UserFactory(), UserFactory()
    given = [ImportInput(name="a", url="https://a.example/1")]
    batch = hand_in(inputs=given, door=ImportBatch.Door.ADMIN, user=mei)
    import_stop(batch=batch, user=bob)
    import_stop(batch=batch, user=bob)  # it stands still already: that is no act
    import_resume(batch=batch, user=mei)
    batch.items.update(outcome="failed", reason="gone")
    ImportBatch.objects.update(finished_at=batch.created_at)
    import_retry(batch=batch, user=bob)
    assert told(batch) == [
        ("import.begin", mei),
        ("import.stop", bob),
        ("import.resume", mei),
        ("import.retry", bob),
    ]
    for user in (mei, bob):
        with pytest.raises(NothingToUndo):
            undo(user)


def test_a_feed() -> None:
    mei = UserFactory()
    feed = feed_subscribe(url="https://news.example/feed.xml", user=mei)
    feed_change(feed=feed, user=mei, minutes=60)
    feed_unsubscribe(feed=feed, user=mei)
    feed_change(feed=feed, user=mei, is_active=True)
    verbs = ["feed.subscribe", "feed.change", "feed.pause", "feed.resume"]
    assert told(feed) == [(verb, mei) for verb in verbs]
    with pytest.raises(NothingToUndo):
        undo(mei)


def test_a_command_is_nobody_s_act() -> None:
    feed = feed_subscribe(url="https://news.example/feed.xml", user=None)
    feed_unsubscribe(feed=feed, user=None)
    assert not Act.objects.exists()
