"""Undo and redo at the desk: the bar, the doors by role, the list of acts."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from articles.models import Reprint
from articles.services.judging import reprint_judge
from claims.models import Act
from claims.services import (
    annotation_create,
    claim_edit,
    comparison_create,
    entry_add,
    release_publish,
)
from claims.services.acts import act_of
from claims.services.ruling import claim_review
from tests.claims.admin.conftest import fresh
from tests.factories import (
    ArticleFactory,
    ClaimFactory,
    ComparisonFactory,
    PublisherFactory,
    UserFactory,
)
from tests.releasing import approved, sketched

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]
UNDO, REDO = "admin:claims_act_undo", "admin:claims_act_redo"
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def editor(db):
    return UserFactory(role="editor")


@pytest.fixture
def client(editor):
    client = Client()
    client.force_login(editor)
    return client


def accept(claim, user, **more):
    return claim_edit(
        claim=claim, user=user, version=fresh(claim).version, status="accepted", **more
    )


def test_undo_and_redo_answer_a_script(client, editor):
    claim = ClaimFactory()
    accept(claim, editor)
    answer = client.post(reverse(UNDO), **JSON)
    assert answer.json() == {
        "undone": "Claim accepted",
        "claims": [claim.pk],
        "article": claim.article_text.article_id,
        "url": reverse("admin:articles_article_change", args=[claim.article_text.article_id]),
    }
    assert fresh(claim).status == "extracted"
    assert client.post(reverse(REDO), **JSON).json()["redone"] == "Claim accepted"
    assert fresh(claim).status == "accepted"


def test_undo_survives_a_new_session_and_goes_across_articles(client, editor):
    claims = [ClaimFactory(), ClaimFactory()]
    for claim in claims:
        accept(claim, editor)
    client.post(reverse(UNDO))
    client.logout()
    client.force_login(editor)
    client.post(reverse(UNDO))
    assert {fresh(claim).status for claim in claims} == {"extracted"}


def test_nothing_to_undo(client):
    answer = client.post(reverse(UNDO), **JSON)
    assert answer.status_code == 409
    assert "nothing to undo" in answer.json()["error"]
    assert client.post(reverse(UNDO), {"act": "7"}, **JSON).status_code == 409


def test_a_conflict_names_the_rows_and_whoever_changed_them(client, editor):
    claim, other = ClaimFactory(), UserFactory(username="bert")
    accept(claim, editor)
    claim_edit(claim=claim, user=other, version=2, kind="direct")
    answer = client.post(reverse(UNDO), **JSON)
    assert answer.status_code == 409
    assert answer.json()["rows"] == [{"row": f"claim “{claim}”", "by": "bert"}]
    page = client.post(reverse(UNDO), follow=True)
    assert "(bert)" in page.content.decode()
    assert fresh(claim).kind == "direct"


def test_only_ones_own_acts(client, editor):
    claim, other = ClaimFactory(), UserFactory(role="editor")
    accept(claim, other)
    for data in ({}, {"act": Act.objects.get().pk}):
        assert client.post(reverse(UNDO), data, **JSON).status_code == 409
    assert fresh(claim).status == "accepted"


def test_a_lock_stops_the_undo_too(client, editor):
    claim = ClaimFactory()
    accept(claim, editor)
    article = claim.article_text.article
    with act_of(UserFactory(), "article.lock"):
        type(article).objects.update(assignee=UserFactory(username="bert"), is_locked=True)
    answer = client.post(reverse(UNDO), **JSON)
    assert answer.status_code == 403
    assert "bert" in answer.json()["error"]
    assert fresh(claim).status == "accepted"


@pytest.mark.parametrize("role", ROLES)
def test_who_may_undo(client_of, role):
    """Whoever acted, as long as they still may write such rows; a note is a reviewer's too."""
    claim = ClaimFactory()
    client = client_of(role)
    user_id = client.session.get("_auth_user_id")
    user = UserFactory._meta.model.objects.get(pk=user_id) if user_id else UserFactory()
    accept(claim, user)
    first = client.post(reverse(UNDO), **JSON)
    undone = fresh(claim).status == "extracted"
    assert undone == (role in {"editor", "administrator"})
    assert first.status_code == (
        200 if undone else 302 if role in {"anonymous", "visitor"} else 403
    )
    annotation_create(claim=claim, user=user, body="Seen.")
    client.post(reverse(UNDO), **JSON)
    assert claim.annotations.exists() == (role not in {"reviewer", "editor", "administrator"})


