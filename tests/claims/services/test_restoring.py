import pytest
from django.core.exceptions import ValidationError

from claims.models import Act, Claim
from claims.selectors.timeline import Moment, rows_of, timeline
from claims.services import Conflict, StaleVersion, claim_edit, entry_add, undo
from claims.services.acts import act_of
from claims.services.restoring import restore
from tests.claims.services.test_undoing import fresh, rows
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db


def moments(claim: Claim) -> list[Moment]:
    shown, _pages = timeline(rows_of(claim))
    return shown


def remake_spans(claim: Claim, user: object) -> None:
    with act_of(user, "span.move", claim=claim):
        claim.spans.filter(part="cue").delete()
        content = claim.spans.get(part="content")
        content.end -= 1
        content.quote = content.quote[:-1]
        content.save()


def test_a_claim_stands_again_as_it_stood() -> None:
    claim, anna, bert = ClaimFactory(), UserFactory(), UserFactory()
    claim_edit(claim=claim, user=anna, version=1, status="accepted")
    accepted = rows(frozenset({"version", "edited_at", "edited_by_id"}))
    remake_spans(claim, bert)
    claim_edit(claim=claim, user=bert, version=2, kind="direct", speaker_name="Somebody")
    changed = rows()
    point = next(one.point for one in moments(claim) if one.act and one.act.user == anna)
    restored = restore(row=claim, point=point, user=anna, version=3, reason="As it was")
    assert rows(frozenset({"version", "edited_at", "edited_by_id"})) == accepted
    assert (restored.edited_by, restored.version) == (anna, 4)
    act = Act.objects.latest("pk")
    assert (act.verb, act.reason, act.claim) == ("restore", "As it was", claim)
    undo(anna)
    assert rows() == changed


def test_what_the_machine_read_can_be_had_again() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected")
    first = moments(claim)[-1]
    assert first.act is None
    assert restore(row=claim, point=first.point, user=user, version=2).status == "extracted"


def test_what_somebody_saved_meanwhile_is_not_lost() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected")
    with pytest.raises(StaleVersion):
        restore(row=claim, point=moments(claim)[-1].point, user=user, version=1)
    with pytest.raises(ValidationError, match="already"):
        restore(row=claim, point=moments(claim)[0].point, user=user, version=2)
    assert fresh(claim).status == "rejected"


def test_what_is_compared_stays() -> None:
    claim, user = ClaimFactory(quantities=[]), UserFactory()
    start = moments(claim)[-1].point
    with act_of(user, "quantity.add", claim=claim):
        quantity = claim.quantities.create(
            start=0, end=1, quote=claim.article_text.text[0], value=7, unit="person"
        )
    entry_add(comparison=ComparisonFactory(), quantity=quantity, user=user)
    with pytest.raises(Conflict):
        restore(row=claim, point=start, user=user, version=1)
    assert claim.quantities.get() == quantity


def test_a_comparison_too() -> None:
    claim, user = ClaimFactory(), UserFactory()
    comparison = ComparisonFactory()
    with act_of(user, "comparison.edit"):
        comparison.question_en = "How many?"
        comparison.save()
    point = timeline(rows_of(comparison))[0][0].point
    entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)
    restored = restore(row=comparison, point=point, user=user, version=2)
    assert not restored.entries.exists()
    assert restored.question_en == "How many?"
