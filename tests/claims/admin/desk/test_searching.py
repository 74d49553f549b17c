"""What the desk's search finds, and where it leads."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Annotation
from claims.services.searching import search_index_pending
from tests.factories import AnnotationFactory, ClaimFactory

FIND = reverse("admin:articles_desk_search")


def found(client: Any, words: str) -> dict[str, list[dict[str, Any]]]:
    answer = client.get(FIND, {"q": words})
    assert answer.status_code == 200
    return {group["kind"]: group["hits"] for group in answer.json()["groups"]}


def test_each_find_leads_to_where_it_is_worked_on(client_of: Any, desk: Any) -> None:
    note = AnnotationFactory(claim=desk.claim, body="The border is not drawn there.")
    search_index_pending(limit=100_000)
    groups = found(client_of("editor"), "border")
    page = reverse("admin:articles_article_change", args=[desk.article.pk])
    assert page in [hit["url"] for hit in groups["article"]]
    assert f"{page}#card-{desk.claim.pk}" in [hit["url"] for hit in groups["claim"]]
    assert [hit["url"] for hit in groups["annotation"]] == [
        reverse("admin:claims_claim_change", args=[desk.claim.pk]) + f"#note-{note.pk}"
    ]
    assert ["border", True] in groups["annotation"][0]["words"]


def test_a_source_leads_to_the_register(client_of: Any, desk: Any) -> None:
    source = desk.claim.source
    search_index_pending(limit=100_000)
    groups = found(client_of("editor"), source.label)
    address = reverse("admin:claims_source_change", args=[source.pk])
    assert address in [hit["url"] for hit in groups["source"]]


def test_what_stands_in_an_earlier_version_leads_there(client_of: Any, desk: Any) -> None:
    type(desk.text).objects.filter(pk=desk.text.pk).update(is_current=False)
    search_index_pending(limit=100_000)
    page = reverse("admin:articles_article_change", args=[desk.article.pk])
    for hit in found(client_of("editor"), "border").get("claim", []):
        assert hit["url"] != f"{page}#card-{desk.claim.pk}"


@pytest.mark.parametrize("words", ["", "   ", "-border", "\x00", "x" * 5000])
def test_what_asks_for_nothing_finds_nothing(client_of: Any, desk: Any, words: str) -> None:
    assert found(client_of("editor"), words) == {}


@pytest.mark.parametrize(
    ("role", "status"),
    [("anonymous", 302), ("visitor", 302), ("analyst", 200), ("reviewer", 200), ("editor", 200)],
)
def test_it_is_for_those_who_may_see_the_desk(
    client_of: Any, desk: Any, role: str, status: int
) -> None:
    AnnotationFactory(claim=desk.claim, body="The border is not drawn there.")
    search_index_pending(limit=100_000)
    client = client_of(role)
    assert client.get(FIND, {"q": "border"}).status_code == status
    if status == 200:
        user = client.get(reverse("admin:index")).wsgi_request.user
        may_read = user.has_perm("claims.view_annotation")
        assert ("annotation" in found(client, "border")) == may_read


def test_more_finds_ask_no_more_queries(client_of: Any, desk: Any) -> None:
    client = client_of("editor")
    AnnotationFactory(claim=desk.claim, body="border")
    search_index_pending(limit=100_000)
    found(client, "border")
    with CaptureQueriesContext(connection) as before:
        found(client, "border")
    for _ in range(4):
        AnnotationFactory(claim=ClaimFactory(), body="border")
    search_index_pending(limit=100_000)
    with CaptureQueriesContext(connection) as after:
        assert len(found(client, "border")["annotation"]) == 5
    assert len(before) == len(after) <= 20
    assert Annotation.objects.filter(body="border").count() == 5
