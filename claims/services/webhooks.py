"""What owners do with webhooks: make, change, test them, give them a new secret, say it again."""

import base64
import secrets
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from articles.fetching import FetchFailed, is_allowed, parse_address
from articles.services.deferring import defer_each
from claims.models import TEST_EVENT, Delivery, Webhook, WebhookEvent
from claims.services.acts import act_of

MOST = 20  # webhooks an owner
BOTH_SIGN_FOR = timedelta(days=1)  # the former secret and the new one
CHANGEABLE = frozenset({"url", "events", "is_active"})
GOOD_HEALTH = {"failures": 0, "failing_since": None, "rests_until": None, "last_error": ""}
DELIVER, SOON = "claims.tasks.deliver_to_webhook", 40  # the job, and its priority


def webhook_create(*, user: User, url: str, events: Iterable[str]) -> tuple[Webhook, str]:
    """A webhook of the user's, and its secret, which is shown this once. Raises ValidationError."""
    with act_of(user, "webhook.create"):
        if Webhook.objects.filter(owner=user).count() >= MOST:
            raise ValidationError(_("You have as many webhooks as one user may have; delete one."))
        webhook = Webhook(
            owner=user, url=webhook_address(url), events=_in_order(events), seed=_seed()
        )
        webhook.full_clean()
        webhook.save()
        return webhook, _secret(webhook.seed)


def webhook_change(*, webhook: Webhook, user: User, **changes: Any) -> Webhook:
    """Another address, other events, off or on. At a new address, or switched on again, it begins
    with a clean record, and what still waits is sent. Raises ValidationError."""
    if unknown := changes.keys() - CHANGEABLE:
        raise TypeError(f"not for owners to change: {', '.join(sorted(unknown))}")
    with act_of(user, "webhook.change"):
        webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
        before = webhook.url, webhook.is_active
        if "url" in changes:
            changes["url"] = webhook_address(changes["url"])
        if "events" in changes:
            changes["events"] = _in_order(changes["events"])
        if changes.get("is_active") or changes.get("url", webhook.url) != webhook.url:
            changes |= GOOD_HEALTH
        for name, value in changes.items():
            setattr(webhook, name, value)
        webhook.full_clean()
        webhook.save()
        if (webhook.url, webhook.is_active) != before:
            _wake(webhook)
        return webhook


def webhook_rotate(*, webhook: Webhook, user: User) -> str:
    """A new secret, shown this once. For a day the former one signs as well."""
    with act_of(user, "webhook.rotate"):
        webhook = Webhook.objects.select_for_update().get(pk=webhook.pk)
        webhook.former_seed = webhook.seed
        webhook.former_until = timezone.now() + BOTH_SIGN_FOR
        webhook.seed = _seed()
        webhook.save(update_fields=["seed", "former_seed", "former_until"])
        return _secret(webhook.seed)


def webhook_delete(*, webhook: Webhook, user: User) -> None:
    """With all that it was told, and what it was still to be told."""
    with act_of(user, "webhook.delete"):
        webhook.delete()


@transaction.atomic
def webhook_test(*, webhook: Webhook) -> Delivery:
    """Say something that means nothing, once, even to a webhook that is switched off."""
    delivery = Delivery.objects.create(
        webhook=webhook,
        event=TEST_EVENT,
        subject=webhook.public_id,
        data=f'{{"id":"{webhook.public_id}"}}',
        occurred_at=timezone.now(),
    )
    _wake(webhook)
    return delivery


@transaction.atomic
def deliveries_replay(*, deliveries: Sequence[Delivery]) -> int:
    """Send these again, each under the id it had, so that whoever has it can tell; how many."""
    now = timezone.now()
    replayed = Delivery.objects.filter(pk__in=[delivery.pk for delivery in deliveries]).update(
        state=Delivery.State.WAITING, queued_at=now, next_at=now, attempts=0, error=""
    )
    defer_each(DELIVER, "webhook_id", sorted({one.webhook_id for one in deliveries}), priority=SOON)
    return replayed


def secrets_of(webhook: Webhook) -> list[str]:
    """What signs now: the secret, and for a day after a change the former one."""
    seeds = [webhook.seed]
    if webhook.former_until and webhook.former_until > timezone.now():
        seeds.append(webhook.former_seed)
    return [_secret(seed) for seed in seeds]


def webhook_address(url: str) -> str:
    """An address in its one spelling; what is not on the open web, or can be read on the way
    there, only where the settings allow its host. Raises ValidationError."""
    allowed = frozenset(settings.FETCH_ALLOWED_HOSTS)
    try:
        address = parse_address(url, allowed=allowed)
    except FetchFailed as failure:
        raise ValidationError({"url": failure.strerror}) from failure
    if address.scheme != "https" and not is_allowed(address, allowed):
        raise ValidationError({"url": _("Only https addresses are told of changes.")})
    return str(address)


def _in_order(events: Iterable[str]) -> list[str]:
    """Each once, in the order of the list; what is not known is left for the field to refuse."""
    given = list(dict.fromkeys(events))
    known = [event for event in WebhookEvent.values if event in given]
    return known + [event for event in given if event not in known]


def _seed() -> str:
    return secrets.token_hex(16)


def _secret(seed: str) -> str:
    made = salted_hmac("claims.webhook", seed, algorithm="sha256").digest()
    return f"whsec_{base64.urlsafe_b64encode(made).decode().rstrip('=')}"


def _wake(webhook: Webhook) -> None:
    defer_each(DELIVER, "webhook_id", [webhook.pk], priority=SOON)
