from datetime import date
from typing import Any

import pytest
from rest_framework.test import APIClient

from claims.models import Claim, ClaimProfile, SearchKind
from claims.services.searching import search_index
from tests.articles.api.clients import refused, results
from tests.factories import (
    ArticleTextFactory,
    ClaimFactory,
    ComparisonFactory,
    PublisherFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "标题\n乌克兰国防部长称，俄军有9万至10万人，另有1200辆坦克。"
TROOPS = {"quote": "9万至10万人", "low": 90_000, "high": 100_000, "unit": "person"} | {
    "dimension": "troops"
}
TANKS = {"quote": "1200辆坦克", "value": 1200, "unit": "vehicle", "dimension": "tanks"}
WINTER = {"quote": "有", "begin": date(2021, 12, 1), "finish": date(2022, 2, 28)} | {
    "granularity": "season"
}


@pytest.fixture
def claim() -> Claim:
    text = ArticleTextFactory(
        article__publisher=PublisherFactory(slug="the-daily"),
        language="zh-Hans",
        published_on=date(2021, 12, 4),
        text=TEXT,
    )
    claim = ClaimFactory(
        article_text=text,
        source=SourceFactory(
            key="group:ua:minister",
            slug="minister",
            kind="group",
            anonymity="role",
            role_id="defence-minister",
            affiliation_id="UA",
        ),
        kind="direct",
        status="accepted",
        anonymous=True,
        headline_en="Ukraine’s defence minister: 90,000 to 100,000 troops",
        spans={"source": ["乌克兰国防部长"], "cue": ["称"], "content": ["俄军有9万至10万人"]},
        quantities=[TROOPS, TANKS],
        times=[WINTER],
    )
    ComparisonFactory(slug="troops", claims=[claim])
    search_index(SearchKind.CLAIM, [claim.pk])
    return claim


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"publisher": "the-daily"}, True),
        ({"publisher": "the-weekly"}, False),
        ({"publisher": ["the-weekly", "the-daily"]}, True),
        ({"language": "zh"}, True),
        ({"language": "zh-Hans"}, True),
        ({"language": "z"}, False),
        ({"published__gte": "2021-12-04", "published__lte": "2021-12-04"}, True),
        ({"published__gte": "2021-12-05"}, False),
        ({"current": "true"}, True),
        ({"current": "false"}, False),
        ({"source": "group:ua:minister"}, True),
        ({"source": "minister"}, True),
        ({"source": "group:ua"}, False),
        ({"source": "null"}, False),
        ({"origin": "minister"}, True),
        ({"source_kind": "group"}, True),
        ({"source_kind": ["person", "body"]}, False),
        ({"anonymity": "role"}, True),
        ({"anonymity": "named"}, False),
        ({"role_id": "defence-minister"}, True),
        ({"role_id": "president"}, False),
        ({"affiliation_id": "UA"}, True),
        ({"affiliation_id": "RU"}, False),
        ({"anonymous": "true"}, True),
        ({"anonymous": "false"}, False),
        ({"kind": "direct"}, True),
        ({"kind": ["mixed", "indirect"]}, False),
        ({"state": ["accepted", "extracted"]}, True),
        ({"state": "rejected"}, False),
        ({"confidence__gte": "0.9"}, True),
        ({"confidence__gte": "0.91"}, False),
        ({"dimension": "troops"}, True),
        ({"dimension": "deaths"}, False),
        ({"unit": "vehicle"}, True),
        ({"comparison": "troops"}, True),
        ({"comparison": "tanks"}, False),
        ({"q": "9万至10万"}, True),
        ({"q": "defence MINISTERS"}, True),
        ({"q": "俄军"}, True),
        ({"q": "minister of finance"}, False),
        ({"q": "%"}, False),
        ({"counted": "TANK"}, False),
        ({"updated__gte": "2021-12-04T10:00:00Z"}, True),
        ({"updated__gte": "2999-01-01"}, False),
        ({"published__range": "2021-12-01,2021-12-31"}, True),
        ({"published__range": "2021-12-05,2021-12-31"}, False),
        ({"tag": "border"}, False),
    ],
)
def test_filters(analyst: APIClient, claim: Claim, parameters: dict[str, Any], found: bool) -> None:
    assert bool(results(analyst, "claims/", **parameters)) is found


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"value__gte": "95000"}, True),
        ({"value__gte": "100000"}, True),
        ({"value__gte": "100000.000001"}, False),
        ({"value__lte": "1200"}, True),
        ({"value__range": "95000,96000"}, True),
        ({"value__range": "2000,80000"}, False),
        ({"value__range": "1000,200000", "value__gte": "100001"}, False),
        ({"value__lte": "1199.5"}, False),
        ({"value__gte": "95000", "value__lte": "96000"}, True),
        ({"value__gte": "2000", "value__lte": "80000"}, False),
        ({"dimension": "tanks", "value__gte": "95000"}, False),
        ({"dimension": ["tanks", "troops"], "value__gte": "95000"}, True),
        ({"dimension": "troops", "unit": "vehicle"}, False),
    ],
)
def test_conditions_on_quantities_hold_of_one_quantity(
    analyst: APIClient, claim: Claim, parameters: dict[str, Any], found: bool
) -> None:
    assert bool(results(analyst, "claims/", **parameters)) is found


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"about__gte": "2022-02-28"}, True),
        ({"about__gte": "2022-03-01"}, False),
        ({"about__lte": "2021-12-01"}, True),
        ({"about__lte": "2021-11-30"}, False),
        ({"about__gte": "2022-01-01", "about__lte": "2022-01-31"}, True),
        ({"about__gte": "2022-03-01", "about__lte": "2022-03-31"}, False),
        ({"about__range": "2022-01-01,2022-01-31"}, True),
        ({"about__range": "2022-03-01,2022-03-31"}, False),
        # Nothing says when it was said: on the day of publication.
        ({"said__range": "2021-12-04,2021-12-04"}, True),
        ({"said__lte": "2021-12-03"}, False),
    ],
)
def test_times_overlap(
    analyst: APIClient, claim: Claim, parameters: dict[str, Any], found: bool
) -> None:
    assert bool(results(analyst, "claims/", **parameters)) is found


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"about__gte": "2021-03-04", "about__lte": "2021-03-04"}, True),
        ({"about__gte": "2021-04-03", "about__lte": "2021-04-03"}, True),
        ({"about__gte": "2021-04-03"}, True),
        ({"about__gte": "2021-04-04"}, False),
        ({"about__lte": "2021-03-03"}, False),
        # Each reading is near a day of these, and neither has one.
        ({"about__gte": "2021-03-05", "about__lte": "2021-04-02"}, False),
    ],
)
def test_either_reading_of_a_time_is_enough(
    analyst: APIClient, parameters: dict[str, Any], found: bool
) -> None:
    words = {"quote": "Friday (December 3)", "granularity": "day"}
    first, other = date(2021, 3, 4), "2021-04-03"
    others = [{"begin": other, "finish": other, "granularity": "day"}]
    ClaimFactory(times=[words | {"begin": first, "finish": first, "alternatives": others}])
    entries = results(analyst, "claims/", **parameters)
    assert [entry["times"][0]["alternatives"] for entry in entries] == ([others] if found else [])


