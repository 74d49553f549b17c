"""Editors put a question, and the claims that answer it."""

from datetime import date
from typing import TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Claim, Comparison, ComparisonClaim, Quantity
from claims.services.acts import StaleVersion, act_of


class ComparisonChanges(TypedDict, total=False):
    slug: str
    question_en: str
    question_zh: str
    dimension: str


def comparison_create(
    *, slug: str, question_en: str, question_zh: str, dimension: str, user: User
) -> Comparison:
    """Put a question in both languages. Raises ValidationError, also for a slug that is taken."""
    with act_of(user, "comparison.create"):
        comparison = Comparison(
            slug=slug,
            question_en=question_en,
            question_zh=question_zh,
            dimension=dimension,
            created_by=user,
        )
        comparison.full_clean()
        comparison.save()
        return comparison


def comparison_edit(
    *,
    comparison: Comparison,
    user: User,
    version: int,
    **changes: Unpack[ComparisonChanges],
) -> Comparison:
    """Reword the question, on the version that the editor has seen; else StaleVersion."""
    if unknown := set(changes) - set(ComparisonChanges.__annotations__):
        raise TypeError(f"cannot be changed: {', '.join(sorted(unknown))}")
    with act_of(user, "comparison.edit"):
        current = Comparison.objects.select_for_update().get(pk=comparison.pk)
        if current.version != version:
            raise StaleVersion(current)
        for field, value in changes.items():
            setattr(current, field, value)
        current.version += 1
        current.full_clean()
        current.save()
        return current


def comparison_add(
    *,
    comparison: Comparison,
    quantity: Quantity,
    user: User,
    as_of: date | None = None,
    note: str = "",
) -> ComparisonClaim:
    """Let a claim answer with one of its quantities.

    `as_of` is the day the number holds for; unsaid, the day its article was published. Raises
    ValidationError where the quantity answers already, or its claim was rejected.
    """
    with act_of(user, "comparison.add", claim=quantity.claim):
        claim = Claim.objects.select_for_update().get(pk=quantity.claim_id)
        if claim.status == Claim.Status.REJECTED:
            raise ValidationError(_("This claim was rejected."))
        text = claim.article_text
        place = ComparisonClaim(
            comparison=comparison,
            claim=claim,
            quantity=quantity,
            as_of=as_of or text.published_on or text.created_at.date(),
            note=note.strip(),
            added_by=user,
        )
        place.full_clean()
        place.save()
        return place


def comparison_remove(*, comparison_claim: ComparisonClaim, user: User) -> None:
    """Take a claim out of a comparison; releases that hold it are not touched."""
    with act_of(user, "comparison.remove", claim=comparison_claim.claim):
        comparison_claim.delete()
