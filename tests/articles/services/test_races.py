"""Two imports at once, on two connections."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection

from articles.models import Article, ArticleText, ImportBatch, ImportItem, Original, Publisher
from articles.reading import ReadArticle, read
from articles.services import (
    ImportInput,
    import_add,
    import_begin,
    import_item_process,
    import_sealed,
    importing,
)
from articles.services.publishers import publisher_get_or_create
from tests.articles.services.conftest import BODY, page, pages
from tests.factories import PublisherFactory

pytestmark = pytest.mark.django_db(transaction=True)
Imports = Callable[..., list[ImportItem]]


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> Imports:
    """Imports that all have read their page when the first comes to the store, and take their time
    there: without locks every one of them would find the store empty."""
    barrier = threading.Barrier(4)

    def read_and_wait(data: bytes, **kwargs: Any) -> ReadArticle:
        article = read(data, **kwargs)
        barrier.wait(timeout=10)
        return article

    def look_and_wait(**kwargs: Any) -> Publisher | None:
        publisher = publisher_get_or_create(**kwargs)
        time.sleep(0.05)
        return publisher

    def run(item: ImportItem) -> ImportItem:
        try:
            return import_item_process(item_id=item.pk)
        finally:
            connection.close()

    def run_all(*pages: bytes) -> list[ImportItem]:
        batch = import_begin(door=ImportBatch.Door.API)
        items = [import_add(batch=batch, given=ImportInput("a.md", data)) for data in pages]
        import_sealed(batch=batch)
        with ThreadPoolExecutor(len(pages)) as pool:
            items = list(pool.map(run, items))
        batch.refresh_from_db()
        assert batch.finished_at
        return items

    monkeypatch.setattr(importing, "read", read_and_wait)
    monkeypatch.setattr(importing, "publisher_get_or_create", look_and_wait)
    return run_all


@pytest.fixture
def known_publisher() -> Publisher:
    """A new one would make the imports wait for each other by itself."""
    return PublisherFactory(name="Harbour Courier")


@pytest.mark.usefixtures("known_publisher")
def test_the_same_bytes(at_once: Imports) -> None:
    results = at_once(*[page()] * 4)
    assert sorted(result.outcome for result in results) == ["imported", *["unchanged"] * 3]
    assert Article.objects.count() == Original.objects.count() == Publisher.objects.count() == 1


@pytest.mark.usefixtures("known_publisher")
def test_the_same_address_with_different_texts(at_once: Imports) -> None:
    results = at_once(*[page(BODY.replace("94,300", f"94,30{digit}")) for digit in range(4)])
    assert sorted(result.outcome for result in results) == ["imported", *["new_version"] * 3]
    texts = ArticleText.objects.order_by("version")
    assert [text.version for text in texts] == [1, 2, 3, 4]
    assert [text.is_current for text in texts] == [False, False, False, True]


@pytest.mark.usefixtures("known_publisher")
def test_the_same_text_without_an_address(at_once: Imports) -> None:
    bare = page(url=None)
    results = at_once(*[bare.replace(b"World", b"World %d" % number) for number in range(4)])
    assert sorted(result.outcome for result in results) == [*["duplicate"] * 3, "imported"]
    assert Article.objects.count() == 1


def test_a_new_publisher_met_by_several(at_once: Imports) -> None:
    at_once(*pages(4))
    assert Article.objects.count() == 4
    assert Publisher.objects.count() == 1
