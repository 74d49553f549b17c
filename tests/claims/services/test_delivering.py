"""What is told reaches a receiver that listens, whatever happens on the way, and no other."""

import time
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.fetching import Limits
from claims.models import Delivery, Notice, Webhook
from claims.services import delivering
from claims.services.delivering import deliveries_sweep, webhook_deliver, webhooks_wake
from claims.services.webhooks import (
    deliveries_replay,
    webhook_change,
    webhook_rotate,
    webhook_test,
)
from claims.webhook_signature import verify
from tests.claims.services.receiving import Receiver, answering, receiver, waiting, webhook_of

__all__ = ["receiver"]

pytestmark = pytest.mark.django_db


def fresh(row: Any) -> Any:
    return type(row)._default_manager.get(pk=row.pk)


def hours_pass(webhook: Webhook, hours: float) -> None:
    """As if all that was written down had been written so much earlier."""
    earlier = timedelta(hours=hours)
    for delivery in Delivery.objects.filter(webhook=webhook):
        delivery.next_at -= earlier
        delivery.queued_at -= earlier
        delivery.save()
    webhook = fresh(webhook)
    for name in ("rests_until", "failing_since", "former_until"):
        if at := getattr(webhook, name):
            setattr(webhook, name, at - earlier)
    webhook.save()


def test_a_delivery_is_signed_and_known_by_its_id(receiver: Receiver) -> None:
    webhook, secret = webhook_of(receiver)
    (delivery,) = waiting(webhook)
    assert webhook_deliver(webhook_id=webhook.pk) == 1
    (told,) = receiver.received
    assert told.headers["content-type"] == "application/json"
    assert told.headers["user-agent"].startswith("According")
    assert told.id == told.headers["idempotency-key"] == str(fresh(delivery).public_id)
    assert told.message | {"occurred_at": ""} == {
        "version": 1,
        "id": told.id,
        "event": "claim.updated",
        "occurred_at": "",
        "data": {"headline_zh": "四万军人"},
    }
    header = told.headers["webhook-signature"]
    assert verify(secret, header, told.body, now=time.time())
    assert not verify(secret, header, told.body + b" ", now=time.time())
    delivery, webhook = fresh(delivery), fresh(webhook)
    assert (delivery.state, delivery.status, delivery.answer) == ("delivered", 200, "thanks")
    assert webhook.delivered_at
    assert webhook_deliver(webhook_id=webhook.pk) == 0


def test_for_a_day_the_former_secret_signs_as_well(receiver: Receiver) -> None:
    webhook, former = webhook_of(receiver)
    secret = webhook_rotate(webhook=webhook, user=webhook.owner)
    assert secret != former
    for hours, both in ((0, True), (25, False)):
        hours_pass(webhook, hours)
        waiting(webhook)
        webhook_deliver(webhook_id=webhook.pk)
        told = receiver.received[-1]
        header = told.headers["webhook-signature"]
        assert verify(secret, header, told.body, now=time.time())
        assert verify(former, header, told.body, now=time.time()) is both
    deliveries_sweep()
    assert fresh(webhook).former_seed == ""


@pytest.mark.parametrize(
    ("manners", "said"),
    [
        (answering(500, b"x" * 5000), "the server answered 500"),
        (answering(302, Location="http://169.254.169.254/latest/"), "the server answered 302"),
        (answering(404, "\0没有".encode()), "the server answered 404"),
        (lambda it: it.wfile.write(b"220 mail.example ESMTP\r\n"), "does not speak HTTP"),
        (lambda it: it.connection.close(), "closed the connection without an answer"),
    ],
)
def test_what_fails_is_tried_again_later(receiver: Receiver, manners: object, said: str) -> None:
    webhook, _secret = webhook_of(receiver)
    first, second = waiting(webhook, 2)
    receiver.manners = [manners, answering(204)]  # type: ignore[list-item]
    assert webhook_deliver(webhook_id=webhook.pk) == 1  # and no other is troubled now
    first, webhook = fresh(first), fresh(webhook)
    assert (first.state, first.attempts) == ("waiting", 1)
    assert said in first.error == webhook.last_error
    assert len(first.answer) <= 1000
    assert timedelta(0) < first.next_at - timezone.now() < timedelta(seconds=12.1)
    assert webhook_deliver(webhook_id=webhook.pk) == webhooks_wake() == 0
    hours_pass(webhook, 0.1)
    assert webhooks_wake() == 1
    assert webhook_deliver(webhook_id=webhook.pk) == 2
    assert {fresh(first).state, fresh(second).state} == {"delivered"}
    assert [told.id for told in receiver.received].count(str(first.public_id)) == 2
    assert fresh(webhook).failures == 0


