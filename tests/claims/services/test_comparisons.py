from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from claims.models import Claim, Comparison
from claims.services import (
    StaleVersion,
    claim_edit,
    comparison_create,
    comparison_edit,
    entry_add,
    entry_edit,
    entry_remove,
    undo,
)
from tests.factories import ClaimFactory, ComparisonFactory, UserFactory

pytestmark = pytest.mark.django_db
QUESTION = {
    "slug": "troops",
    "question_en": "How many troops?",
    "question_zh": "多少军人？",
    "dimension": "troops",
}


def test_a_question_is_put_once() -> None:
    user = UserFactory()
    comparison = comparison_create(**QUESTION, user=user)
    assert (comparison.created_by, comparison.version) == (user, 1)
    with pytest.raises(ValidationError):
        comparison_create(**QUESTION, user=user)
    with pytest.raises(ValidationError):
        comparison_create(**{**QUESTION, "slug": "two words"}, user=user)


def test_a_question_is_reworded_on_the_version_seen() -> None:
    comparison, user = ComparisonFactory(), UserFactory()
    comparison_edit(comparison=comparison, user=user, version=1, question_en="How many soldiers?")
    with pytest.raises(StaleVersion) as refused:
        comparison_edit(comparison=comparison, user=user, version=1, question_en="Other?")
    assert refused.value.current.question_en == "How many soldiers?"


def test_the_scope_is_declared() -> None:
    given = {
        "unit": "person",
        "places": ["UA", "crimea"],
        "population_en": "Russian ground troops",
        "begin": date(2021, 11, 1),
        "finish": date(2022, 2, 28),
        "as_of_rule": "said",
    }
    comparison = comparison_create(**QUESTION, **given, user=UserFactory())
    comparison.refresh_from_db()
    assert {name: getattr(comparison, name) for name in given} == given
    assert (comparison.kind, comparison.state) == ("numeric", "draft")


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": "parsec"},
        {"places": ["UA", "atlantis"]},
        {"dimension": ""},
        {"begin": date(2022, 2, 28), "finish": date(2021, 11, 1)},
        {"as_of_rule": "whenever"},
    ],
)
def test_a_scope_that_nobody_knows_is_refused(wrong) -> None:
    with pytest.raises(ValidationError):
        comparison_create(**QUESTION | wrong, user=UserFactory())
    comparison = ComparisonFactory()
    with pytest.raises(ValidationError):
        comparison_edit(comparison=comparison, user=UserFactory(), version=1, **wrong)
    comparison.refresh_from_db()
    assert comparison.version == 1


def test_a_claim_answers_once_as_of_the_day_it_is_about() -> None:
    comparison, claim, user = ComparisonFactory(), ClaimFactory(), UserFactory()
    entry = entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)
    assert (entry.claim, entry.as_of, entry.added_by) == (claim, date(2021, 12, 3), user)
    with pytest.raises(ValidationError):
        entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)


def test_the_day_can_be_said() -> None:
    quantity = ClaimFactory().quantities.get()
    entry = entry_add(
        comparison=ComparisonFactory(),
        quantity=quantity,
        user=UserFactory(),
        as_of=date(2021, 12, 1),
        note=" with Crimea ",
        differences=[("place", " includes Crimea ", "含克里米亚")],
    )
    assert (entry.as_of, entry.note) == (date(2021, 12, 1), "with Crimea")
    assert [d.words_en for d in entry.scope_differences.all()] == ["includes Crimea"]


def test_every_change_of_an_entry_is_another_version_that_nobody_has_reviewed() -> None:
    comparison, user = ComparisonFactory(state="released"), UserFactory()
    entry = entry_add(comparison=comparison, quantity=ClaimFactory().quantities.get(), user=user)
    comparison.refresh_from_db()
    assert (comparison.version, comparison.state) == (2, "draft")
    entry_edit(entry=entry, user=user, note="corrected", as_of=date(2021, 12, 2))
    entry.refresh_from_db()
    assert (entry.note, entry.as_of) == ("corrected", date(2021, 12, 2))
    entry_remove(entry=entry, user=user)
    comparison.refresh_from_db()
    assert comparison.version == 4
    with pytest.raises(StaleVersion):
        comparison_edit(comparison=comparison, user=user, version=3, question_en="?")


def test_the_differences_given_are_all_there_are() -> None:
    comparison, user = ComparisonFactory(claims=[ClaimFactory()]), UserFactory()
    entry = comparison.entries.get()
    both = [("place", "within 200 km", "200公里以内"), ("modality", "planned", "计划中")]
    entry_edit(entry=entry, user=user, differences=both)
    kept = entry.scope_differences.get(kind="place")
    entry_edit(entry=entry, user=user, differences=both[:1])
    assert list(entry.scope_differences.all()) == [kept]
    entry_edit(entry=entry, user=user, note="the same")
    assert entry.scope_differences.count() == 1
    with pytest.raises(ValidationError):
        entry_edit(entry=entry, user=user, differences=[("colour", "red", "红")])
    with pytest.raises(ValidationError):
        entry_edit(entry=entry, user=user, differences=[("place", "", "")])
    undo(user)  # the note
    undo(user)  # fewer differences
    assert entry.scope_differences.count() == 2


class TestPositions:
    @pytest.fixture
    def comparison(self) -> Comparison:
        return comparison_create(
            **QUESTION | {"kind": "positions", "dimension": ""}, user=UserFactory()
        )

    def test_a_claim_answers_with_its_position(self, comparison: Comparison) -> None:
        claim, user = ClaimFactory(), UserFactory()
        entry = entry_add(comparison=comparison, claim=claim, position="denied", user=user)
        assert (entry.quantity, entry.position) == (None, "denied")
        entry_edit(entry=entry, user=user, position="conditional")
        entry.refresh_from_db()
        assert entry.position == "conditional"
        with pytest.raises(ValidationError):
            entry_add(comparison=comparison, claim=claim, position="denied", user=user)
        with pytest.raises(ValidationError, match="another kind"):
            comparison_edit(comparison=comparison, user=user, version=3, kind="numeric")

    def test_and_with_nothing_else(self, comparison: Comparison) -> None:
        claim, user = ClaimFactory(), UserFactory()
        with pytest.raises(ValidationError, match="not numbers"):
            entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)
        with pytest.raises(ValidationError):
            entry_add(comparison=comparison, claim=claim, position="perhaps", user=user)
        with pytest.raises(ValidationError, match="choose a quantity"):
            entry_add(comparison=ComparisonFactory(), claim=claim, position="denied", user=user)
        with pytest.raises(TypeError):
            entry_add(comparison=comparison, position="denied", user=user)


def test_a_rejected_claim_does_not_answer() -> None:
    claim, user = ClaimFactory(), UserFactory()
    claim_edit(claim=claim, user=user, version=1, status="rejected")
    with pytest.raises(ValidationError):
        entry_add(comparison=ComparisonFactory(), quantity=claim.quantities.get(), user=user)


def test_a_claim_in_a_comparison_cannot_be_deleted_until_it_is_taken_out() -> None:
    claim = ClaimFactory()
    comparison = ComparisonFactory(claims=[claim])
    with pytest.raises(ProtectedError):
        claim.delete()
    place = comparison.entries.get()
    entry_remove(entry=place, user=UserFactory())
    assert comparison.entries.count() == 0
    claim.delete()
    assert Claim.objects.count() == 0
