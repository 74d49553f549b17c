"""A newsroom on loopback whose feed and pages the tests write."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from articles.models import Feed, ImportBatch, ImportItem
from articles.services import import_work
from articles.services.polling import feed_poll
from tests.articles.fetching.hostile_server import Exchange, HostileServer, running

BODY = (
    "<p>Ukraine’s defence minister Oleksii Reznikov told parliament on Friday that Russia had "
    "massed {number} troops near the border.</p><p>He said that an attack was most likely in "
    "January, and that his ministry counted units in occupied Crimea as well as those that stand "
    "in the regions of Bryansk, Rostov and Voronezh.</p>"
)


def entry(
    number: int, *, updated: str = "2021-12-03T10:00:00Z", text: str | None = None, more: str = ""
) -> str:
    """An Atom entry; without a text, its page is to be fetched."""
    content = f'<content type="html"><![CDATA[{text}]]></content>' if text else ""
    return (
        f"<entry><id>tag:harbour.example,2021:{number}</id><title>Troops, part {number}</title>"
        f'<link href="/pages/{number}"/><updated>{updated}</updated>{content}{more}</entry>'
    )


def atom(*entries: str, title: str = "Harbour Courier") -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>{title}</title><id>tag:harbour.example,2021:feed</id>"
        f"<updated>2021-12-03T10:00:00Z</updated>{''.join(entries)}</feed>"
    ).encode()


def text(number: int = 94_300) -> str:
    return BODY.format(number=f"{number:,}")


class Newsroom:
    """What its server gives, and what it was asked."""

    def __init__(self, server: HostileServer) -> None:
        self.server = server
        self.site = f"http://127.0.0.1:{server.port}"
        self.url = f"{self.site}/feed"
        server.requests.clear()
        server.pages.clear()

    def asked(self, path: str = "/feed") -> list[Exchange]:
        return [request for request in self.server.requests if request.path == path]

    def publish(self, *entries: str, **kwargs: Any) -> None:
        self.give(atom(*entries, **kwargs))

    def give(self, data: bytes, kind: str = "application/atom+xml") -> None:
        """These bytes, under an ETag of their own."""
        etag = f'"{hash(data)}"'

        def feed(it: Exchange) -> None:
            if it.headers.get("if-none-match") == etag:
                it.answer(b"", "304 Not Modified", ETag=etag)
            else:
                it.answer(data, kind=kind, ETag=etag, Last_Modified="Fri, 03 Dec 2021 10:00:00 GMT")

        self.server.pages["/feed"] = feed

    def refuse(self, status: str, path: str = "/feed", **headers: str) -> None:
        self.server.pages[path] = lambda it: it.answer(b"", status, **headers)

    def page(self, number: int, body: str | None = None) -> None:
        html = (
            f"<!doctype html><html lang=en><title>Troops, part {number}</title>"
            f"<article><h1>Troops, part {number}</h1>{body or text()}</article>"
        )
        self.server.pages[f"/pages/{number}"] = lambda it: it.answer(html.encode())


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    yield from running()


@pytest.fixture
def newsroom(server: HostileServer, settings: Any) -> Newsroom:
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{server.port}"]
    settings.TASKS_FOR_NEW_TEXTS = []
    return Newsroom(server)


def poll(feed: Feed) -> ImportBatch | None:
    """Ask now, and work the import off."""
    Feed.objects.filter(pk=feed.pk).update(due_at=timezone.now())
    batch = feed_poll(feed_id=feed.pk)
    feed.refresh_from_db()
    if batch:
        import_work(batch=batch)
    return batch


def outcomes(batch: ImportBatch | None) -> list[str]:
    assert batch is not None
    return list(ImportItem.objects.filter(batch=batch).values_list("outcome", flat=True))
