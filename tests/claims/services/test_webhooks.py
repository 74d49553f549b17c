"""What an owner does with a webhook, and what nobody may."""

import re
import time
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from claims.models import Act, Webhook
from claims.services.webhooks import (
    MOST,
    secrets_of,
    webhook_change,
    webhook_create,
    webhook_delete,
    webhook_rotate,
)
from claims.webhook_signature import signature, verify
from tests.conftest import ROOT
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
URL = "https://newsroom.example/hook"


def made(**given: object) -> Webhook:
    fields = {"user": UserFactory(role="editor"), "url": URL, "events": ["claim.created"]}
    return webhook_create(**fields | given)[0]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://newsroom.example/hook", "Only https addresses"),
        ("https://user:secret@newsroom.example/", "user name"),
        ("https://newsroom.example:22/", "port 22"),
        ("ftp://newsroom.example/", "only http and https"),
        ("https://2130706433/", "odd spelling"),
    ],
)
def test_addresses_that_are_refused(url: str, said: str) -> None:
    with pytest.raises(ValidationError, match=said) as refused:
        made(url=url)
    assert list(refused.value.message_dict) == ["url"]


@pytest.mark.parametrize("events", [[], ["claim.eaten"], ["release.deleted"], ["webhook.test"]])
def test_events_that_are_refused(events: list[str]) -> None:
    with pytest.raises(ValidationError) as refused:
        made(events=events)
    assert list(refused.value.message_dict) == ["events"]


def test_events_are_kept_once_and_in_order() -> None:
    webhook = made(events=["link.created", "claim.created", "link.created"])
    assert webhook.events == ["claim.created", "link.created"]


def test_the_secret_is_not_in_the_database_and_nobodys_elses() -> None:
    webhook, secret = webhook_create(
        user=UserFactory(role="editor"), url=URL, events=["claim.created"]
    )
    assert secrets_of(webhook) == [secret]
    row = Webhook.objects.filter(pk=webhook.pk).values().get()
    assert secret not in str(row)
    assert secret.removeprefix("whsec_") not in str(row)
    assert secrets_of(made()) != [secret]
    second = webhook_rotate(webhook=webhook, user=webhook.owner)
    webhook.refresh_from_db()
    assert secrets_of(webhook) == [second, secret]
    third = webhook_rotate(webhook=webhook, user=webhook.owner)
    webhook.refresh_from_db()
    assert secrets_of(webhook) == [third, second]


def test_a_change_begins_with_a_clean_record() -> None:
    webhook = made()
    Webhook.objects.update(is_active=False, failures=20, last_error="the server answered 500")
    webhook = webhook_change(webhook=webhook, user=webhook.owner, is_active=True)
    assert (webhook.is_active, webhook.failures, webhook.last_error) == (True, 0, "")
    with pytest.raises(TypeError):
        webhook_change(webhook=webhook, user=webhook.owner, seed="0")
    webhook_rotate(webhook=webhook, user=webhook.owner)
    webhook_delete(webhook=webhook, user=webhook.owner)
    verbs = ["webhook.create", "webhook.change", "webhook.rotate", "webhook.delete"]
    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == verbs


def test_there_is_an_end_to_webhooks() -> None:
    webhook = made()
    Webhook.objects.bulk_create(
        Webhook(owner=webhook.owner, url=URL, events=["claim.created"]) for _ in range(MOST - 1)
    )
    with pytest.raises(ValidationError, match="as many webhooks"):
        made(user=webhook.owner)


@pytest.mark.parametrize(
    "header",
    ["", "t=,v1=", "v1=0", "t=0,v1=0", "t=1000", "t=1000,v1=四", "t=" + "9" * 5000, "t=1000,v1=0"],
)
def test_no_other_header_is_taken_for_a_signature(header: str) -> None:
    assert not verify("whsec_a", header, b"{}", now=1000)


def test_an_old_signature_is_none() -> None:
    header = signature(["whsec_a", "whsec_b"], b"{}", 1000)
    assert verify("whsec_b", header, b"{}", now=1300)
    assert not verify("whsec_c", header, b"{}", now=1300)
    assert not verify("whsec_a", header, b"{}", now=1301)
    assert not verify("whsec_a", header, b"{}", now=699)


def test_what_the_docs_give_receivers_knows_a_signature() -> None:
    (snippet,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs/webhooks.md").read_text(), re.S)
    names: dict[str, Any] = {}
    exec(compile(snippet, "docs/webhooks.md", "exec"), names)
    theirs, now, body = names["verify"], int(time.time()), '{"甲":1}'.encode()
    header = signature(["whsec_new", "whsec_former"], body, now)
    assert theirs("whsec_new", header, body) is theirs("whsec_former", header, body) is True
    assert not theirs("whsec_new", header, body + b" ")
    assert not theirs("whsec_new", signature(["whsec_new"], body, now - 400), body)
    assert not theirs("whsec_new", "", body)
