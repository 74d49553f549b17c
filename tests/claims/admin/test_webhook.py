"""Webhooks at the desk: whose they are, what is shown of them, and a secret that is shown once."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from claims.models import Delivery, Notice, Webhook
from claims.services.noticing import notice_switched_off
from claims.services.webhooks import secrets_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/claims/webhook/", "/admin/claims/webhook/add/"
GIVEN = {"url": "https://newsroom.example/hook", "events": ["claim.created", "claim.deleted"]}


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(UserFactory(role="editor", username="lin"))
    return client


def made(client: Client) -> Webhook:
    answer = client.post(ADD, GIVEN)
    webhook = Webhook.objects.latest("pk")
    assert answer.headers["Location"] == page(webhook)
    return webhook


def page(webhook: Webhook) -> str:
    return reverse("admin:claims_webhook_change", args=[webhook.pk])


def delivery_of(webhook: Webhook, **fields: object) -> Delivery:
    about = {"subject": webhook.public_id, "data": '{"id":"甲"}', "occurred_at": timezone.now()}
    return Delivery.objects.create(webhook=webhook, event="claim.created", **about, **fields)


def test_a_secret_is_shown_once(editor: Client) -> None:
    webhook = made(editor)
    assert webhook.owner.username == "lin"
    (secret,) = secrets_of(webhook)
    shown = editor.get(page(webhook))
    assert secret in shown.content.decode()
    assert "no-store" in shown.headers["Cache-Control"]
    assert secret not in editor.get(page(webhook)).content.decode()
    editor.post(f"/admin/claims/webhook/{webhook.pk}/rotate/")
    webhook.refresh_from_db()
    new, former = secrets_of(webhook)
    told = editor.get(page(webhook)).content.decode()
    assert new in told
    assert former == secret not in told


def test_what_is_refused_is_said(editor: Client) -> None:
    answer = editor.post(ADD, {"url": "http://newsroom.example/", "events": ["claim.eaten"]})
    said = answer.content.decode()
    assert "Only https addresses are told of changes." in said
    assert "claim.eaten" in said
    assert not Webhook.objects.exists()


def test_everybody_sees_their_own_and_administrators_all(editor: Client) -> None:
    webhook = made(editor)
    delivery = delivery_of(webhook)
    other, administrator = Client(), Client()
    other.force_login(UserFactory(role="editor"))
    administrator.force_login(UserFactory(is_superuser=True))
    for client, sees in ((editor, True), (other, False), (administrator, True)):
        for table in ("webhook", "delivery"):
            listed = client.get(f"/admin/claims/{table}/").content.decode()
            assert ("newsroom.example" in listed) is sees
        assert (client.get(page(webhook)).status_code == 200) is sees
        act = client.post(f"/admin/claims/webhook/{webhook.pk}/test/")
        replay = client.post(f"/admin/claims/delivery/{delivery.pk}/replay/")
        assert {act.status_code, replay.status_code} == ({302} if sees else {404})


def test_deliveries_are_shown_and_sent_again(editor: Client) -> None:
    webhook = made(editor)
    delivery = delivery_of(webhook, state="failed", attempts=3, error="the server answered 500")
    assert "the server answered 500" in editor.get(page(webhook)).content.decode()
    told = editor.get(f"/admin/claims/delivery/{delivery.pk}/change/").content.decode()
    assert "甲" in told
    assert str(delivery.public_id) in told
    data = {"action": "replay", "_selected_action": [delivery.pk]}
    assert (
        "1 delivery will be sent."
        in editor.post("/admin/claims/delivery/", data, follow=True).content.decode()
    )
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts) == ("waiting", 0)


def test_its_owner_is_told_that_it_is_off(editor: Client) -> None:
    webhook = made(editor)
    notice_switched_off(webhook=webhook)
    assert "Unread notices" in editor.get("/admin/").content.decode()
    inbox = editor.get("/admin/claims/notice/").content.decode()
    assert "Switched off: https://newsroom.example/hook" in inbox
    answer = editor.get(f"/admin/claims/notice/{Notice.objects.get().pk}/open/")
    assert answer.headers["Location"] == page(webhook)
    editor.post(f"/admin/claims/webhook/{webhook.pk}/switch_off/")
    with translation.override("zh-hans"):
        shown = editor.get(page(webhook), headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "已停用" in shown
