"""Exports: the same rows in every format, the list's filters, safe cells, and what is refused."""

import csv
import io
import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from arro3.io import read_parquet
from django.core import signing
from rest_framework.test import APIClient

from claims.exporting import TABLES, high_water
from claims.models import Claim
from tests.articles.api.clients import analyst, client_of, problem_of, refused
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    LinkFactory,
    SourceFactory,
)

__all__ = ["analyst"]
pytestmark = pytest.mark.django_db


def export(client: APIClient, path: str, **parameters: Any) -> bytes:
    answer = client.get(f"/api/v1/{path}/export/", parameters)
    assert answer.status_code == 200, answer.content
    return b"".join(answer.streaming_content)


def rows(client: APIClient, path: str, **parameters: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export(client, path, **parameters).splitlines()]


def test_a_claim_is_one_flat_row(analyst: APIClient) -> None:
    outer = ClaimFactory(source=SourceFactory(label_en="AP", label_zh="美联社"))
    claim = ClaimFactory(
        article_text=outer.article_text,
        parent=outer,
        source=SourceFactory(label_en="A minister", label_zh="一位部长"),
    )
    first, second = rows(analyst, "claims")
    article = claim.article_text.article
    assert second == second | {
        "id": str(claim.public_id),
        "value": 94300,
        "low": None,
        "approximate": False,
        "unit": "person",
        "counted": "troops",
        "about_start": "2021-12-03",
        "about_end": "2021-12-03",
        "date_precision": "day",
        "said_on": None,
        "source": "A minister",
        "source_kind": "person",
        "origin_id": str(claim.source.public_id),
        "chain": f"{article.publisher.name} ← AP ← A minister",
        "chain_zh": f"{article.publisher.name} ← 美联社 ← 一位部长",
        "article_url": article.canonical_url,
        "quote": "that Russia had massed 94,300 troops near the border",
        "language": "en",
        "state": "extracted",
        "parent_id": str(outer.public_id),
        "innermost": True,
        "figures": 1,
    }
    assert first["innermost"] is False
    assert first["updated_at"]


def test_a_merged_source_counts_as_the_one_it_was_merged_into(analyst: APIClient) -> None:
    from claims.services.merging import source_merge
    from tests.factories import UserFactory

    kept, middle, merged = (SourceFactory() for _ in range(3))
    editor = UserFactory(role="editor")
    source_merge(kept=kept, merged=middle, user=editor)
    source_merge(kept=middle, merged=merged, user=editor)
    outer = ClaimFactory(source=merged)
    ClaimFactory(article_text=outer.article_text, parent=outer, source=middle)
    publisher = outer.article_text.article.publisher.name
    found = rows(analyst, "claims", fields="origin_id,source_id,chain")
    assert {row["origin_id"] for row in found} == {str(kept.public_id)}
    assert {row["source_id"] for row in found} == {str(s.public_id) for s in (middle, merged)}
    assert found[1]["chain"] == f"{publisher} ← {kept.label_en} ← {kept.label_en}"


@pytest.fixture
def everything() -> None:
    text = ArticleTextFactory(title='Figures "differ",\nthey say')
    claim = ClaimFactory(article_text=text)
    ClaimFactory(quantities=[], times=[], source=None, confidence=None)
    ComparisonFactory(claims=[claim])
    LinkFactory(first=claim, score=0.25)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_format_tells_the_same(analyst: APIClient, everything: None, table: Any) -> None:
    told = rows(analyst, table.name)
    assert told
    assert [list(row) for row in told] == [table.names] * len(told)
    written = export(analyst, table.name, format="csv").decode()
    lines = list(csv.DictReader(io.StringIO(written, newline="")))
    parquet = read_parquet(io.BytesIO(export(analyst, table.name, format="parquet"))).read_all()
    columns = {name: parquet.column(name).to_pylist() for name in table.names}
    for number, row in enumerate(told):
        for column in table.columns:
            value, cell = row[column.name], lines[number][column.name]
            stored = columns[column.name][number]
            if value is None:
                assert (cell, stored) == ("", None)
            elif column.kind == "number":
                assert Decimal(cell) == stored == Decimal(str(value))
            elif column.kind == "truth":
                assert (cell, stored) == (str(value).lower(), value)
            elif column.kind == "moment":
                assert cell.removesuffix("Z")[:19] == value[:19] == stored.isoformat()[:19]
            elif column.kind == "day":
                assert cell == value == stored.isoformat()
            elif column.kind in {"share", "count"}:
                assert float(cell) == value == stored
            else:
                assert cell == value == stored


