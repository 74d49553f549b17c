"""Changes become deliveries: to each webhook what it asked for, and what its owner may read."""

import json
from collections.abc import Collection
from uuid import UUID

import pytest
from django.contrib.auth.models import Permission

from claims.models import Claim, Delivery, Webhook, WebhookChange
from claims.services.telling import changes_tell
from tests.factories import ClaimFactory, ComparisonFactory, LinkFactory, UserFactory

pytestmark = pytest.mark.django_db


def represent(kind: str, ids: Collection[UUID]) -> dict[UUID, str]:
    return {one: json.dumps({"kind": kind, "id": str(one)}) for one in ids}


def listening(*events: str, **fields: object) -> Webhook:
    owner = fields.pop("owner", None) or UserFactory(role="editor")
    return Webhook.objects.create(
        url="https://desk.example/hook", events=list(events), owner=owner, **fields
    )


def told(webhook: Webhook) -> list[tuple[str, UUID]]:
    return list(webhook.deliveries.order_by("pk").values_list("event", "subject"))


def committed() -> None:
    """As if the changes so far had been made in a transaction of their own."""
    WebhookChange.objects.filter(transaction__gt=0).update(transaction=0)


def test_each_is_told_what_it_asked_for() -> None:
    gone = ClaimFactory()
    news, ends, links = (
        listening("claim.created", "comparison.created"),
        listening("claim.deleted"),
        listening("link.created"),
    )
    claim, comparison, link = ClaimFactory(), ComparisonFactory(), LinkFactory(first=gone)
    assert changes_tell(represent=represent) == WebhookChange.objects.count() + 4
    ids = {("claim.created", claim.public_id), ("claim.created", link.second.public_id)}
    assert set(told(news)) == ids | {("comparison.created", comparison.public_id)}
    assert told(ends) == []
    assert told(links) == [("link.created", link.public_id)]
    assert json.loads(links.deliveries.get().data) == {"kind": "link", "id": str(link.public_id)}
    assert changes_tell(represent=represent) == 0


def test_what_is_gone_is_told_by_its_id() -> None:
    webhook = listening("claim.updated", "claim.deleted")
    claim = ClaimFactory()
    committed()
    changes_tell(represent=represent)
    id_, _rows = claim.public_id, Claim.objects.all().delete()
    assert changes_tell(represent=represent) == 1
    assert told(webhook) == [("claim.deleted", id_)]
    assert webhook.deliveries.get().data == f'{{"id":"{id_}"}}'


def test_of_what_is_gone_meanwhile_only_the_end_is_told() -> None:
    webhook = listening("claim.created", "claim.deleted")
    ClaimFactory()
    changes_tell(represent=lambda kind, ids: {})
    assert told(webhook) == []


def test_nobody_is_told_what_they_may_not_read() -> None:
    former, inactive, blind = (
        listening("claim.created"),
        listening("claim.created", owner=UserFactory(role="editor", is_active=False)),
        listening("claim.created", owner=UserFactory()),
    )
    former.owner.groups.clear()
    names = ["view_webhook", "change_webhook"]
    blind.owner.user_permissions.set(Permission.objects.filter(codename__in=names))
    may = listening("claim.created", owner=UserFactory(is_superuser=True))
    ClaimFactory()
    changes_tell(represent=represent)
    assert [bool(told(one)) for one in (former, inactive, blind, may)] == [False] * 3 + [True]


def test_changes_are_forgotten_though_nobody_listens_any_more() -> None:
    webhook = listening("claim.created")
    ClaimFactory()
    Webhook.objects.filter(pk=webhook.pk).update(is_active=False)
    assert changes_tell(represent=represent) == 1
    assert not WebhookChange.objects.exists()
    assert not Delivery.objects.exists()


def test_queries_do_not_grow_with_the_changes(django_assert_num_queries: object) -> None:
    listening("claim.created")
    for number in (1, 5):
        for _ in range(number):
            ClaimFactory()
        # The changes, the webhooks, a user's permissions (2), deliveries, forgetting, savepoints.
        with django_assert_num_queries(8):  # type: ignore[operator]
            changes_tell(represent=represent)
