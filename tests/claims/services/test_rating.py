import pytest
from django.core.exceptions import ValidationError

from claims.models import Claim, Rating
from claims.services import rating_remove, rating_set, undo
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db
VERDICT = {"value": 2, "words_en": " Mostly false ", "words_zh": "大多不实"}


def test_a_claim_is_rated_and_rated_anew() -> None:
    claim, one, other = ClaimFactory(), UserFactory(), UserFactory()
    rating = rating_set(claim=claim, user=one, explanation=" It counts a rise. ", **VERDICT)
    assert (rating.words_en, rating.explanation) == ("Mostly false", "It counts a rise.")
    again = rating_set(claim=claim, user=other, **(VERDICT | {"value": 4}))
    assert (again.pk, again.value, again.rated_by, again.explanation) == (rating.pk, 4, other, "")


def test_it_is_taken_off_and_both_are_undone() -> None:
    claim, user = ClaimFactory(), UserFactory()
    rating_remove(rating=rating_set(claim=claim, user=user, **VERDICT), user=user)
    assert not Rating.objects.exists()
    undo(user)
    assert Rating.objects.get().value == 2
    undo(user)
    assert not Rating.objects.exists()


@pytest.mark.parametrize("wrong", [{"value": 0}, {"value": 6}, {"words_en": " "}, {"words_zh": ""}])
def test_a_verdict_has_a_number_and_words_in_both_languages(wrong: dict) -> None:
    with pytest.raises(ValidationError):
        rating_set(claim=ClaimFactory(), user=UserFactory(), **(VERDICT | wrong))
    assert not Rating.objects.exists()


def test_what_was_rejected_is_not_rated() -> None:
    claim = ClaimFactory(status=Claim.Status.REJECTED)
    with pytest.raises(ValidationError, match="rejected"):
        rating_set(claim=claim, user=UserFactory(), **VERDICT)
