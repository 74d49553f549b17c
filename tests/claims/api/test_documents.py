"""Claims, notes and lists in the formats of others, read by the libraries of others."""

import json
from pathlib import Path
from typing import Any

import feedparser
import pytest
from django.urls import reverse
from pyld import jsonld
from rest_framework.test import APIClient

from claims.models import Claim
from tests.factories import AnnotationFactory, ArticleTextFactory, ClaimFactory

pytestmark = pytest.mark.django_db
CLAIMS = "/api/v1/claims/"
OA = "http://www.w3.org/ns/oa#"
# The terms that are used, as the vocabulary has them: nothing is fetched.
CONTEXTS: dict[str, Any] = {
    "http://www.w3.org/ns/anno.jsonld": json.loads(
        Path(__file__).parents[1].joinpath("publishing/web_annotation_context.json").read_text()
    ),
    "https://schema.org": {"@context": {"@vocab": "https://schema.org/"}},
}
TEXT = "兵力🙂\n国防部长列兹尼科夫说，𠮷田一带有94,300名军人。此外没有更多。"
QUOTE = "𠮷田一带有94,300名军人"


def expanded(document: Any) -> Any:
    def load(url: str, options: object = None) -> dict[str, Any]:
        return {"documentUrl": url, "document": CONTEXTS[url], "contextUrl": None}

    return jsonld.expand(document, {"documentLoader": load})


@pytest.fixture
def claim() -> Claim:
    return ClaimFactory(
        article_text=ArticleTextFactory(text=TEXT, language="zh-Hans"),
        spans={"source": ["国防部长列兹尼科夫"], "cue": ["说"], "content": [QUOTE]},
        quantities=[{"quote": "94,300名", "value": 94300, "unit": "person"}],
        times=[],
    )


def in_format(client: APIClient, path: str, name: str) -> Any:
    answer = client.get(path, {"format": name})
    assert answer.status_code == 200, answer.content
    return answer


def test_a_claim_as_a_web_annotation(analyst: APIClient, claim: Claim) -> None:
    answer = in_format(analyst, f"{CLAIMS}{claim.public_id}/", "web-annotation")
    assert answer["Content-Type"].startswith("application/ld+json")
    assert 'profile="http://www.w3.org/ns/anno.jsonld"' in answer["Content-Type"]
    [node] = expanded(answer.json())
    assert node["@type"] == [f"{OA}Annotation"]
    assert node[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]
    [target] = node[f"{OA}hasTarget"]
    quote, position = target[f"{OA}hasSelector"]
    start, end = (position[f"{OA}{name}"][0]["@value"] for name in ("start", "end"))
    assert TEXT[start:end] == QUOTE == quote[f"{OA}exact"][0]["@value"]
    assert quote[f"{OA}prefix"][0]["@value"] == TEXT[:start]
    assert quote[f"{OA}suffix"][0]["@value"] == TEXT[end : end + 32]
    [state] = target[f"{OA}hasState"]
    assert state["@type"] == [f"{OA}TimeState"]
    [cached] = state[f"{OA}cachedSource"]
    assert analyst.get(cached["@id"]).json()["text"] == TEXT
    [body] = node[f"{OA}hasBody"]
    assert body["@type"] == ["https://schema.org/Claim"]


def test_notes_as_web_annotations(analyst: APIClient, claim: Claim) -> None:
    note = AnnotationFactory(claim=claim, body="Who counted?")
    reply = AnnotationFactory(claim=claim, parent=note, body="The staff.")
    on_passage = AnnotationFactory(claim=None, article_text=claim.article_text, start=0, end=3)
    page = in_format(analyst, "/api/v1/annotations/", "web-annotation").json()
    [told] = expanded(page)
    [items] = told["http://www.w3.org/ns/activitystreams#items"]
    by_id = {item["@id"].rstrip("/").rpartition("/")[2]: item for item in items["@list"]}
    assert by_id[str(note.public_id)][f"{OA}hasTarget"][0]["@id"].endswith(
        f"{CLAIMS}{claim.public_id}/"
    )
    assert by_id[str(reply.public_id)][f"{OA}hasTarget"][0]["@id"].endswith(f"{note.public_id}/")
    [target] = by_id[str(on_passage.public_id)][f"{OA}hasTarget"]
    assert target[f"{OA}hasSelector"][0][f"{OA}exact"] == [{"@value": TEXT[:3]}]


def test_a_claim_as_schema_org(analyst: APIClient, claim: Claim) -> None:
    answer = in_format(analyst, f"{CLAIMS}{claim.public_id}/", "json-ld")
    [node] = expanded(answer.json())
    schema = "https://schema.org/"
    assert node["@type"] == [f"{schema}Claim"]
    assert node["@id"] == f"http://testserver{reverse('claim', args=[claim.pk])}"
    [about] = node[f"{schema}about"]
    assert about[f"{schema}minValue"] == [{"@value": 94300}]
    assert node[f"{schema}text"][0]["@value"] == QUOTE
    listed = in_format(analyst, CLAIMS, "json-ld").json()
    [page] = expanded(listed)
    assert [item["@id"] for item in page[f"{schema}itemListElement"]] == [node["@id"]]


def test_a_filtered_list_as_a_feed_newest_first(analyst: APIClient, claim: Claim) -> None:
    later = ClaimFactory(article_text=claim.article_text, spans={}, quantities=[], times=[])
    ClaimFactory()  # in an English article
    path = f"{CLAIMS}?language=zh&per_page=1"
    feed = feedparser.parse(analyst.get(path, headers={"Accept": "application/atom+xml"}).content)
    assert not feed.bozo
    assert [entry.id for entry in feed.entries] == [
        f"http://testserver{reverse('claim', args=[later.pk])}"
    ]
    [following] = [link.href for link in feed.feed.links if link.rel == "next"]
    answer = analyst.get(following, headers={"Accept": "application/atom+xml"})
    rest = feedparser.parse(answer.content)
    assert [entry.summary for entry in rest.entries] == [QUOTE]
    assert not [link for link in rest.feed.links if link.rel == "next"]


@pytest.mark.parametrize("path", ["/api/v1/articles/", "/api/v1/comparisons/"])
def test_other_lists_as_feeds(analyst: APIClient, claim: Claim, path: str) -> None:
    feed = feedparser.parse(in_format(analyst, path, "atom").content)
    assert not feed.bozo
    assert len(feed.entries) == (1 if "articles" in path else 0)


def test_one_row_is_no_feed(analyst: APIClient, claim: Claim) -> None:
    answer = analyst.get(f"{CLAIMS}{claim.public_id}/", {"format": "atom"})
    assert answer.status_code == 400


def test_an_unknown_format_is_refused(analyst: APIClient) -> None:
    assert analyst.get(CLAIMS, {"format": "yaml"}).status_code == 400
