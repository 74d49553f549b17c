import pytest
from rest_framework.test import APIClient

from articles.models import ArticleText
from tests.articles.api.clients import PERMISSION_QUERIES, query_count, results
from tests.factories import ArticleFactory, ArticleTextFactory

pytestmark = pytest.mark.django_db


def test_every_version_is_there(analyst: APIClient) -> None:
    article = ArticleFactory()
    old = ArticleTextFactory(article=article, is_current=False)
    new = ArticleTextFactory(article=article, version=2)
    ArticleTextFactory()

    versions = results(analyst, f"articles/{article.public_id}/texts/")

    assert [(v["version"], v["is_current"]) for v in versions] == [(1, False), (2, True)]
    assert "text" not in versions[0]
    answer = analyst.get(versions[0]["url"])
    assert answer.json()["text"] == old.text != new.text
    assert analyst.get(f"/api/v1/articles/{article.public_id}/texts/1/").json() == answer.json()


def test_an_article_leads_to_its_texts(analyst: APIClient) -> None:
    text = ArticleTextFactory()
    article = analyst.get(f"/api/v1/articles/{text.article.public_id}/").json()
    assert analyst.get(article["texts_url"]).json()["results"][0]["url"] == article["text"]["url"]


@pytest.mark.parametrize("number", ["3", "0", "9" * 40])
def test_no_such_version_is_not_found(analyst: APIClient, number: str) -> None:
    text = ArticleTextFactory()
    assert (
        analyst.get(f"/api/v1/articles/{text.article.public_id}/texts/{number}/").status_code == 404
    )


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_one_query_beside_that_for_the_article(
    analyst: APIClient, count: int
) -> None:
    article = ArticleFactory()
    for number in range(count):
        ArticleTextFactory(article=article, version=number + 1, is_current=number == 0)
    path = f"articles/{article.public_id}/texts/"
    assert query_count(analyst, path) == PERMISSION_QUERIES + 2
    assert ArticleText.objects.count() == count
