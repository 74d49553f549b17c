from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import signing
from rest_framework.test import APIClient

from articles.models import Publisher
from tests.articles.api.clients import refused
from tests.factories import ArticleTextFactory, PublisherFactory

pytestmark = pytest.mark.django_db

# Ties and rows without a date: what breaks cursors that look at one column only.
DAYS = [None, 3, 1, 1, None, 2, 1, None, 3]


@pytest.fixture
def articles() -> None:
    for day in DAYS:
        published = date(2021, 12, 1) + timedelta(days=day) if day else None
        ArticleTextFactory(published_on=published)


def pages(client: APIClient, url: str | None, way: str = "next") -> Iterator[dict[str, Any]]:
    while url:
        page = client.get(url).json()
        yield page
        url = page[way]


def ids(page: dict[str, Any]) -> list[str]:
    return [row["id"] for row in page["results"]]


@pytest.mark.parametrize("size", [1, 2, 4, 9, 500])
@pytest.mark.parametrize("ordering", ["id", "-id", "published_on", "-published_on"])
def test_pages_there_and_back_hold_every_row_once(
    analyst: APIClient, articles: None, ordering: str, size: int
) -> None:
    address = f"/api/v1/articles/?ordering={ordering}"
    whole = analyst.get(f"{address}&per_page=1000").json()["results"]
    assert len(whole) == len(DAYS)

    there = list(pages(analyst, f"{address}&per_page={size}"))
    assert [row for page in there for row in page["results"]] == whole
    assert {len(page["results"]) for page in there[:-1]} <= {size}
    assert there[0]["previous"] is None

    back = list(pages(analyst, there[-1]["previous"], "previous"))
    assert [ids(page) for page in back] == [ids(page) for page in there[-2::-1]]


@pytest.mark.parametrize("ordering", ["published_on", "-published_on"])
def test_rows_without_a_value_come_last(analyst: APIClient, articles: None, ordering: str) -> None:
    rows = analyst.get(f"/api/v1/articles/?ordering={ordering}").json()["results"]
    days = [row["published_on"] for row in rows]
    assert days[-3:] == [None] * 3
    assert days[:-3] == sorted(days[:-3], reverse=ordering.startswith("-"))


def test_rows_written_meanwhile_shift_nothing(analyst: APIClient) -> None:
    PublisherFactory.create_batch(4)
    first = analyst.get("/api/v1/publishers/?ordering=name&per_page=2").json()
    PublisherFactory(name="!", slug="the-first-now")
    second = analyst.get(first["next"]).json()
    assert set(ids(first)) & set(ids(second)) == set()
    assert len(ids(first) + ids(second)) == 4


def test_filters_stay_in_the_links(analyst: APIClient) -> None:
    for language in ("en", "en", "zh-Hans"):
        ArticleTextFactory(language=language)
    first = analyst.get("/api/v1/articles/?language=en&per_page=1").json()
    assert len(list(pages(analyst, first["next"]))) == 1


def test_an_empty_list_is_one_page(analyst: APIClient) -> None:
    assert not Publisher.objects.exists()
    assert analyst.get("/api/v1/publishers/").json() == {
        "next": None,
        "previous": None,
        "results": [],
    }


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        *[("per_page", size) for size in ("0", "-1", "1001", "many", "9" * 5000, "٣", "1.0")],
        *[("ordering", name) for name in ("title", "--id", "pk", "-")],
        *[("cursor", token) for token in ("x", "x:y:z", "\0", "9" * 5000, "ü")],
        # Signed at a time: named, so that every process knows the case by the same name.
        pytest.param("cursor", signing.dumps(["id", False, None, 1], salt="another"), id="foreign"),
        pytest.param(
            "cursor", signing.dumps(["-id", False, None, 1], salt="api.cursor"), id="of-another"
        ),
        ("colour", "red"),
        ("publisher", ""),
        ("published__lte", ""),
        ("cursor", ""),
        ("publisher__name", "x"),
        ("format", "xml"),
        ("q", "nul\0l"),
        ("q", "x" * 201),
        ("publisher", "nul\0l"),
        ("language", "nul\0l"),
        ("published__gte", "12/03/2021"),
        ("published__gte", "2021-02-30"),
        ("published__lte", "yesterday"),
        ("published__lte", "0000-01-01"),
    ],
)
def test_what_cannot_be_heeded_is_refused_by_name(
    analyst: APIClient, parameter: str, value: str
) -> None:
    answer = analyst.get("/api/v1/articles/", {parameter: value})
    assert list(refused(answer)) == [parameter]


def test_a_parameter_for_one_value_may_not_be_repeated(analyst: APIClient) -> None:
    answer = analyst.get("/api/v1/articles/?q=a&q=b")
    assert list(refused(answer)) == ["q"]


def test_a_single_entry_takes_no_parameters(analyst: APIClient) -> None:
    slug = PublisherFactory().slug
    answer = analyst.get(f"/api/v1/publishers/{slug}/?q=x")
    assert list(refused(answer)) == ["q"]
