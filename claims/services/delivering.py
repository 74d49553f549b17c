"""Events on their way to those who asked to be told: each at least once, as long as they listen.

A webhook is told one thing after another, by one worker at a time. After a failure it rests, twice
as long each time, and so does what failed; other things are tried first.
"""

import json
import random
import time
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from articles.fetching import FetchFailed, Limits, Reply, post
from articles.services.deferring import defer_each
from articles.services.fetching import retry_after, visitor_of
from claims.models import TEST_EVENT, Delivery, Webhook
from claims.services.noticing import notice_switched_off
from claims.services.telling import may_be_told, may_have_webhooks
from claims.services.webhooks import DELIVER, SOON, secrets_of
from claims.webhook_signature import signature

SPELL: Final = 30.0  # seconds a worker stays with one webhook; then other jobs have their turn
LIMITS: Final = Limits(body=4000, headers=16 * 2**10, total=10, connect=5, silence=10)
ANSWER: Final = 1000  # characters that are kept
FIRST_REST, LONGEST_REST = timedelta(seconds=10), timedelta(hours=1)
GIVEN_UP_AFTER: Final = timedelta(days=3)
# So many failures in a row, and for so long: a restart is no reason, nor is a quiet night.
FAILURES_UNTIL_OFF, FAILING_UNTIL_OFF = 20, timedelta(days=1)
KEPT: Final = timedelta(days=14)
GONE: Final = 410
BUSY: Final = frozenset({429, 503})


def webhooks_wake() -> int:
    """Queue the job of every webhook to which something is due; return how many there are."""
    ids = list(_due().order_by("webhook").values_list("webhook", flat=True).distinct())
    defer_each(DELIVER, "webhook_id", ids, priority=SOON)
    return len(ids)


def webhook_deliver(*, webhook_id: int) -> int:
    """Send what is due to a webhook until something fails; return how many attempts were made.

    Must not be called within a transaction. A worker that is killed between an answer and its
    being written down leaves a delivery that is due still, and is sent again under the same id.
    """
    attempts, finish = 0, time.monotonic() + SPELL
    while time.monotonic() < finish and (delivery := _next(webhook_id)):
        attempts += 1
        if not _attempt(delivery):
            break
    return attempts


def deliveries_sweep() -> int:
    """Forget what was queued long ago, and secrets that sign no more; how many deliveries."""
    Webhook.objects.filter(former_until__lte=timezone.now()).update(
        former_seed="", former_until=None
    )
    return Delivery.objects.filter(queued_at__lt=timezone.now() - KEPT).delete()[0]


