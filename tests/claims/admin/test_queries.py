"""More rows ask no more queries: on every list of the desk, and on its pages."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import ImportBatch
from tests.factories import (
    AnnotationFactory,
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    EntryFactory,
    ExtractionRunFactory,
    LinkFactory,
    UserFactory,
)


def more_rows(text: Any, comparison: Any) -> None:
    for _ in range(3):
        claim = ClaimFactory(article_text=text)
        AnnotationFactory(claim=claim)
        LinkFactory(first=claim, second=ClaimFactory())
        EntryFactory(comparison=comparison, claim=claim)
        ComparisonFactory(claims=[ClaimFactory()])
        ExtractionRunFactory(article_text=ArticleTextFactory())
        batch = ImportBatch.objects.create(door="admin", created_by=UserFactory())
        batch.items.create(name="a.md", outcome="imported", article_text=text)


@pytest.fixture
def counted(client_of, desk):
    """Queries of one page, before and after more rows were added."""
    client = client_of("editor")
    more_rows(desk.text, desk.comparison)  # so that the first look has rows of every kind too

    def count(address: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    def before_and_after(address: str) -> tuple[int, int]:
        count(address)  # content types and the like are cached by the first look
        more_rows(desk.text, desk.comparison)  # in whose history is the context of that look
        before = count(address)
        more_rows(desk.text, desk.comparison)
        return before, count(address)

    return before_and_after


@pytest.mark.parametrize(
    "name",
    [
        "articles_publisher",
        "articles_article",
        "articles_articletext",
        "articles_importbatch",
        "articles_original",
        "claims_claim",
        "claims_source",
        "claims_comparison",
        "claims_release",
        "claims_link",
        "claims_annotation",
        "claims_extractionrun",
    ],
)
def test_lists(counted, name):
    before, after = counted(reverse(f"admin:{name}_changelist"))
    assert before == after
    assert after <= 18


def test_the_article_desk(counted, desk):
    before, after = counted(reverse("admin:articles_article_change", args=[desk.article.pk]))
    assert before == after
    assert after <= 29


def test_the_page_of_a_comparison(counted, desk):
    before, after = counted(reverse("admin:claims_comparison_change", args=[desk.comparison.pk]))
    assert before == after


def test_the_start_page(counted):
    before, after = counted(reverse("admin:index"))
    assert before == after
    assert after <= 20
