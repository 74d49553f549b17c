"""An editor corrects a claim. From the first correction on, no machine replaces it."""

from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from claims.models import Claim, Quantity, Source
from claims.services.acts import act_of
from claims.services.headlines import name_quantities, name_source
from claims.services.signing import given_by_hand, seen, sign


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

    A headline that no editor has worded follows the source. What is changed is given by hand from
    then on, and the claim corrected, unless the status is ruled along with it. Raises StaleVersion
    if another version stands now, ValidationError for values that cannot be, LockedArticle where
    the article is somebody else's.
    """
    _only(changes, ClaimChanges)
    with act_of(user, _verb(changes), reason=reason, claim=claim):
        claim = seen(claim, user, version)
        if "parent" in changes:
            _check_parent(claim, changes["parent"])
        _set(claim, changes)
        given_by_hand(claim, set(changes))
        if "source" in changes:
            name_source(claim, given=claim.by_hand)
        ruled = changes.get("status", Claim.Status.EXTRACTED) != Claim.Status.EXTRACTED
        return sign(claim, user, corrected=not ruled and set(changes) != {"status"})


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
        claim = seen(quantity.claim, user, version)
        quantity = claim.quantities.get(pk=quantity.pk)
        _set(quantity, changes)
        quantity.by_hand = True
        quantity.full_clean()
        quantity.save()
        name_quantities(claim)
        quantity.claim = sign(claim, user)
        return quantity


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