def body_of(delivery: Delivery) -> bytes:
    """The message, version 1; the same at every attempt."""
    told = {
        "version": 1,
        "id": str(delivery.public_id),
        "event": delivery.event,
        "occurred_at": delivery.occurred_at.isoformat().replace("+00:00", "Z"),
        "data": json.loads(delivery.data),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _due() -> QuerySet[Delivery]:
    now = timezone.now()
    rested = Q(webhook__rests_until=None) | Q(webhook__rests_until__lte=now)
    return Delivery.objects.filter(state=Delivery.State.WAITING, next_at__lte=now).filter(
        Q(event=TEST_EVENT) | Q(webhook__is_active=True) & rested
    )


def _next(webhook_id: int) -> Delivery | None:
    due = _due().filter(webhook=webhook_id).select_related("webhook__owner")
    delivery = due.order_by("next_at", "pk").first()
    if delivery and not may_have_webhooks(delivery.webhook.owner):
        _switch_off(delivery.webhook, "its owner may not have webhooks any more")
        due.filter(event=TEST_EVENT).update(state=Delivery.State.FAILED)
        return None
    return delivery


def _attempt(delivery: Delivery) -> bool:
    """Whether it is done with, one way or the other, and the next may be sent at once."""
    webhook = delivery.webhook
    if not may_be_told(webhook.owner, delivery.event):
        _settle(delivery, Delivery.State.FAILED, error="its owner may not read this any more")
        return True
    try:
        reply = post(
            webhook.url,
            body := body_of(delivery),
            visitor=visitor_of(LIMITS),
            headers=_headers(webhook, delivery, body),
        )
    except FetchFailed as failure:
        return _failed(delivery, failure.strerror)
    if 200 <= reply.status < 300:
        return _arrived(delivery, reply)
    return _failed(delivery, f"the server answered {reply.status}", reply)


def _headers(webhook: Webhook, delivery: Delivery, body: bytes) -> dict[str, str]:
    return {
        "Content-Type": "application/json",
        "Webhook-Id": str(delivery.public_id),
        "Idempotency-Key": str(delivery.public_id),
        "Webhook-Event": delivery.event,
        "Webhook-Signature": signature(secrets_of(webhook), body, int(time.time())),
    }


@transaction.atomic
def _arrived(delivery: Delivery, reply: Reply) -> bool:
    Webhook.objects.filter(pk=delivery.webhook_id).update(
        failures=0, failing_since=None, rests_until=None, last_error="", delivered_at=timezone.now()
    )
    _settle(delivery, Delivery.State.DELIVERED, reply)
    return True


@transaction.atomic
def _failed(delivery: Delivery, reason: str, reply: Reply | None = None) -> bool:
    """Try again later, or never: a test is made once, and who is gone is not asked again."""
    now = timezone.now()
    webhook = Webhook.objects.select_for_update().filter(pk=delivery.webhook_id).first()
    if webhook is None:  # deleted meanwhile
        return False
    if delivery.event == TEST_EVENT:
        _settle(delivery, Delivery.State.FAILED, reply, reason)
        return False
    webhook.failures += 1
    webhook.failing_since = webhook.failing_since or now
    webhook.rests_until = now + _rest(webhook.failures)
    webhook.last_error = reason
    asked = timedelta(seconds=_asked_for(reply))
    webhook.rests_until = max(webhook.rests_until, now + asked)
    webhook.save(update_fields=["failures", "failing_since", "rests_until", "last_error"])
    gone = reply is not None and reply.status == GONE
    given_up = gone or now - delivery.queued_at > GIVEN_UP_AFTER
    state = Delivery.State.FAILED if given_up else Delivery.State.WAITING
    delivery.next_at = now + max(_rest(delivery.attempts + 1), asked)
    _settle(delivery, state, reply, reason)
    long = now - webhook.failing_since >= FAILING_UNTIL_OFF
    if gone or (webhook.failures >= FAILURES_UNTIL_OFF and long):
        _switch_off(webhook, reason)
    return False


def _settle(
    delivery: Delivery, state: Delivery.State, reply: Reply | None = None, error: str = ""
) -> None:
    answer = reply.body.decode(errors="replace").replace("\0", "") if reply else ""
    Delivery.objects.filter(pk=delivery.pk).update(
        state=state,
        attempts=delivery.attempts + 1,
        attempted_at=timezone.now(),
        next_at=delivery.next_at,
        status=reply.status if reply else None,
        answer=answer[:ANSWER],
        error=error,
    )


@transaction.atomic
def _switch_off(webhook: Webhook, reason: str) -> None:
    """What waits goes on waiting, until its owner has seen to it or it is too old."""
    webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
    if webhook.is_active:
        webhook.is_active = False
        webhook.last_error = reason
        webhook.save(update_fields=["is_active", "last_error"])
        notice_switched_off(webhook=webhook)


def _rest(failures: int) -> timedelta:
    """Twice as long after each failure; webhooks that failed together do not come back together."""
    rest = min(FIRST_REST * 2 ** min(failures - 1, 12), LONGEST_REST)
    return rest * random.uniform(0.8, 1.2)  # noqa: S311


def _asked_for(reply: Reply | None) -> float:
    """Seconds of patience that a receiver has asked for, up to the longest rest."""
    if reply is None or reply.status not in BUSY:
        return 0.0
    return min(retry_after(reply.headers) or 0.0, LONGEST_REST.total_seconds())