def test_rows_are_those_of_the_list_with_the_same_filters(analyst: APIClient) -> None:
    kept, other = ClaimFactory(), ClaimFactory()
    Claim.objects.filter(pk=other.pk).update(status="rejected")
    asked = {"state": "extracted", "dimension": "troops"}
    assert [row["id"] for row in rows(analyst, "claims", **asked)] == [str(kept.public_id)]
    found = rows(analyst, "quantities", claim=str(other.public_id), dimension="troops")
    assert [row["claim_id"] for row in found] == [str(other.public_id)]
    comparison = ComparisonFactory(claims=[other])
    found = rows(analyst, f"comparisons/{comparison.slug}/entries")
    assert [row["claim_id"] for row in found] == [str(other.public_id)]
    assert rows(analyst, "claims", comparison="none-such") == []


def test_a_download_that_broke_off_goes_on_after_its_last_row(analyst: APIClient) -> None:
    for _ in range(3):
        ClaimFactory()
    whole = rows(analyst, "claims")
    assert rows(analyst, "claims", after=whole[0]["id"]) == whole[1:]
    assert [row["id"] for row in whole] == sorted(row["id"] for row in whole)


FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@x",
    "＝1",
    "\u3000=1",
    "\u200b\u00a0-x",
    "\tx",
    "-3.5",
    "约7万",
    "a=b",
]


def test_cells_are_guarded_as_in_every_spreadsheet_of_ours(analyst: APIClient) -> None:
    from claims.publishing.spreadsheet import guarded

    for label in FORMULAS:
        SourceFactory(label_en=label)
    written = export(analyst, "sources", format="csv", fields="label_en").decode()
    cells = [row["label_en"] for row in csv.DictReader(io.StringIO(written, newline=""))]
    assert cells == [guarded(label) for label in FORMULAS]
    assert [row["label_en"] for row in rows(analyst, "sources")] == FORMULAS


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"format": "xlsx"}, "format"),
        ({"fields": "value,wert"}, "fields"),
        ({"after": "7"}, "after"),
        ({"since": "yesterday"}, "since"),
        ({"since": "2026-01-01", "q": "troops"}, "q"),
        ({"per_page": "3"}, "per_page"),
        ({"state": ""}, "state"),
    ],
)
def test_what_would_not_be_heeded_is_refused_by_name(
    analyst: APIClient, parameters: dict[str, str], named: str
) -> None:
    assert list(refused(analyst.get("/api/v1/claims/export/", parameters))) == [named]


def test_a_token_is_good_for_its_own_list_and_its_own_database(analyst: APIClient) -> None:
    ClaimFactory()
    answer = analyst.get("/api/v1/claims/export/", {"language": "en"})
    b"".join(answer.streaming_content)  # else the connection is still busy with it
    token = answer.headers["Export-Next"]
    last = rows(analyst, "claims", language="en", since=token)[-1]
    assert set(last) == {"export_next"}
    for asked in ({}, {"language": "zh"}):
        refusal = analyst.get("/api/v1/claims/export/", {**asked, "since": token})
        assert list(refused(refusal)) == ["since"]
    listed = signing.loads(token, salt="export.since")[-1]
    foreign = replace(high_water(), database="another").token(listed)
    for since in (foreign, "2001-01-01"):
        answer = analyst.get("/api/v1/claims/export/", {"language": "en", "since": since})
        assert (answer.status_code, problem_of(answer)) == (410, "gone")


def test_the_format_may_be_asked_for_by_its_type(analyst: APIClient) -> None:
    answer = analyst.head("/api/v1/claims/export/", headers={"Accept": "text/csv"})
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Export-Next"]
    assert not answer.streaming


def test_nobody_without_the_permission_takes_anything_away(everything: None) -> None:
    for table in TABLES:
        assert client_of(None).get(f"/api/v1/{table.name}/export/").status_code == 403
        assert APIClient().get(f"/api/v1/{table.name}/export/").status_code == 401
