"""Two imports at once, on two connections."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from articles.models import Article, ArticleText, Original, Publisher
from articles.services import ImportResult, import_original
from tests.articles.services.conftest import BODY, page

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(*pages: bytes) -> list[ImportResult]:
    barrier = threading.Barrier(len(pages))

    def run(data: bytes) -> ImportResult:
        barrier.wait()
        try:
            return import_original(data=data)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(pages)) as pool:
        return list(pool.map(run, pages))


def test_the_same_bytes() -> None:
    results = _at_once(*[page()] * 4)
    assert sorted(result.outcome for result in results) == ["imported", *["unchanged"] * 3]
    assert Article.objects.count() == Original.objects.count() == Publisher.objects.count() == 1


def test_the_same_address_with_different_texts() -> None:
    pages = [page(BODY.replace("94,300", f"94,30{digit}")) for digit in range(4)]
    results = _at_once(*pages)
    assert sorted(result.outcome for result in results) == ["imported", *["new_version"] * 3]
    texts = ArticleText.objects.order_by("version")
    assert [text.version for text in texts] == [1, 2, 3, 4]
    assert [text.is_current for text in texts] == [False, False, False, True]


def test_the_same_text_without_an_address() -> None:
    pages = [page(url=None).replace(b"World", b"World %d" % number) for number in range(4)]
    _at_once(*pages)
    assert Article.objects.count() == 1


def test_a_new_publisher_met_by_several() -> None:
    _at_once(*[page(url=f"https://harbour.example/{number}.html") for number in range(4)])
    assert Article.objects.count() == 4
    assert Publisher.objects.count() == 1