def test_a_receiver_that_hangs_costs_seconds(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    (delivery,) = waiting(webhook)
    receiver.manners = [receiver.hang]
    with mock.patch.object(delivering, "LIMITS", Limits(total=0.3, silence=0.3)):
        assert webhook_deliver(webhook_id=webhook.pk) == 1
    assert "0.3 seconds" in fresh(delivery).error


def test_patience_that_is_asked_for(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    waiting(webhook)
    receiver.manners = [answering(429, Retry_After="600")]
    webhook_deliver(webhook_id=webhook.pk)
    rest = fresh(webhook).rests_until - timezone.now()
    assert timedelta(seconds=590) < rest <= timedelta(seconds=600)


def test_rests_grow_up_to_an_hour() -> None:
    rests = [delivering._rest(failures).total_seconds() for failures in (1, 2, 5, 30, 10_000)]
    for rest, about in zip(rests, (10, 20, 160, 3600, 3600), strict=True):
        assert about * 0.8 <= rest <= about * 1.2


def test_who_is_gone_is_told_nothing_more(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    first, second = waiting(webhook, 2)
    receiver.manners = [answering(410)]
    webhook_deliver(webhook_id=webhook.pk)
    assert not fresh(webhook).is_active
    notice = Notice.objects.get()
    assert (notice.user, notice.kind, notice.webhook) == (webhook.owner, "webhook", webhook)
    assert notice.actor is None
    assert webhook_deliver(webhook_id=webhook.pk) == webhooks_wake() == 0
    assert (fresh(first).state, fresh(second).state) == ("failed", "waiting")
    receiver.manners = [answering(200)]
    webhook_change(webhook=webhook, user=webhook.owner, is_active=True)
    assert webhook_deliver(webhook_id=webhook.pk) == 1
    assert fresh(second).state == "delivered"


def test_who_fails_for_a_day_is_switched_off(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    (delivery,) = waiting(webhook)
    receiver.manners = [answering(500)]
    attempts = 0
    while fresh(webhook).is_active:
        attempts += webhook_deliver(webhook_id=webhook.pk)
        hours_pass(webhook, 1.25)
    assert 20 <= attempts < 26
    assert Notice.objects.count() == 1
    assert fresh(delivery).state == "waiting"


def test_twenty_failures_in_an_hour_are_a_bad_hour(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    Webhook.objects.update(failures=40, failing_since=timezone.now() - timedelta(hours=1))
    waiting(webhook)
    receiver.manners = [answering(500)]
    webhook_deliver(webhook_id=webhook.pk)
    assert fresh(webhook).is_active


def test_what_nobody_takes_is_given_up_and_can_be_sent_again(receiver: Receiver) -> None:
    """One event that its receiver cannot take keeps no other back."""
    webhook, _secret = webhook_of(receiver)
    bad, good = waiting(webhook, 2)
    receiver.manners = [answering(500), answering(200), answering(500)]
    webhook_deliver(webhook_id=webhook.pk)
    hours_pass(webhook, 1)
    webhook_deliver(webhook_id=webhook.pk)
    hours_pass(webhook, 72)
    webhook_deliver(webhook_id=webhook.pk)
    states = {fresh(bad).state, fresh(good).state}
    assert states == {"failed", "delivered"}
    receiver.manners = [answering(200)]
    failed = list(Delivery.objects.filter(state="failed"))
    Webhook.objects.update(rests_until=None)
    assert deliveries_replay(deliveries=failed) == 1
    assert ProcrastinateJob.objects.filter(task_name="claims.tasks.deliver_to_webhook").exists()
    webhook_deliver(webhook_id=webhook.pk)
    assert receiver.received[-1].id == str(fresh(failed[0]).public_id)
    assert fresh(failed[0]).state == "delivered"


def test_a_test_is_sent_once_even_to_what_is_off(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    webhook_change(webhook=webhook, user=webhook.owner, is_active=False)
    waiting(webhook)
    receiver.manners = [answering(500), answering(200)]
    tests = [webhook_test(webhook=webhook), webhook_test(webhook=webhook)]
    assert webhook_deliver(webhook_id=webhook.pk) == 1
    assert webhook_deliver(webhook_id=webhook.pk) == 1
    assert [fresh(one).state for one in tests] == ["failed", "delivered"]
    assert {told.message["event"] for told in receiver.received} == {"webhook.test"}
    assert fresh(webhook).failures == 0


def test_an_owner_who_may_not_any_more_is_told_nothing(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    waiting(webhook)
    webhook.owner.groups.clear()
    assert webhook_deliver(webhook_id=webhook.pk) == 0
    assert receiver.received == []
    assert not fresh(webhook).is_active


def test_a_target_off_the_open_web_is_not_reached(receiver: Receiver, settings: object) -> None:
    """The name is looked up, and the address looked at, at every delivery."""
    webhook, _secret = webhook_of(receiver)
    settings.FETCH_ALLOWED_HOSTS = []  # type: ignore[attr-defined]
    Webhook.objects.update(url="https://localhost/hook")
    (delivery,) = waiting(webhook)
    webhook_deliver(webhook_id=webhook.pk)
    assert fresh(delivery).error == "localhost is not on the open web"
    assert receiver.received == []


def test_what_is_old_is_swept(receiver: Receiver) -> None:
    webhook, _secret = webhook_of(receiver)
    waiting(webhook, queued_at=timezone.now() - timedelta(days=15))
    waiting(webhook, queued_at=timezone.now() - timedelta(days=13))
    assert deliveries_sweep() == 1
    assert Delivery.objects.count() == 1
