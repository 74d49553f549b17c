"""Editors say how two claims belong together. What was said stays on record when it is undone."""

from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from claims.models import Claim, Link, LinkSuggestion
from claims.services.acts import act_of

# "A updates B" has a direction, the others say the same from either side.
DIRECTED: Final = {Link.Relation.UPDATES, Link.Relation.SUPPORTS, Link.Relation.ELABORATES}


def link_judge(
    *, first: Claim, second: Claim, relation: str, judgement: str, user: User, reason: str = ""
) -> Link:
    """Rule on one relation of two claims. Another ruling on it, if one stands, is undone.

    What a machine had suggested of the two is kept with the ruling: as what, how surely and why.
    It is not shown while the ruling stands, and is again when that is undone. Raises
    ValidationError for a claim linked with itself, an unknown relation or judgement.
    """
    if relation not in DIRECTED and first.pk > second.pk:
        first, second = second, first
    with act_of(user, "link.judge", claim=first, reason=reason):
        # Locking a claim of the pair puts two rulings at once one after the other.
        Claim.objects.select_for_update(no_key=True).get(pk=min(first.pk, second.pk))
        standing = Link.objects.filter(
            first=first, second=second, relation=relation, undone_at=None
        ).first()
        reason = reason.strip()
        if standing and (standing.judgement, standing.reason) == (judgement, reason):
            return standing
        if standing:
            _undo(standing, user)
        link = Link(
            first=first,
            second=second,
            relation=relation,
            judgement=judgement,
            reason=reason,
            created_by=user,
            **_suggested(first, second),
        )
        link.full_clean()
        link.save()
        return link


def link_undo(*, link: Link, user: User) -> Link:
    """Take a ruling back. One that was taken back before stays as it is."""
    with act_of(user, "link.undo", claim=link.first):
        link = Link.objects.select_for_update().get(pk=link.pk)
        if link.undone_at is None:
            _undo(link, user)
        return link


def _suggested(first: Claim, second: Claim) -> dict[str, Any]:
    suggestion = LinkSuggestion.objects.filter(
        Q(first=first, second=second) | Q(first=second, second=first)
    ).first()
    if suggestion is None:
        return {}
    return {
        "suggested_relation": suggestion.relation,
        "score": suggestion.score,
        "reasons": suggestion.reasons,
    }


def _undo(link: Link, user: User) -> None:
    link.undone_at, link.undone_by = timezone.now(), user
    link.full_clean()
    link.save(update_fields=["undone_at", "undone_by"])
