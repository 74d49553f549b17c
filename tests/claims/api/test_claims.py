from datetime import date
from decimal import Decimal

import pytest
from rest_framework.test import APIClient

from claims.models import Claim
from tests.articles.api.clients import PERMISSION_QUERIES, problem_of, query_count, results
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ExtractionRunFactory,
    PublisherFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim() -> Claim:
    text = ArticleTextFactory(article__publisher=PublisherFactory(slug="the-daily"))
    agency = SourceFactory(key="body:ap", label_en="The Associated Press", label_zh="美联社")
    outer = ClaimFactory(article_text=text, source=agency, quantities=[], times=[])
    return ClaimFactory(
        article_text=text,
        parent=outer,
        run=ExtractionRunFactory(article_text=text, engine_version="1.0"),
        source=SourceFactory(
            key="person:oleksii-reznikov",
            slug="oleksii-reznikov",
            role_id="defence-minister",
            affiliation_id="UA",
        ),
        speaker_name="Oleksii Reznikov",
        speaker_role="defence minister",
        version=3,
    )


def test_a_claim_tells_everything(analyst: APIClient, claim: Claim) -> None:
    answer = analyst.get(f"/api/v1/claims/{claim.public_id}/")
    entry = answer.json()

    assert answer.headers["ETag"].startswith('"3-')
    assert entry["page_url"] == f"http://testserver/claims/{claim.pk}/"
    assert entry["url"] == f"http://testserver/api/v1/claims/{claim.public_id}/"
    assert entry["article"]["id"] == str(claim.article_text.article.public_id)
    assert entry["article"]["publisher"]["slug"] == "the-daily"
    assert entry["parent"]["id"] == str(claim.parent.public_id)
    assert [step["source"]["key"] for step in entry["chain"]] == [
        "body:ap",
        "person:oleksii-reznikov",
    ]
    assert entry["chain"][0]["source"]["label_zh"] == "美联社"
    assert entry["origin"]["key"] == entry["source"]["key"] == "person:oleksii-reznikov"
    assert entry["speaker"]["name"] == "Oleksii Reznikov"
    assert entry["run"]["engine_version"] == "1.0"
    assert entry["confidence"] == 0.9


def test_every_span_is_where_it_says(analyst: APIClient, claim: Claim) -> None:
    entry = analyst.get(f"/api/v1/claims/{claim.public_id}/").json()
    text = analyst.get(entry["article"]["text"]["url"]).json()["text"]
    mentions = [
        mention for part in ("source", "cue", "content") for mention in entry["spans"][part]
    ]
    mentions += entry["quantities"] + entry["times"]
    assert len(mentions) == 5
    for mention in mentions:
        assert text[mention["start"] : mention["end"]] == mention["quote"]


def test_numbers_are_exact_and_times_inclusive(analyst: APIClient) -> None:
    figure = {"quote": "94,300 troops", "value": Decimal("94300.125"), "high": Decimal("1e23")}
    claim = ClaimFactory(quantities=[figure])
    entry = analyst.get(f"/api/v1/claims/{claim.public_id}/").json()
    [quantity] = entry["quantities"]
    assert quantity["value"] == "94300.125"
    assert quantity["high"] == "1" + "0" * 23
    assert quantity["low"] is None
    assert (entry["times"][0]["begin"], entry["times"][0]["finish"]) == ("2021-12-03",) * 2


def test_a_claim_without_source_run_or_publisher(analyst: APIClient) -> None:
    text = ArticleTextFactory(article__publisher=None, published_on=None)
    ClaimFactory(article_text=text, source=None, confidence=None)
    [entry] = results(analyst, "claims/")
    for field in ("source", "origin", "run", "parent", "confidence"):
        assert entry[field] is None
    assert entry["chain"] == [{"claim": {"id": entry["id"], "url": entry["url"]}, "source": None}]


@pytest.mark.parametrize("count", [1, 20])
def test_a_page_costs_six_queries(analyst: APIClient, count: int) -> None:
    for _ in range(count):
        text = ArticleTextFactory()
        run = ExtractionRunFactory(article_text=text)
        outer = ClaimFactory(article_text=text, run=run)
        ClaimFactory(article_text=text, parent=outer, run=run)
    # Which claims; these, their spans, quantities and times, and the claims that report them.
    assert query_count(analyst, "claims/") == PERMISSION_QUERIES + 6


def test_orderings(analyst: APIClient) -> None:
    for day, confidence in ((4, 0.2), (6, None), (5, 0.7)):
        text = ArticleTextFactory(published_on=date(2021, 12, day))
        ClaimFactory(article_text=text, confidence=confidence)
    newest = results(analyst, "claims/", ordering="-published_on")
    assert [row["article"]["published_on"][-1] for row in newest] == ["6", "5", "4"]
    surest = results(analyst, "claims/", ordering="-confidence")
    assert [row["confidence"] for row in surest] == [0.7, 0.2, None]
    page = analyst.get("/api/v1/claims/?ordering=-confidence&per_page=2").json()
    assert analyst.get(page["next"]).json()["results"] == surest[2:]


@pytest.mark.parametrize("number", ["0", "9" * 18, "9" * 19, "9" * 5000, "1e3", "-1", "x"])
def test_no_such_claim_is_not_found(analyst: APIClient, number: str) -> None:
    answer = analyst.get(f"/api/v1/claims/{number}/")
    assert problem_of(answer) == "not-found"
