"""An editor's verdict on whether a claim is true: one a claim, and its history."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Claim, Rating
from claims.services.acts import act_of


def rating_set(
    *, claim: Claim, user: User, value: int, words_en: str, words_zh: str, explanation: str = ""
) -> Rating:
    """Rate a claim from 1, false, to 5, true, with the verdict in words; or rate it anew.

    Raises ValidationError for a value out of range, for a verdict without words in one of the
    languages, and where the claim was rejected.
    """
    with act_of(user, "rating.set", claim=claim):
        current = Claim.objects.select_for_update().get(pk=claim.pk)
        if current.status == Claim.Status.REJECTED:
            raise ValidationError(_("This claim was rejected."))
        rating = Rating.objects.filter(claim=current).first() or Rating(claim=current)
        rating.value = value
        rating.words_en, rating.words_zh = words_en.strip(), words_zh.strip()
        rating.explanation = explanation.strip()
        rating.rated_by = user
        rating.full_clean()
        rating.save()
        return rating


def rating_remove(*, rating: Rating, user: User) -> None:
    with act_of(user, "rating.remove", claim=rating.claim):
        rating.delete()
