import pytest
from rest_framework.test import APIClient

from tests.articles.api.clients import PERMISSION_QUERIES, problem_of, query_count, results
from tests.factories import ArticleFactory, PublisherFactory

pytestmark = pytest.mark.django_db


def test_it_tells_a_publisher_with_its_articles_counted(analyst: APIClient) -> None:
    publisher = PublisherFactory(name="北京时报", slug="北京时报", domain="bjsb.example")
    ArticleFactory.create_batch(2, publisher=publisher)
    PublisherFactory()

    [entry] = results(analyst, "publishers/", q="北京")

    assert entry == {
        "id": str(publisher.public_id),
        "url": f"http://testserver/api/v1/publishers/{publisher.public_id}/",
        "slug": "北京时报",
        "name": "北京时报",
        "domain": "bjsb.example",
        "owner_group": None,
        "is_wire_service": False,
        "article_count": 2,
        "version": 1,
    }
    for key in (publisher.public_id, "北京时报"):
        assert analyst.get(f"/api/v1/publishers/{key}/").json() == entry


def test_it_filters_by_domain(analyst: APIClient) -> None:
    first, second, _third = PublisherFactory.create_batch(3)
    found = results(analyst, "publishers/", domain=[first.domain, second.domain])
    assert [entry["slug"] for entry in found] == [first.slug, second.slug]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_one_query(analyst: APIClient, count: int) -> None:
    for article in ArticleFactory.create_batch(count):
        assert article.publisher
    assert query_count(analyst, "publishers/") == PERMISSION_QUERIES + 1


def test_an_unknown_publisher_is_not_found(analyst: APIClient) -> None:
    answer = analyst.get("/api/v1/publishers/nobody/")
    assert problem_of(answer) == "not-found"
