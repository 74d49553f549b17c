"""Any acts, undone and redone in any order, pass through the states they came through."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from claims.models import Claim, Comparison, Link
from claims.services import (
    NothingToUndo,
    annotation_create,
    claim_edit,
    comparison_edit,
    entry_add,
    entry_remove,
    link_judge,
    link_undo,
    quantity_edit,
    redo,
    undo,
)
from claims.services.acts import act_of
from tests.claims.services.test_undoing import fresh, rows
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory


def _accept(user: Any, claim: Claim, other: Claim) -> None:
    claim_edit(claim=claim, user=user, version=fresh(claim).version, status="accepted")


def _mend(user: Any, claim: Claim, other: Claim) -> None:
    quantity = claim.quantities.get()
    quantity_edit(
        quantity=quantity,
        user=user,
        version=fresh(claim).version,
        value=quantity.value + Decimal(1),
        high=None,
    )


def _note(user: Any, claim: Claim, other: Claim) -> None:
    annotation_create(claim=claim, user=user, body="Look here.")


def _link(user: Any, claim: Claim, other: Claim) -> None:
    standing = Link.objects.filter(undone_at=None).first()
    if standing:
        link_undo(link=standing, user=user)
    else:
        link_judge(
            first=claim, second=other, relation="contradicts", judgement="positive", user=user
        )


def _compare(user: Any, claim: Claim, other: Claim) -> None:
    comparison = Comparison.objects.get()
    if place := comparison.entries.filter(claim=claim).first():
        entry_remove(entry=place, user=user)
    else:
        entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)


def _reword(user: Any, claim: Claim, other: Claim) -> None:
    comparison = Comparison.objects.get()
    comparison_edit(
        comparison=comparison,
        user=user,
        version=comparison.version,
        question_en=f"{comparison.question_en}?",
    )


def _remake(user: Any, claim: Claim, other: Claim) -> None:
    """Everything of a claim goes and comes anew, with another claim beside it."""
    with act_of(user, "claim.split", claim=claim):
        for span in list(claim.spans.all()):
            span.delete()
            span.pk = None
            span.save()
        ClaimFactory(article_text=claim.article_text, parent=claim)


ACTS: list[Callable[[Any, Claim, Claim], None]] = [
    _accept,
    _mend,
    _note,
    _link,
    _compare,
    _reword,
    _remake,
]


class AnyActs(TestCase):
    @settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.sampled_from(ACTS), st.booleans()), max_size=6), st.data())
    def test_undo_all_gives_the_first_state_and_redo_all_the_last(
        self, acts: list[tuple[Callable[..., None], bool]], data: st.DataObject
    ) -> None:
        user = UserFactory()
        one, other = ClaimFactory(), ClaimFactory()
        ComparisonFactory()
        states = [rows()]
        for act, turned in acts:
            act(user, *((other, one) if turned else (one, other)))
            states.append(rows())
        versions = _versions()
        place = len(acts)
        for _step in range(data.draw(st.integers(0, 8))):
            back = data.draw(st.booleans()) if 0 < place < len(acts) else place > 0
            if not acts:
                break
            (undo if back else redo)(user)
            place += -1 if back else 1
            assert rows() == states[place]
            assert all(_versions().get(key, n) >= n for key, n in versions.items())
        while place:
            undo(user)
            place -= 1
        assert rows() == states[0]
        with pytest.raises(NothingToUndo):
            undo(user)
        for _act in acts:
            redo(user)
        assert rows() == states[-1]
        with pytest.raises(NothingToUndo):
            redo(user)


def _versions() -> dict[tuple[str, int], int]:
    return {
        (model.__name__, row.pk): row.version
        for model in (Claim, Comparison)
        for row in model.objects.all()
    }