def test_a_claim_that_matches_twice_is_listed_once(analyst: APIClient, claim: Claim) -> None:
    assert len(results(analyst, "claims/", value__gte="1")) == 1


def test_the_article_filter(analyst: APIClient, claim: Claim) -> None:
    ClaimFactory()
    [entry] = results(analyst, "claims/", article=str(claim.article_text.article.public_id))
    assert entry["id"] == str(claim.public_id)


def test_an_origin_leads_no_further_inwards(analyst: APIClient, claim: Claim) -> None:
    agency = SourceFactory(slug="ap")
    outer = ClaimFactory(
        article_text=claim.article_text, source=agency, spans={}, quantities=[], times=[]
    )
    assert len(results(analyst, "claims/", origin="ap")) == 1
    Claim.objects.filter(pk=claim.pk).update(parent=outer)
    assert results(analyst, "claims/", origin="ap") == []
    assert len(results(analyst, "claims/", source="ap")) == 1


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        *[("article", value) for value in ("0", "x", "9" * 5000, "nul\0l")],
        *[("kind", value) for value in ("paraphrase", "nul\0l")],
        ("state", "deleted"),
        *[("anonymous", value) for value in ("yes", "1", "True ")],
        ("current", "maybe"),
        *[("confidence__gte", value) for value in ("1.01", "-0.1", "nan", "inf", "x", "9" * 500)],
        *[("value__gte", value) for value in ("nan", "1e400", "-inf", "x", "1" * 31, "0.1234567")],
        ("value__lte", "nul\0l"),
        *[("about__gte", value) for value in ("2021", "2021-13-01", "nul\0l")],
        *[
            (name, "nul\0l")
            for name in ("source", "origin", "unit", "dimension", "q", "comparison")
        ],
        *[("value__range", value) for value in ("1", "1,2,3", "a,b", ",")],
        ("published__range", "2021-12-01"),
        *[("updated__gte", value) for value in ("yesterday", "2021-13-01", "nul\0l")],
        *[("near", value) for value in ("1", "x", "nul\0l")],
        ("valeu", "3"),
    ],
)
def test_what_cannot_be_heeded_is_refused_by_name(
    analyst: APIClient, claim: Claim, parameter: str, value: str
) -> None:
    answer = analyst.get("/api/v1/claims/", {parameter: value})
    assert list(refused(answer)) == [parameter]


