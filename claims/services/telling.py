"""What has changed becomes what each webhook is told; no more of it than its owner may read."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Final
from uuid import UUID

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import TEST_EVENT, Delivery, Webhook, WebhookChange

BATCH: Final = 500
# The kind of thing and the ids of some; their JSON by id, without those that are no more.
Represent = Callable[[str, Collection[UUID]], Mapping[UUID, str]]


@transaction.atomic
def changes_tell(*, represent: Represent, limit: int = BATCH) -> int:
    """Queue what is to be told of the oldest changes, and forget these; how many there were.

    Things are told as they stand now. What is gone meanwhile is told by its deletion alone.
    """
    waiting = WebhookChange.objects.select_for_update(skip_locked=True).order_by("pk")
    changes = list(waiting[:limit])
    if not changes:
        return 0
    webhooks = _webhooks()
    listening = {
        change: [one for one in webhooks if change.event in one.events] for change in changes
    }
    told = _represented([change for change, those in listening.items() if those], represent)
    Delivery.objects.bulk_create(
        Delivery(
            webhook=webhook,
            event=change.event,
            subject=change.subject,
            data=told[change.kind, change.subject, change.is_there],
            occurred_at=change.at,
        )
        for change in changes
        for webhook in listening[change]
        if (change.kind, change.subject, change.is_there) in told
        and may_be_told(webhook.owner, change.event)
    )
    WebhookChange.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes)


def may_have_webhooks(owner: User) -> bool:
    return owner.is_active and owner.has_perm("claims.change_webhook")


def may_be_told(owner: User, event: str) -> bool:
    """Whether the owner may read what the event tells of."""
    if not may_have_webhooks(owner):
        return False
    return event == TEST_EVENT or owner.has_perm(f"claims.view_{event.partition('.')[0]}")


def _webhooks() -> list[Webhook]:
    """With one owner each, so that permissions are asked once an owner."""
    webhooks = list(Webhook.objects.filter(is_active=True).select_related("owner"))
    owners = {webhook.owner_id: webhook.owner for webhook in webhooks}
    for webhook in webhooks:
        webhook.owner = owners[webhook.owner_id]
    return webhooks


def _represented(
    changes: list[WebhookChange], represent: Represent
) -> dict[tuple[str, UUID, bool], str]:
    there: dict[str, set[UUID]] = defaultdict(set)
    told = {}
    for change in changes:
        if change.is_there:
            there[change.kind].add(change.subject)
        else:
            told[change.kind, change.subject, False] = f'{{"id":"{change.subject}"}}'
    for kind, subjects in there.items():
        for subject, data in represent(kind, subjects).items():
            told[kind, subject, True] = data
    return told
