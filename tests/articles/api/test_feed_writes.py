"""Feeds are subscribed to, changed, paused and resumed over the API."""

from typing import Any

import pytest

from articles.models import Feed
from tests.access.writing import Writer, writer
from tests.factories import FeedFactory, PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_a_feed_is_subscribed_to_paused_and_resumed(editor: Writer) -> None:
    publisher = PublisherFactory()
    given = {"address": "https://feeds.example/a.xml", "publisher": publisher.slug, "minutes": 60}
    made = done(editor.post("feeds/", given), 201)
    assert made["publisher"]["id"] == str(publisher.public_id)
    address = f"feeds/{made['id']}/"
    done(editor.patch(address, {"title": "Figures"}))
    done(editor.post(f"{address}pause/"))
    feed = Feed.objects.get()
    assert (feed.title, feed.minutes, feed.is_active) == ("Figures", 60, False)
    assert done(editor.post(f"{address}resume/"))["is_active"] is True
    done(editor.post(f"{address}poll/"))
    for wrong in ({"address": "ftp://feeds.example"}, {"address": given["address"]}):
        assert done(editor.post("feeds/", wrong), 400)["errors"][0]["pointer"] == "/address"
    assert done(editor.patch(address, {"minutes": 1}), 400)["errors"][0]["pointer"] == "/minutes"


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_only_editors_subscribe(role: str) -> None:
    feed, someone = FeedFactory(), writer(role)
    done(someone.post("feeds/", {"address": "https://feeds.example/a.xml"}), 403)
    done(someone.post(f"feeds/{feed.public_id}/pause/"), 403)
    assert Feed.objects.get().is_active
