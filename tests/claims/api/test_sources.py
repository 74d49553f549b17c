from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import SearchKind, Source
from claims.services.merging import source_merge
from claims.services.searching import search_index
from tests.articles.api.clients import PERMISSION_QUERIES, query_count, results
from tests.factories import ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_it_tells_a_source_with_its_claims_counted(analyst: APIClient) -> None:
    source = SourceFactory(
        key="body:ap",
        slug="ap",
        kind="body",
        label_en="The Associated Press",
        label_zh="美联社",
        affiliation_id="ap",
    )
    ClaimFactory.create_batch(2, source=source)

    entry = analyst.get("/api/v1/sources/ap/").json()

    assert entry == {
        "id": str(source.public_id),
        "url": f"http://testserver/api/v1/sources/{source.public_id}/",
        "key": "body:ap",
        "slug": "ap",
        "kind": "body",
        "anonymity": "named",
        "label_en": "The Associated Press",
        "label_zh": "美联社",
        "role_id": "",
        "affiliation_id": "ap",
        "wikidata_id": "",
        "is_party": False,
        "counts_as": {
            "id": str(source.public_id),
            "url": f"http://testserver/api/v1/sources/{source.public_id}/",
            "key": "body:ap",
            "slug": "ap",
            "label_en": "The Associated Press",
            "label_zh": "美联社",
        },
        "page_url": "http://testserver/sources/ap/",
        "claim_count": 2,
        "version": 1,
    }


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"q": "associated PRESS"}, True),
        ({"updated__gte": "2021-01-01"}, True),
        ({"q": "美联"}, True),
        ({"q": "Reuters"}, False),
        ({"key": "body:ap"}, True),
        ({"kind": ["body", "person"]}, True),
        ({"kind": "person"}, False),
        ({"anonymity": "unnamed"}, False),
        ({"role_id": "agency"}, True),
        ({"affiliation_id": "reuters"}, False),
    ],
)
def test_filters(analyst: APIClient, parameters: dict[str, Any], found: bool) -> None:
    SourceFactory(
        key="body:ap",
        kind="body",
        label_en="The Associated Press",
        label_zh="美联社",
        role_id="agency",
        affiliation_id="ap",
    )
    search_index(SearchKind.SOURCE, Source.objects.values_list("pk", flat=True))
    assert bool(results(analyst, "sources/", **parameters)) is found


def test_a_source_without_claims_counts_none(analyst: APIClient) -> None:
    SourceFactory()
    assert results(analyst, "sources/", ordering="-label_en")[0]["claim_count"] == 0


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_one_query(analyst: APIClient, count: int) -> None:
    ClaimFactory.create_batch(count)
    assert query_count(analyst, "sources/") == PERMISSION_QUERIES + 1


def test_what_was_merged_is_found_by_either_and_says_as_what_it_counts(analyst: APIClient) -> None:
    kept, merged = SourceFactory(label_en="Ana Kovač"), SourceFactory(label_en="A. Kovac")
    claims = [ClaimFactory(source=kept), ClaimFactory(source=merged), ClaimFactory()]
    source_merge(kept=kept, merged=merged, user=UserFactory(role="editor"))

    assert results(analyst, "sources/", key=merged.key)[0]["counts_as"]["key"] == kept.key
    search_index(SearchKind.SOURCE, [kept.pk, merged.pk])
    assert {row["key"] for row in results(analyst, "sources/", q="A. Kovac")} == {
        kept.key,
        merged.key,
    }
    for name in ("source", "origin"):
        for asked in (kept.key, merged.slug):
            found = results(analyst, "claims/", **{name: asked})
            assert {row["id"] for row in found} == {str(claim.public_id) for claim in claims[:2]}
            assert {row["origin"]["key"] for row in found} == {kept.key}
            assert {row["chain"][-1]["source"]["key"] for row in found} == {kept.key}
    assert {row["source"]["key"] for row in found} == {kept.key, merged.key}  # as it was read
