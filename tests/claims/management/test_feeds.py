"""Feeds on a terminal."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from articles.models import Feed, ImportBatch
from tests.articles.feeds.conftest import Newsroom, entry, text
from tests.articles.fetching.hostile_server import HostileServer, running

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    yield from running()


@pytest.fixture
def newsroom(server: HostileServer, settings: Any) -> Newsroom:
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{server.port}"]
    return Newsroom(server)


def feeds(*arguments: str) -> str:
    out = StringIO()
    call_command("feeds", *arguments, stdout=out, stderr=out)
    return out.getvalue()


def test_subscribed_asked_and_listed(newsroom: Newsroom) -> None:
    newsroom.publish(entry(1, text=text()), entry(2, text=text(70_000)))
    assert newsroom.url in feeds("subscribe", newsroom.url, "--minutes", "60")
    assert Feed.objects.get().minutes == 60
    assert "2 new" in feeds("poll", newsroom.url)
    assert ImportBatch.objects.get().items.count() == 2
    assert "nothing new" in feeds("poll")
    listed = feeds()
    assert "Harbour Courier" in listed
    assert newsroom.url in listed


def test_errors_are_said(newsroom: Newsroom) -> None:
    newsroom.refuse("404 Not Found")
    feeds("subscribe", newsroom.url)
    with pytest.raises(SystemExit, match="1"):
        feeds("poll")
    assert "404" in feeds("list")
    with pytest.raises(CommandError, match="already exists"):
        feeds("subscribe", newsroom.url)
    with pytest.raises(CommandError, match="only http and https"):
        feeds("subscribe", "ftp://news.example/")
    with pytest.raises(CommandError, match="not subscribed to"):
        feeds("poll", "http://other.example/")
