"""An editor corrects a claim. From the first correction on, no machine replaces it."""

from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Annotation, Claim, Quantity, Source
from claims.services.acts import StaleVersion, act_of
from claims.services.headlines import name_quantities, name_source


class ClaimChanges(TypedDict, total=False):
    """What of a claim can be corrected."""

    status: str
    kind: str
    source: Source | None
    parent: Claim | None
    speaker_name: str
    speaker_name_latin: str
    speaker_role: str
    speaker_affiliation: str
    anonymous: bool
    modality: str
    polarity: str
    headline_en: str
    headline_zh: str


class QuantityChanges(TypedDict, total=False):
    """What of a quantity can be corrected; where it stands is fixed by the text."""

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    approximate: bool
    approximator: str
    change: str
    modality: str
    polarity: str
    unit: str
    counted: str
    dimension: str


def claim_edit(
    *,
    claim: Claim,
    user: User,
    version: int,
    reason: str = "",
    **changes: Unpack[ClaimChanges],
) -> Claim:
    """Change what is named, on the version that the editor has seen.

    A headline that is not itself changed follows the source. Raises StaleVersion if another
    version stands now, ValidationError for values that cannot be.
    """
    _only(changes, ClaimChanges)
    with act_of(user, _verb(changes), reason=reason, claim=claim):
        claim = _seen(claim, version)
        if "parent" in changes:
            _check_parent(claim, changes["parent"])
        _set(claim, changes)
        if "source" in changes:
            name_source(claim, given=changes)
        return _sign(claim, user)


def quantity_edit(
    *,
    quantity: Quantity,
    user: User,
    version: int,
    reason: str = "",
    **changes: Unpack[QuantityChanges],
) -> Quantity:
    """Correct one quantity of a claim; `version` is the claim's. Raises as `claim_edit` does."""
    _only(changes, QuantityChanges)
    with act_of(user, "quantity.edit", reason=reason, claim=quantity.claim):
        claim = _seen(quantity.claim, version)
        quantity = claim.quantities.get(pk=quantity.pk)
        _set(quantity, changes)
        quantity.full_clean()
        quantity.save()
        name_quantities(claim)
        quantity.claim = _sign(claim, user)
        return quantity


def annotation_create(*, claim: Claim, user: User, body: str) -> Annotation:
    """Put a note to a claim. The note keeps the claim from being replaced, too."""
    with act_of(user, "note.write", claim=claim):
        annotation = Annotation(claim=claim, author=user, body=body.strip())
        annotation.full_clean()
        annotation.save()
        return annotation


RULINGS = {
    Claim.Status.EXTRACTED: "claim.reopen",
    Claim.Status.ACCEPTED: "claim.accept",
    Claim.Status.REJECTED: "claim.reject",
}


def _verb(changes: ClaimChanges) -> str:
    """A ruling is named for itself, also where the claim is corrected along with it."""
    return RULINGS.get(changes.get("status", ""), "claim.edit")  # type: ignore[call-overload]


def _only(changes: Any, allowed: type) -> None:
    if unknown := set(changes) - set(allowed.__annotations__):
        raise TypeError(f"cannot be changed: {', '.join(sorted(unknown))}")


def _set(row: object, changes: Any) -> None:
    for field, value in changes.items():
        setattr(row, field, value)


def _seen(claim: Claim, version: int) -> Claim:
    """The claim as it stands, locked, if it is the version that the editor has seen."""
    current = Claim.objects.select_for_update().get(pk=claim.pk)
    if current.version != version:
        raise StaleVersion(current)
    return current


def _sign(claim: Claim, user: User) -> Claim:
    claim.version += 1
    claim.edited_at = timezone.now()
    claim.edited_by = user
    claim.full_clean()
    claim.save()
    return claim


def _check_parent(claim: Claim, parent: Claim | None) -> None:
    """A chain stays in its text, and does not bite its tail."""
    if parent is None:
        return
    if parent.article_text_id != claim.article_text_id:
        raise ValidationError({"parent": _("This claim stands in another text.")})
    parents = dict(
        Claim.objects.filter(article_text=claim.article_text_id).values_list("pk", "parent_id")
    )
    step: int | None = parent.pk
    seen: set[int] = set()
    while step is not None and step not in seen:
        if step == claim.pk:
            raise ValidationError({"parent": _("This claim is reported by the claim itself.")})
        seen.add(step)
        step = parents.get(step)
