"""An object's history as a page: who, when, what, why; and the way back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Act
from claims.selectors import timeline as told
from claims.services import annotation_create, claim_edit, comparison_edit, quantity_edit, undo
from claims.services.acts import act_of
from tests.claims.admin.conftest import fresh
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]


@pytest.fixture
def anna(db):
    return UserFactory(username="anna", role="editor")


@pytest.fixture
def client(anna, client):
    client.force_login(anna)
    return client


def history(name, row):
    return reverse(f"admin:{name}_history", args=[row.pk])


def test_who_when_what_and_why(client, anna):
    claim = ClaimFactory()
    claim_edit(claim=claim, user=anna, version=1, status="rejected", reason="Wrong source")
    quantity_edit(quantity=claim.quantities.get(), user=anna, version=2, value=94_500)
    annotation_create(claim=claim, user=anna, body="With Crimea?")
    page = client.get(history("claims_claim", claim))
    moments = page.context["moments"]
    assert [one.what for one in moments[:3]] == [
        "Note written",
        "Quantity corrected",
        "Claim rejected",
    ]
    assert {one.user for one in moments[:3]} == {"anna"}
    assert moments[2].act.reason == "Wrong source"
    assert ("status", "extracted", "rejected") in moments[2].lines[0].changes
    assert moments[0].lines[0].name == "With Crimea?"
    corrected = {change.field: change for line in moments[1].lines for change in line.changes}
    assert corrected["value"][1:] == ("94,300", "94,500")
    shown = page.content.decode()
    for words in ("Wrong source", "94,300 troops", "With Crimea?", "<del>extracted</del>"):
        assert words in shown


def test_what_was_taken_back_says_so(client, anna):
    claim = ClaimFactory()
    claim_edit(claim=claim, user=anna, version=1, status="accepted")
    undo(anna)
    moments = client.get(history("claims_claim", claim)).context["moments"]
    assert [(one.what, one.undone) for one in moments[:2]] == [
        ("Undone: Claim accepted", False),
        ("Claim accepted", True),
    ]


def test_an_article_tells_of_its_claims_those_that_are_no_more_too(client, anna):
    claim = ClaimFactory(headline_en="Kept: one")
    gone = ClaimFactory(article_text=claim.article_text, headline_en="Gone: two")
    claim_edit(claim=claim, user=anna, version=1, status="accepted")
    claim_edit(claim=gone, user=anna, version=1, status="rejected")
    gone.delete()
    shown = client.get(history("articles_article", claim.article_text.article)).content.decode()
    assert history("claims_claim", claim) in shown
    assert "Gone: two" in shown
    # Of an article, its publisher is put back; its claims are, one by one.
    assert shown.count('<form method="post" action="/admin/articles/article/') == 1


def test_it_asks_no_more_queries_for_more(client, anna):
    claim = ClaimFactory()
    article = history("articles_article", claim.article_text.article)

    def act():
        claim_edit(claim=claim, user=anna, version=fresh(claim).version, status="accepted")
        quantity = claim.quantities.get()
        quantity_edit(
            quantity=quantity, user=anna, version=fresh(claim).version, value=quantity.value + 1
        )

    def count(address):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    act()
    pages = (history("claims_claim", claim), article)
    [count(page) for page in pages]
    before = [count(page) for page in pages]
    for _number in range(4):
        act()
        ClaimFactory(article_text=claim.article_text)
    assert [count(page) for page in pages] == before


def test_it_has_pages(client, anna, monkeypatch):
    monkeypatch.setattr(told, "A_PAGE", 2)
    claim = ClaimFactory()
    for status in ("accepted", "rejected", "accepted"):
        claim_edit(claim=claim, user=anna, version=fresh(claim).version, status=status)
    first = client.get(history("claims_claim", claim))
    second = client.get(history("claims_claim", claim) + "?page=2")
    assert [len(page.context["moments"]) for page in (first, second)] == [2, 2]
    assert "?page=2" in first.content.decode()
    assert client.get(history("claims_claim", claim) + "?page=x").status_code == 200


def test_what_is_too_much_is_counted(client, anna, monkeypatch):
    monkeypatch.setattr(told, "TOLD_ONE_BY_ONE", 2)
    moments = client.get(history("claims_claim", ClaimFactory())).context["moments"]
    assert moments[-1].lines == ()
    assert "created 3 × span" in moments[-1].more


def test_a_row_that_an_act_wrote_twice_is_told_once(client, anna):
    claim = ClaimFactory()
    with act_of(anna, "claim.edit", claim=claim):
        for kind in ("direct", "mixed"):
            claim_edit(claim=claim, user=anna, version=fresh(claim).version, kind=kind)
        claim.spans.create(part="cue", start=0, end=1, quote=claim.article_text.text[0]).delete()
    (line,) = client.get(history("claims_claim", claim)).context["moments"][0].lines
    assert ("kind", "indirect quotation", "mixed quotation") in line.changes


# Restoring


def restore(client, claim, moment, version, **more):
    address = reverse("admin:claims_claim_restore", args=[claim.pk])
    return client.post(address, {"point": moment.point, "version": version, **more}, follow=True)


def test_a_state_is_restored(client, anna):
    claim = ClaimFactory()
    claim_edit(claim=claim, user=anna, version=1, status="rejected")
    page = client.get(history("claims_claim", claim))
    assert "Restore this state" in page.content.decode()
    answer = restore(client, claim, page.context["moments"][-1], 2, reason="Too fast")
    assert "It stands as it stood then." in answer.content.decode()
    assert fresh(claim).status == "extracted"
    assert Act.objects.latest("pk").reason == "Too fast"


def test_a_stale_restoring_is_refused(client, anna):
    claim = ClaimFactory()
    claim_edit(claim=claim, user=anna, version=1, status="rejected")
    moment = client.get(history("claims_claim", claim)).context["moments"][-1]
    claim_edit(claim=claim, user=UserFactory(), version=2, kind="direct")
    answer = restore(client, claim, moment, 2)
    assert "Somebody has changed it since" in answer.content.decode()
    assert fresh(claim).kind == "direct"


@pytest.mark.parametrize(
    "data", [{}, {"point": "x/y", "version": "1"}, {"point": "2026", "version": ""}]
)
def test_what_is_no_moment_is_refused(client, data):
    address = reverse("admin:claims_claim_restore", args=[ClaimFactory().pk])
    assert client.post(address, data).status_code == 400
    assert client.get(address).status_code == 405


@pytest.mark.parametrize("role", ROLES)
def test_restoring_is_for_editors(client_of, anna, role):
    claim, comparison = ClaimFactory(), ComparisonFactory()
    claim_edit(claim=claim, user=anna, version=1, status="rejected")
    comparison_edit(comparison=comparison, user=anna, version=1, question_en="Why?")
    client = client_of(role)
    shown = told.timeline(told.rows_of(claim))[0][-1].point
    point = f"{shown.at.isoformat()}/{shown.act}"
    for name, row, version in (("claim", claim, 2), ("comparison", comparison, 2)):
        address = reverse(f"admin:claims_{name}_restore", args=[row.pk])
        answer = client.post(address, {"point": point, "version": version})
        assert (answer.status_code == 403) == (role in {"analyst", "reviewer"})
    done = role in {"editor", "administrator"}
    assert (fresh(claim).status == "extracted") == done
    comparison.refresh_from_db()
    assert (comparison.question_en != "Why?") == done
