import json

import pytest
from django.urls import reverse

from claims.models import Presence
from claims.services.presence import presence_seen
from tests.factories import UserFactory

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]


def told(client, sent):
    return client.post(
        reverse("admin:claims_presence"), json.dumps(sent), content_type="application/json"
    )


@pytest.mark.parametrize("role", ROLES)
def test_who_may_say_that_they_are_here(client_of, desk, role):
    answer = told(client_of(role), {"article": desk.article.pk})
    signed_in = role not in {"anonymous", "visitor"}
    assert answer.status_code == (200 if signed_in else 302)
    assert Presence.objects.exists() == signed_in


def test_a_poll_answers_who_else_is_here(client_of, desk):
    lin = UserFactory(username="lin", first_name="Lin", last_name="Wei")
    presence_seen(user=lin, article_id=desk.article.pk, claim_id=desk.claim.pk)
    answer = told(client_of("editor"), {"article": desk.article.pk, "claim": None})
    (here,) = answer.json()["here"]
    assert (here["username"], here["name"], here["claim"]) == ("lin", "Lin Wei", desk.claim.pk)
    assert here["article"] == desk.article.pk


def test_a_beacon_is_a_form(client_of, desk):
    client = client_of("editor")
    sent = {"article": str(desk.article.pk), "claim": str(desk.claim.pk)}
    assert client.post(reverse("admin:claims_presence"), sent).status_code == 200
    assert Presence.objects.get().claim == desk.claim
    assert client.post(reverse("admin:claims_presence"), sent | {"leave": "1"}).status_code == 204
    assert not Presence.objects.exists()


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"article": 2**31 - 1}, 404),
        ({"article": "x"}, 404),
        ({"article": True}, 404),
        ({}, 404),
        ([], 422),
    ],
)
def test_nonsense_is_refused(client_of, db, sent, status):
    assert told(client_of("editor"), sent).status_code == status


def test_it_is_only_posted(client_of, db):
    assert client_of("editor").get(reverse("admin:claims_presence")).status_code == 405


def test_the_page_of_a_claim_polls(client_of, desk):
    page = client_of("analyst").get(reverse("admin:claims_claim_change", args=[desk.claim.pk]))
    shown = page.content.decode()
    assert f'data-article="{desk.article.pk}" data-claim="{desk.claim.pk}"' in shown
    assert 'role="status" aria-live="polite"' in shown
