from datetime import date

import pytest
from rest_framework.test import APIClient

from articles.models import ArticleText
from claims.models import SearchKind
from claims.services.searching import search_index
from tests.articles.api.clients import PERMISSION_QUERIES, query_count, results
from tests.factories import ArticleFactory, ArticleTextFactory, PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def text() -> ArticleText:
    return ArticleTextFactory(
        article__publisher=PublisherFactory(slug="the-daily"),
        title="Figures differ",
        byline="A. Writer",
        published_on=date(2021, 12, 4),
    )


def test_the_list_leaves_the_text_out(analyst: APIClient, text: ArticleText) -> None:
    [entry] = results(analyst, "articles/")
    assert entry["id"] == str(text.article.public_id)
    assert entry["canonical_url"] == text.article.canonical_url
    assert entry["page_url"] == f"http://testserver/articles/{text.article_id}/"
    assert entry["publisher"]["slug"] == "the-daily"
    assert entry["published_on"] == "2021-12-04"
    assert "text" not in entry["text"]


def test_an_article_has_its_text(analyst: APIClient, text: ArticleText) -> None:
    answer = analyst.get(f"/api/v1/articles/{text.article.public_id}/")
    assert answer.json()["text"]["text"] == text.text


def test_an_article_is_told_by_its_newest_text(analyst: APIClient, text: ArticleText) -> None:
    ArticleText.objects.update(is_current=False)
    ArticleTextFactory(article=text.article, version=2, title="Figures differ less")
    [entry] = results(analyst, "articles/")
    assert (entry["title"], entry["text"]["version"]) == ("Figures differ less", 2)


def test_an_article_may_have_no_publisher(analyst: APIClient) -> None:
    ArticleTextFactory(article=ArticleFactory(publisher=None, canonical_url=None))
    [entry] = results(analyst, "articles/")
    assert entry["publisher"] is None
    assert entry["canonical_url"] is None


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"publisher": "the-daily"}, True),
        ({"publisher": ["the-daily", "other"]}, True),
        ({"publisher": "other"}, False),
        ({"language": "en"}, True),
        ({"language": "zh"}, False),
        ({"published__gte": "2021-12-04"}, True),
        ({"published__gte": "2021-12-05"}, False),
        ({"published__lte": "2021-12-04"}, True),
        ({"published__lte": "2021-12-03"}, False),
        ({"q": "figures DIFFER"}, True),
        ({"q": "94,300 troops"}, True),
        ({"q": "95,000 troops"}, False),
    ],
)
def test_filters(analyst: APIClient, text: ArticleText, parameters: dict, found: bool) -> None:
    search_index(SearchKind.ARTICLE, [text.pk])
    assert bool(results(analyst, "articles/", **parameters)) is found


def test_a_language_without_its_script_means_either(analyst: APIClient) -> None:
    for language in ("zh-Hans", "zh-Hant", "en"):
        ArticleTextFactory(language=language)
    found = results(analyst, "articles/", language="zh")
    assert {entry["language"] for entry in found} == {"zh-Hans", "zh-Hant"}


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_one_query(analyst: APIClient, count: int) -> None:
    ArticleTextFactory.create_batch(count)
    assert query_count(analyst, "articles/") == PERMISSION_QUERIES + 1