def test_by_how_it_is_put(analyst: APIClient, claim: Claim) -> None:
    path = "claims/"
    assert len(results(analyst, path, modality="asserted")) == 1
    assert results(analyst, path, modality="possible") == []
    claim.quantities.filter(dimension="troops").update(modality="possible")
    asked = {"dimension": "troops", "quantity_modality": "possible"}
    assert len(results(analyst, path, **asked)) == 1
    assert results(analyst, path, **asked | {"dimension": "tanks"}) == []
    assert results(analyst, path, **asked, quantity_polarity="denied") == []


def test_when_it_was_said_is_told_by_the_text_first(analyst: APIClient) -> None:
    said = {"quote": "Friday (December 3)", "granularity": "day", "relation": "said"}
    day, later = date(2021, 12, 3), date(2021, 12, 9)
    dated = ClaimFactory(
        times=[said | {"begin": day, "finish": day}], article_text__published_on=later
    )
    undated = ClaimFactory(article_text__published_on=date(2021, 12, 6), times=[])
    ClaimFactory(article_text__published_on=None, times=[])

    def found(**parameters: str) -> list[str]:
        return [entry["id"] for entry in results(analyst, "claims/", **parameters)]

    assert found(said__lte="2021-12-03") == [str(dated.public_id)]
    assert found(said__gte="2021-12-04") == [str(undated.public_id)]
    newest = found(ordering="-said_at")
    assert newest[:2] == [str(undated.public_id), str(dated.public_id)]
    first = analyst.get("/api/v1/claims/?ordering=-said_at&per_page=1").json()
    following = analyst.get(first["next"]).json()
    assert [entry["id"] for entry in first["results"] + following["results"]] == newest[:2]


def test_the_nearest_come_first(analyst: APIClient) -> None:
    claims = ClaimFactory.create_batch(4)
    for claim, (x, y) in zip(claims, ((1, 0), (0.6, 0.8), (0.8, 0.6), (0, 1)), strict=True):
        embedding = [x, y, *[0.0] * 382]
        ClaimProfile.objects.create(
            claim=claim, embedding=embedding, fingerprint="", made_by="test"
        )
    near = {"near": str(claims[0].public_id)}
    expected = [str(claims[place].public_id) for place in (2, 1, 3)]
    assert [entry["id"] for entry in results(analyst, "claims/", **near)] == expected
    pages, url = [], f"/api/v1/claims/?near={near['near']}&per_page=1"
    while url:
        page = analyst.get(url).json()
        pages += page["results"]
        url = page["next"]
    assert [entry["id"] for entry in pages] == expected
    both = analyst.get("/api/v1/claims/", near | {"ordering": "id"})
    assert list(refused(both)) == ["ordering"]
    unknown = ClaimFactory()
    assert results(analyst, "claims/", near=str(unknown.public_id)) == []
