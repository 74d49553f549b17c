from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import ProtectedError

from claims.models import Claim, Comparison, Release
from claims.services import (
    StaleVersion,
    claim_edit,
    comparison_create,
    comparison_edit,
    entry_add,
    entry_remove,
    release_publish,
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


def test_a_claim_answers_as_of_the_day_of_its_article() -> None:
    comparison, claim, user = ComparisonFactory(), ClaimFactory(), UserFactory()
    place = entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)
    assert (place.claim, place.as_of, place.added_by) == (claim, date(2021, 12, 4), user)
    with pytest.raises(ValidationError):
        entry_add(comparison=comparison, quantity=claim.quantities.get(), user=user)


def test_the_day_can_be_said() -> None:
    quantity = ClaimFactory().quantities.get()
    place = entry_add(
        comparison=ComparisonFactory(),
        quantity=quantity,
        user=UserFactory(),
        as_of=date(2021, 12, 3),
        note=" with Crimea ",
    )
    assert (place.as_of, place.note) == (date(2021, 12, 3), "with Crimea")


def test_an_undated_article_counts_as_of_its_import() -> None:
    claim = ClaimFactory(article_text__published_on=None)
    place = entry_add(
        comparison=ComparisonFactory(), quantity=claim.quantities.get(), user=UserFactory()
    )
    assert place.as_of == claim.article_text.created_at.date()


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


class TestRelease:
    @pytest.fixture
    def comparison(self) -> Comparison:
        return ComparisonFactory(claims=[ClaimFactory(), ClaimFactory()])

    def test_is_complete_in_itself(self, comparison: Comparison) -> None:
        user = UserFactory()
        release = release_publish(comparison=comparison, user=user)
        assert (release.number, release.published_by) == (1, user)
        content = Release.objects.get().content
        assert len(content["rows"]) == 2
        assert content["question"]["en"] == comparison.question_en
        assert len(release.sha256) == 64

    def test_is_numbered_and_keeps_what_it_said(self, comparison: Comparison) -> None:
        user = UserFactory()
        first = release_publish(comparison=comparison, user=user)
        entry_remove(entry=comparison.entries.first(), user=user)
        second = release_publish(comparison=comparison, user=user)
        first.refresh_from_db()
        assert (first.number, second.number) == (1, 2)
        assert [len(r.content["rows"]) for r in (first, second)] == [2, 1]
        assert first.sha256 != second.sha256

    def test_is_not_published_twice_over(self, comparison: Comparison) -> None:
        user = UserFactory()
        release_publish(comparison=comparison, user=user)
        with pytest.raises(ValidationError, match="since release 1"):
            release_publish(comparison=comparison, user=user)

    def test_of_nothing_is_refused(self) -> None:
        with pytest.raises(ValidationError, match="no claim"):
            release_publish(comparison=ComparisonFactory(), user=UserFactory())

    def test_cannot_be_changed_or_deleted(self, comparison: Comparison) -> None:
        release = release_publish(comparison=comparison, user=UserFactory())
        with pytest.raises(DatabaseError), transaction.atomic():
            Release.objects.update(content={})
        with pytest.raises(DatabaseError), transaction.atomic():
            release.delete()
        assert Release.objects.get() == release
