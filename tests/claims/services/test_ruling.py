"""One rules, another reviews."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from articles.models import Article
from articles.services.assigning import LockedArticle
from claims.models import Act, Claim
from claims.services import StaleVersion, claim_edit
from claims.services.ruling import claim_review, claim_rule
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("status", "verb"), [("accepted", "claim.accept"), ("rejected", "claim.reject")]
)
def test_a_ruling_is_signed_and_has_its_reason(status: str, verb: str) -> None:
    claim, user = ClaimFactory(), UserFactory()
    ruled = claim_rule(claim=claim, user=user, version=1, status=status, reason=" no such number ")
    assert (ruled.status, ruled.version, ruled.edited_by) == (status, 2, user)
    act = Act.objects.get()
    assert (act.verb, act.reason, act.claim) == (verb, "no such number", claim)


def test_the_same_ruling_stays_whose_it_is() -> None:
    first, second = UserFactory(), UserFactory()
    claim = claim_rule(claim=ClaimFactory(), user=first, version=1, status="accepted")
    again = claim_rule(claim=claim, user=second, version=2, status="accepted")
    assert (again.version, again.edited_by) == (2, first)
    assert Act.objects.count() == 1


def test_rulings_that_cannot_be() -> None:
    claim = ClaimFactory()
    with pytest.raises(ValidationError):
        claim_rule(claim=claim, user=UserFactory(), version=1, status="perhaps")
    with pytest.raises(StaleVersion):
        claim_rule(claim=claim, user=UserFactory(), version=2, status="accepted")
    Article.objects.update(is_locked=True, assignee=UserFactory())
    with pytest.raises(LockedArticle):
        claim_rule(claim=claim, user=UserFactory(), version=1, status="accepted")


def test_a_second_person_reviews() -> None:
    first, second = UserFactory(), UserFactory()
    claim = claim_rule(claim=ClaimFactory(), user=first, version=1, status="accepted")
    with pytest.raises(PermissionDenied, match="second person"):
        claim_review(claim=claim, user=first, version=2)
    reviewed = claim_review(claim=claim, user=second, version=2)
    stored = Claim.objects.get(pk=claim.pk)
    assert (stored.reviewed_by, stored.version, stored.edited_by) == (second, 3, first)
    assert stored.reviewed_at == reviewed.reviewed_at
    assert stored.reviewed_at is not None
    off = claim_review(claim=claim, user=first, version=3, reviewed=False)
    assert (off.reviewed_by, off.reviewed_at) == (None, None)
    assert [act.verb for act in Act.objects.all()[:2]] == ["claim.unreview", "claim.review"]


def test_the_mark_falls_off_with_a_change_or_another_ruling() -> None:
    for change in (
        lambda claim: claim_edit(claim=claim, user=UserFactory(), version=3, kind="direct"),
        lambda claim: claim_rule(claim=claim, user=UserFactory(), version=3, status="rejected"),
    ):
        claim = claim_rule(claim=ClaimFactory(), user=UserFactory(), version=1, status="accepted")
        claim = claim_review(claim=claim, user=UserFactory(), version=2)
        changed = change(claim)
        assert changed.reviewed_at is changed.reviewed_by is None
        assert Claim.objects.get(pk=claim.pk).reviewed_at is None


def test_nobody_reviews_what_nobody_ruled() -> None:
    claim = ClaimFactory()
    with pytest.raises(ValidationError, match="Nobody has ruled"):
        claim_review(claim=claim, user=UserFactory(), version=1)
    with pytest.raises(StaleVersion):
        claim_review(claim=claim, user=UserFactory(), version=2)


def test_who_changes_more_than_the_status_has_corrected_it() -> None:
    claim, user = ClaimFactory(), UserFactory()
    assert claim_edit(claim=claim, user=user, version=1, kind="direct").status == "corrected"
    assert claim_edit(claim=claim, user=user, version=2, status="extracted").status == "extracted"
    both = claim_edit(claim=claim, user=user, version=3, status="extracted", kind="mixed")
    assert both.status == "corrected"
    ruled = claim_edit(claim=claim, user=user, version=4, status="rejected", kind="direct")
    assert ruled.status == "rejected"
