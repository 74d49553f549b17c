import pytest
from rest_framework.test import APIClient

from claims.comparing import as_json, content_sha256
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view
from tests.articles.api.clients import PERMISSION_QUERIES, query_count, results
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db


def release(comparison: Comparison, number: int) -> Release:
    content = as_json(comparison_view(comparison))
    return Release.objects.create(
        comparison=comparison,
        number=number,
        content=content,
        sha256=content_sha256(content),
        published_by=UserFactory(username=f"editor-{number}"),
    )


def test_a_release_keeps_what_the_comparison_said(analyst: APIClient) -> None:
    comparison = ComparisonFactory(slug="troops", claims=[ClaimFactory()])
    said = analyst.get("/api/v1/comparisons/troops/").json()
    release(comparison, 1)
    comparison.entries.all().delete()

    [entry] = analyst.get(said["releases_url"]).json()["results"]
    assert entry["published_by"] == "editor-1"
    assert entry["page_url"] == "http://testserver/comparisons/troops/releases/1/"
    assert "content" not in entry

    answer = analyst.get(entry["url"])
    assert answer.json()["content"] == said["content"]
    assert content_sha256(answer.json()["content"]) == entry["sha256"]


def test_the_releases_are_the_comparisons_own(analyst: APIClient) -> None:
    first, second = ComparisonFactory.create_batch(2)
    release(first, 1)
    release(first, 2)
    path = f"comparisons/{first.slug}/releases/"
    assert [row["number"] for row in results(analyst, path, ordering="-number")] == [2, 1]
    assert results(analyst, f"comparisons/{second.slug}/releases/") == []
    assert analyst.get(f"/api/v1/comparisons/{second.slug}/releases/1/").status_code == 404
    assert analyst.get("/api/v1/comparisons/none/releases/").status_code == 404


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_one_query_beside_that_for_the_comparison(
    analyst: APIClient, count: int
) -> None:
    comparison = ComparisonFactory(slug="troops")
    for number in range(count):
        release(comparison, number + 1)
    assert query_count(analyst, "comparisons/troops/releases/") == PERMISSION_QUERIES + 2


def test_a_former_slug_leads_to_the_same_place_under_the_present_one(analyst: APIClient) -> None:
    comparison = ComparisonFactory(slug="troops")
    release(comparison, 1)
    Comparison.objects.update(slug="forces")
    for rest in ("", "releases/?per_page=1", "releases/1/", "entries/"):
        answer = analyst.get(f"/api/v1/comparisons/troops/{rest}")
        present = f"http://testserver/api/v1/comparisons/forces/{rest}"
        assert (answer.status_code, answer.headers["Location"]) == (301, present)
        assert analyst.get(present).status_code == 200
