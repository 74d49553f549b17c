"""What triggers write down for webhooks: each row once a transaction, however it is written."""

import pytest
from django.db import transaction

from claims.models import Claim, Link, Webhook, WebhookChange
from claims.services import claim_edit, comparison_create, entry_add, entry_remove, link_judge
from claims.services.undoing import redo, undo
from tests.factories import ClaimFactory, UserFactory

ALL = ["claim.created", "claim.deleted", "link.created", "comparison.updated", "release.created"]


def told(*events: str, is_active: bool = True) -> Webhook:
    owner = UserFactory(role="editor")
    return Webhook.objects.create(
        url="https://desk.example/hook", events=events or ALL, owner=owner, is_active=is_active
    )


def noted() -> list[tuple[str, object]]:
    """What was written down since the last look, in that order."""
    found = [(change.event, change.subject) for change in WebhookChange.objects.order_by("pk")]
    WebhookChange.objects.all().delete()
    return found


@pytest.mark.django_db
class TestInOneTransaction:
    def test_nothing_is_written_while_nobody_wants_to_know(self) -> None:
        told(is_active=False)
        told("comparison.created")
        claim = ClaimFactory()
        claim.delete()
        assert noted() == []

    def test_a_row_and_its_parts_are_one_change(self) -> None:
        told()
        claim = ClaimFactory()
        Claim.objects.update(confidence=0.5)
        assert noted() == [("claim.created", claim.public_id)]

    def test_what_is_made_and_gone_again_is_nothing(self) -> None:
        told()
        ClaimFactory().delete()
        assert [event for event, _subject in noted()] == [""]

    def test_what_is_saved_as_it_was_has_not_changed(self) -> None:
        claim = ClaimFactory()
        told()
        claim.save()
        claim.quantities.get().save()
        assert noted() == []

    def test_a_part_changes_the_whole(self) -> None:
        claim, other = ClaimFactory(), ClaimFactory()
        other.times.all().delete()
        told()
        claim.quantities.update(approximate=True)
        assert noted() == [("claim.updated", claim.public_id)]
        claim.times.update(claim=other)
        assert {subject for _event, subject in noted()} == {claim.public_id, other.public_id}
        claim.delete()
        assert noted() == [("claim.deleted", claim.public_id)]


@pytest.mark.django_db(transaction=True)
def test_bulk_writes_acts_undoing_and_what_is_taken_back() -> None:
    editor = UserFactory(role="editor")
    claims = [ClaimFactory(), ClaimFactory()]
    ids = {claim.public_id for claim in claims}
    told()
    assert Claim.objects.update(confidence=0.25) == 2
    assert set(noted()) == {("claim.updated", one) for one in ids}

    link = link_judge(
        first=claims[0], second=claims[1], relation="agrees", judgement="positive", user=editor
    )
    assert noted() == [("link.created", link.public_id)]
    undo(user=editor)
    (undone,) = noted()
    assert undone[0] == ("link.updated" if Link.objects.exists() else "link.deleted")
    redo(user=editor)
    assert [subject for _event, subject in noted()] == [link.public_id]

    claim_edit(claim=claims[0], user=editor, version=claims[0].version, status="accepted")
    assert noted() == [("claim.updated", claims[0].public_id)]
    with transaction.atomic():
        Claim.objects.update(confidence=0.75)
        transaction.set_rollback(True)
    assert noted() == []


@pytest.mark.django_db(transaction=True)
def test_entries_are_parts_of_their_comparison() -> None:
    editor, claim = UserFactory(role="editor"), ClaimFactory()
    comparison = comparison_create(
        user=editor,
        slug="troops",
        question_en="How many?",
        question_zh="多少？",
        dimension="troops",
        unit="person",
    )
    told()
    entry = entry_add(
        comparison=comparison, claim=claim, quantity=claim.quantities.get(), user=editor
    )
    assert noted() == [("comparison.updated", comparison.public_id)]
    entry_remove(entry=entry, user=editor)
    assert noted() == [("comparison.updated", comparison.public_id)]