@pytest.mark.parametrize("name", [UNDO, REDO])
def test_not_by_following_a_link_and_not_without_the_token(editor, name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    assert client.get(reverse(name)).status_code == 405
    assert client.post(reverse(name)).status_code == 403


def test_the_bar_says_what_was_done_last(client, editor):
    claim = ClaimFactory()
    page = reverse("admin:claims_source_changelist")
    assert "desk-last-act" not in client.get(page).content.decode()
    accept(claim, editor, reason="Said so in print")
    shown = client.get(page).content.decode()
    assert "Claim accepted" in shown
    assert "Said so in print" in shown
    assert reverse(UNDO) in shown
    assert reverse(REDO) not in shown
    client.post(reverse(UNDO), {"act": Act.objects.get().pk, "next": page})
    shown = client.get(page).content.decode()
    assert "Undone: Claim accepted" in shown
    assert reverse(REDO) in shown


def test_the_bar_undoes_what_it_says_though_something_came_after(client, editor):
    first, second = ClaimFactory(), ClaimFactory()
    accept(first, editor)
    said = Act.objects.get().pk
    accept(second, editor)
    answer = client.post(reverse(UNDO), {"act": said, "next": "/admin/claims/source/"})
    assert answer.url == "/admin/claims/source/"
    assert (fresh(first).status, fresh(second).status) == ("extracted", "accepted")


def test_the_bar_does_not_offer_to_undo_a_release(client, editor):
    comparison = comparison_create(
        slug="s", question_en="?", question_zh="？", dimension="troops", user=editor
    )
    entry_add(comparison=comparison, quantity=ClaimFactory().quantities.get(), user=editor)
    approved(comparison)
    with override_settings(ONE_PERSON_DESK=True), sketched():
        release_publish(comparison=comparison, user=editor)
    shown = client.get(reverse("admin:claims_source_changelist")).content.decode()
    assert "Release published" in shown
    assert reverse(UNDO) not in shown


def test_the_list_of_acts(client, editor):
    mine, theirs = ClaimFactory(headline_en="Mine: one"), ClaimFactory(headline_en="Theirs: two")
    accept(mine, editor, reason="Clear")
    claim_edit(claim=theirs, user=UserFactory(), version=1, status="rejected")
    client.post(reverse(UNDO))
    address = reverse("admin:claims_act_changelist")
    shown = client.get(address).content.decode()
    for words in ("Claim accepted", "Undone: Claim accepted", "Claim rejected", "Clear"):
        assert words in shown
    for query, number in (("whose=mine", 2), ("verb=claim.accept", 2), ("whose=others", 1)):
        assert client.get(f"{address}?{query}").context["cl"].result_count == number


def test_the_list_of_acts_asks_no_more_queries_for_more(
    client, editor, django_assert_max_num_queries
):

    def count():
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:claims_act_changelist"))
        return len(queries)

    accept(ClaimFactory(), editor)
    count()
    before = count()
    for _number in range(3):
        accept(ClaimFactory(), editor)
    assert count() == before


def form_data(client, claim):
    page = client.get(reverse("admin:claims_claim_change", args=[claim.pk]))
    data = {k: "" if v is None else v for k, v in page.context["adminform"].form.initial.items()}
    data |= {"seen_version": 1, "source": claim.source_id}
    for inline in page.context["inline_admin_formsets"]:
        management = inline.formset.management_form
        data |= {f"{management.prefix}-{k}": v for k, v in management.initial.items()}
    return data


def test_a_form_takes_a_reason(client, editor):
    claim = ClaimFactory()
    data = form_data(client, claim) | {"kind": "direct", "reason": "He is quoted"}
    answer = client.post(reverse("admin:claims_claim_change", args=[claim.pk]), data)
    assert answer.status_code == 302
    act = Act.objects.get()
    assert (act.verb, act.reason, act.claim) == ("claim.edit", "He is quoted", claim)


def test_a_comparison_too(client, editor):
    comparison = ComparisonFactory()
    address = reverse("admin:claims_comparison_change", args=[comparison.pk])
    data = {
        "slug": comparison.slug,
        "question_en": "How many?",
        "question_zh": comparison.question_zh,
        "kind": "numeric",
        "dimension": "troops",
        "as_of_rule": "about",
        "seen_version": 1,
        "reason": "Shorter",
    }
    assert client.post(address, data).status_code == 302
    assert [(act.verb, act.reason) for act in Act.objects.all()] == [("comparison.edit", "Shorter")]


def test_a_ruling_takes_a_reason_and_offers_the_usual_ones(client, editor):
    claim = ClaimFactory()
    shown = client.get(reverse("admin:claims_claim_change", args=[claim.pk])).content.decode()
    assert '<option value="nothing is claimed">' in shown
    client.post(
        reverse("admin:claims_claim_rule", args=[claim.pk]),
        {"status": "rejected", "version": 1, "reason": "nothing is claimed"},
    )
    act = Act.objects.get()
    assert (act.verb, act.reason) == ("claim.reject", "nothing is claimed")


def test_a_stale_form_keeps_the_reason(client, editor):
    claim = ClaimFactory()
    data = form_data(client, claim) | {"kind": "direct", "reason": "As I see it"}
    claim_edit(claim=claim, user=UserFactory(), version=1, status="accepted")
    answer = client.post(reverse("admin:claims_claim_change", args=[claim.pk]), data)
    assert answer.status_code == 409
    assert 'name="reason" value="As I see it"' in answer.content.decode()


def test_acts_on_articles_are_acts_too(client, editor):
    """Articles know nothing of acts; the settings say who records them."""
    article, publisher = ArticleFactory(), PublisherFactory()
    reprint = Reprint.objects.create(
        first=article, second=ArticleFactory(), kind="reprint", score=0.9
    )
    address = reverse("admin:articles_article_change", args=[article.pk])
    assert client.post(address, {"publisher": publisher.pk}).status_code == 302
    reprint_judge(reprint=reprint, judgement="negative", user=editor)
    acts = [(act.verb, act.article) for act in Act.objects.order_by("pk")]
    assert acts == [("article.edit", article), ("reprint.judge", article)]
    client.post(reverse(UNDO))
    client.post(reverse(UNDO))
    assert fresh_row(reprint).judgement == ""
    assert fresh_row(article).publisher == article.publisher


def fresh_row(row):
    return type(row).objects.get(pk=row.pk)


def test_a_reviewer_takes_their_mark_back(editor):
    claim = ClaimFactory()
    accept(claim, editor)
    reviewer = UserFactory(role="reviewer")
    claim_review(claim=claim, user=reviewer, version=2)
    client = Client()
    client.force_login(reviewer)
    assert client.post(reverse(UNDO), **JSON).json()["undone"] == "Claim reviewed"
    assert fresh(claim).reviewed_at is None
    assert fresh(claim).status == "accepted"
