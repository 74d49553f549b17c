"""Webhooks over the API: one's own, with their secrets told once, tested and told again."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from access.models import KeptAnswer
from access.tokens import token_make
from claims.models import Delivery, Webhook
from claims.services.delivering import webhook_deliver
from claims.services.webhooks import secrets_of
from tests.articles.api.clients import client_of, query_count
from tests.claims.services.receiving import Receiver, receiver, waiting, webhook_of
from tests.factories import UserFactory

__all__ = ["receiver"]

pytestmark = pytest.mark.django_db
LIST = "/api/v1/webhooks/"
GIVEN = {"target": "https://newsroom.example/hook", "events": ["claim.created", "link.updated"]}


def client_as(user: Any) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_made_once_with_a_secret_that_is_told_once() -> None:
    editor = client_of("editor")
    made = editor.post(LIST, GIVEN, headers={"Idempotency-Key": "one"})
    assert made.status_code == 201, made.content
    webhook = Webhook.objects.get()
    told = made.json()
    assert told["secret"] == secrets_of(webhook)[0]
    assert made.headers["Cache-Control"] == "no-store"
    assert made.headers["Location"] == told["url"] == f"http://testserver{LIST}{told['id']}/"
    assert {name: told[name] for name in GIVEN} == GIVEN
    again = editor.post(LIST, GIVEN, headers={"Idempotency-Key": "one"})
    del told["secret"]
    assert again.json() == told == editor.get(told["url"]).json()
    assert "whsec_" not in KeptAnswer.objects.get().body
    assert Webhook.objects.count() == 1

    rotated = editor.post(f"{told['url']}rotate/").json()
    webhook.refresh_from_db()
    assert rotated["secret"] == secrets_of(webhook)[0]
    assert rotated["former_secret_until"]


def test_changed_switched_off_and_deleted() -> None:
    editor = client_of("editor")
    url = editor.post(LIST, GIVEN).json()["url"]
    changed = editor.patch(url, {"active": False, "events": ["release.created"]})
    assert changed.status_code == 200, changed.content
    assert (changed.json()["active"], changed.json()["events"]) == (False, ["release.created"])
    assert "secret" not in changed.json()
    assert editor.delete(url).status_code == 204
    assert editor.get(url).status_code == 404


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"target": "http://newsroom.example/"}, "target"),
        ({"target": "https://127.0.0.1:5432/"}, "target"),
        ({"target": ""}, "target"),
        ({"events": []}, "events"),
        ({"events": ["claim.eaten"]}, "events"),
        ({"secret": "whsec_mine"}, "secret"),
    ],
)
def test_what_is_refused_is_named(given: dict[str, Any], field: str) -> None:
    answer = client_of("editor").post(LIST, GIVEN | given)
    assert answer.status_code == 400
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert not Webhook.objects.exists()


def test_a_test_and_a_replay(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    editor = client_as(webhook.owner)
    sent = editor.post(f"{LIST}{webhook.public_id}/test/")
    assert sent.status_code == 202
    assert sent.json()["message"]["event"] == "webhook.test"
    webhook_deliver(webhook_id=webhook.pk)
    delivered = editor.get(sent.json()["url"]).json()
    assert (delivered["state"], delivered["status"], delivered["answer"]) == (
        *("delivered", 200),
        "thanks",
    )
    again = editor.post(f"{sent.json()['url']}replay/")
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    webhook_deliver(webhook_id=webhook.pk)
    first, second = receiver.received
    assert first.id == second.id == sent.json()["id"]
    assert first.message == second.message == delivered["message"]


def test_deliveries_are_listed_in_as_many_queries_as_one(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    waiting(webhook, 1)
    path = f"webhooks/{webhook.public_id}/deliveries/"
    editor = client_as(webhook.owner)
    queries = query_count(editor, path)
    waiting(webhook, 3, state="failed")
    assert query_count(editor, path) == queries
    listed = editor.get(f"/api/v1/{path}", {"state": "failed"}).json()["results"]
    assert len(listed) == 3
    assert {one["webhook"]["id"] for one in listed} == {str(webhook.public_id)}


def test_nobody_elses_can_be_seen_or_touched(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    (delivery,) = waiting(webhook)
    delivery = Delivery.objects.get(pk=delivery.pk)
    own = f"{LIST}{webhook.public_id}/"
    deliveries = f"{own}deliveries/"
    seen = [own, deliveries, f"{deliveries}{delivery.public_id}/"]
    acts = [f"{own}test/", f"{own}rotate/", f"{deliveries}{delivery.public_id}/replay/"]
    for client, status in ((client_of("editor"), 404), (client_of("reviewer"), 403)):
        assert {client.get(address).status_code for address in seen} == {status}
        assert {client.post(address).status_code for address in acts} == {status}
        assert client.patch(own, {"active": False}).status_code == status
        assert client.delete(own).status_code == status
    assert client_of("reviewer").post(LIST, GIVEN).status_code == 403
    assert APIClient().get(LIST).status_code == 401
    administrator = client_as(UserFactory(is_superuser=True))
    assert {administrator.get(address).status_code for address in seen} == {200}
    assert client_of("editor").get(LIST).json()["results"] == []


@pytest.mark.parametrize(("scope", "status"), [("read", 403), ("write", 403), ("admin", 200)])
def test_a_token_needs_the_scope(scope: str, status: int) -> None:
    editor = UserFactory(role="editor")
    _entry, token = token_make(user=editor, name="hooks", scopes=[scope], days=1)
    client = APIClient(headers={"Authorization": f"Token {token}"})
    assert client.get(LIST).status_code == status
    made = client.post(LIST, GIVEN).status_code
    assert made == (201 if status == 200 else 403)
