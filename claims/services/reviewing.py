"""A comparison goes from draft into review, and is read there by another than its authors."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Comparison, ComparisonReview
from claims.selectors.reviewing import readiness_of
from claims.services.acts import StaleVersion, act_of

State = Comparison.State
Verdict = ComparisonReview.Verdict


def comparison_submit(*, comparison: Comparison, user: User, version: int) -> Comparison:
    """Ask for a review of the version that the editor has seen; else StaleVersion.

    Raises ValidationError where it is in review already, or holds no claim.
    """
    with act_of(user, "comparison.submit"):
        current = _current(comparison, version)
        if current.state == State.IN_REVIEW:
            raise ValidationError(_("It is in review already."))
        if not current.entries.exists():
            raise ValidationError(_("There is no claim to publish yet."))
        return _moved(current, State.IN_REVIEW)


def comparison_withdraw(*, comparison: Comparison, user: User, version: int) -> Comparison:
    """Take it back out of review. Raises ValidationError where it is not in it."""
    with act_of(user, "comparison.withdraw"):
        current = _current(comparison, version)
        if current.state != State.IN_REVIEW:
            raise ValidationError(_("It is not in review."))
        return _moved(current, State.DRAFT)


def comparison_review(
    *, comparison: Comparison, user: User, version: int, verdict: str, note: str = ""
) -> ComparisonReview:
    """Say of the version that the reviewer has seen whether it may be released.

    Where changes are wanted it goes back to its authors. Raises StaleVersion for another version,
    ValidationError where it is not in review, for its authors, and for a wish without words.
    """
    with act_of(user, "comparison.review", reason=note):
        current = _current(comparison, version)
        readiness = readiness_of(current)
        if refused := readiness.not_to_be_reviewed_by(user):
            raise ValidationError(refused)
        review = ComparisonReview(
            comparison=current,
            version=version,
            content_sha256=readiness.shown,
            verdict=verdict,
            note=note.strip(),
            reviewed_by=user,
        )
        review.full_clean()
        if verdict == Verdict.CHANGES_WANTED:
            if not review.note:
                raise ValidationError(_("Say what is to be changed."))
            _moved(current, State.DRAFT)
        review.save()
        return review


def _current(comparison: Comparison, version: int) -> Comparison:
    current = Comparison.objects.select_for_update().get(pk=comparison.pk)
    if current.version != version:
        raise StaleVersion(current)
    return current


def _moved(comparison: Comparison, state: str) -> Comparison:
    comparison.state = state
    comparison.save(update_fields=["state"])
    return comparison
