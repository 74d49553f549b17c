import pytest
from rest_framework.test import APIClient

from claims.models import Claim
from tests.articles.api.clients import PERMISSION_QUERIES, query_count, results
from tests.factories import ClaimFactory, ComparisonFactory

pytestmark = pytest.mark.django_db


def test_the_list_has_no_rows(analyst: APIClient) -> None:
    ComparisonFactory(slug="troops", claims=ClaimFactory.create_batch(2))
    [entry] = results(analyst, "comparisons/")
    assert entry["question_en"] == "How many Russian troops are near Ukraine?"
    assert (entry["claim_count"], entry["release_count"]) == (2, 0)
    assert entry["page_url"] == "http://testserver/comparisons/troops/"
    assert "content" not in entry


def test_a_comparison_has_its_rows_and_statistics(analyst: APIClient) -> None:
    claims = [
        ClaimFactory(quantities=[{"quote": "94,300 troops", "dimension": "troops", "value": value}])
        for value in (94_300, 70_000)
    ]
    ComparisonFactory(slug="troops", claims=claims, version=4)

    answer = analyst.get("/api/v1/comparisons/troops/")
    content = answer.json()["content"]

    assert answer.headers["ETag"].startswith('"4-')
    assert [row["figure"]["value"] for row in content["rows"]] == ["94300", "70000"]
    assert {row["claim"] for row in content["rows"]} == {claim.pk for claim in claims}
    statistics = content["statistics"]
    assert (statistics["minimum"], statistics["maximum"]) == ("70000", "94300")
    assert (statistics["spread"], statistics["origins"]) == ("24300", 2)


def test_a_rejected_claim_is_no_answer(analyst: APIClient) -> None:
    claim = ClaimFactory()
    ComparisonFactory(slug="troops", claims=[claim])
    Claim.objects.update(status="rejected")
    assert analyst.get("/api/v1/comparisons/troops/").json()["content"]["rows"] == []


def test_filters(analyst: APIClient) -> None:
    ComparisonFactory(slug="a", dimension="troops")
    ComparisonFactory(slug="b", dimension="deaths", question_zh="多少人死亡？")
    assert [row["slug"] for row in results(analyst, "comparisons/", dimension="deaths")] == ["b"]
    assert [row["slug"] for row in results(analyst, "comparisons/", q="死亡")] == ["b"]
    latest = results(analyst, "comparisons/", ordering="-created_at")
    assert [row["slug"] for row in latest] == ["b", "a"]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_one_query(analyst: APIClient, count: int) -> None:
    for claim in ClaimFactory.create_batch(count):
        ComparisonFactory(claims=[claim])
    assert query_count(analyst, "comparisons/") == PERMISSION_QUERIES + 1


@pytest.mark.parametrize("count", [1, 20])
def test_one_comparison_costs_the_same_however_many_its_claims(
    analyst: APIClient, count: int
) -> None:
    ComparisonFactory(slug="troops", claims=ClaimFactory.create_batch(count))
    # Itself, its claims, their spans, the chains of their texts, the rulings on their links,
    # the copies of their articles.
    assert query_count(analyst, "comparisons/troops/") == PERMISSION_QUERIES + 9
