from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from claims.models import Annotation, Claim
from claims.services import StaleVersion, annotation_create, claim_edit, quantity_edit
from tests.factories import ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_an_edit_signs_the_claim() -> None:
    claim, user = ClaimFactory(), UserFactory()
    edited = claim_edit(claim=claim, user=user, version=1, status="accepted", kind="direct")
    stored = Claim.objects.get(pk=claim.pk)
    assert edited == stored
    assert (stored.status, stored.kind, stored.version) == ("accepted", "direct", 2)
    assert stored.edited_by == user
    assert stored.edited_at is not None
    assert timezone.now() - stored.edited_at < timedelta(hours=1)


def test_a_stale_version_is_refused_and_shows_what_stands() -> None:
    claim, first, second = ClaimFactory(), UserFactory(), UserFactory()
    claim_edit(claim=claim, user=first, version=1, status="accepted")
    with pytest.raises(StaleVersion) as refused:
        claim_edit(claim=claim, user=second, version=1, status="rejected")
    assert refused.value.current.status == "accepted"
    assert refused.value.current.version == 2
    assert Claim.objects.get(pk=claim.pk).edited_by == first


@pytest.mark.parametrize("changes", [{"status": "perhaps"}, {"kind": ""}, {"headline_en": ""}])
def test_impossible_values_change_nothing(changes: dict[str, Any]) -> None:
    claim = ClaimFactory()
    with pytest.raises(ValidationError):
        claim_edit(claim=claim, user=UserFactory(), version=1, **changes)
    assert Claim.objects.get(pk=claim.pk).version == 1


def test_only_what_can_be_corrected() -> None:
    with pytest.raises(TypeError, match="position"):
        claim_edit(claim=ClaimFactory(), user=UserFactory(), version=1, position=3)  # type: ignore


def test_headlines_follow_the_source() -> None:
    claim = ClaimFactory()
    source = SourceFactory(label_en="Oleksiy Danilov", label_zh="阿列克谢‧达尼洛夫")
    edited = claim_edit(claim=claim, user=UserFactory(), version=1, source=source)
    assert edited.headline_en == "Oleksiy Danilov: 94,300 troops"
    assert edited.headline_zh == "阿列克谢‧达尼洛夫：94,300名军人"


def test_a_headline_given_is_kept() -> None:
    changes: Any = {
        "source": SourceFactory(label_zh="某人"),
        "headline_en": "Minister: many troops",
    }
    edited = claim_edit(claim=ClaimFactory(), user=UserFactory(), version=1, **changes)
    assert edited.headline_en == "Minister: many troops"
    assert edited.headline_zh == "某人：94,300名军人"


def test_a_quantity_is_corrected_with_its_claim() -> None:
    claim, user = ClaimFactory(), UserFactory()
    quantity = quantity_edit(
        quantity=claim.quantities.get(), user=user, version=1, value=Decimal(94_500)
    )
    assert quantity.value == 94_500
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.version, stored.edited_by) == (2, user)
    assert stored.headline_en == "Ukraine’s defence minister Oleksii Reznikov: 94,500 troops"
    assert "94,500" in stored.headline_zh
    with pytest.raises(StaleVersion):
        quantity_edit(quantity=quantity, user=user, version=1, value=Decimal(1))


def test_bounds_out_of_order_are_refused() -> None:
    quantity = ClaimFactory().quantities.get()
    with pytest.raises(ValidationError):
        quantity_edit(quantity=quantity, user=UserFactory(), version=1, low=Decimal(100_000))


def test_a_parent_stands_in_the_same_text_and_makes_no_ring() -> None:
    outer, user = ClaimFactory(), UserFactory()
    inner = ClaimFactory(article_text=outer.article_text)
    claim_edit(claim=inner, user=user, version=1, parent=outer)
    for parent in (inner, outer, ClaimFactory()):
        with pytest.raises(ValidationError):
            claim_edit(claim=outer, user=user, version=1, parent=parent)
    assert claim_edit(claim=inner, user=user, version=2, parent=None).parent is None


def test_an_annotation() -> None:
    claim, user = ClaimFactory(), UserFactory()
    annotation = annotation_create(claim=claim, user=user, body="  With Crimea. ")
    assert (annotation.body, annotation.author, annotation.claim) == ("With Crimea.", user, claim)
    with pytest.raises(ValidationError):
        annotation_create(claim=claim, user=user, body="   ")
    assert Annotation.objects.count() == 1


def test_history_tells_who_did_it() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event.status, context.metadata->>'user' FROM claims_claimevent event"
            " JOIN pghistory_context context ON context.id = event.pgh_context_id"
            " WHERE event.pgh_label = 'update'"
        )
        assert cursor.fetchall() == [("rejected", str(user.pk))]
