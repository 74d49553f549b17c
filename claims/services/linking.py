"""Editors say how two claims belong together. What was said stays on record when it is undone."""

from django.contrib.auth.models import User
from django.utils import timezone

from claims.models import Claim, Link
from claims.services.acts import act_of

# "A updates B" has a direction, the others say the same from either side.
DIRECTED = {Link.Relation.UPDATES}


def link_judge(*, first: Claim, second: Claim, relation: str, judgement: str, user: User) -> Link:
    """Rule on one relation of two claims. Another ruling on it, if one stands, is undone.

    Raises ValidationError for a claim linked with itself, an unknown relation or judgement.
    """
    if relation not in DIRECTED and first.pk > second.pk:
        first, second = second, first
    with act_of(user, "link.judge", claim=first):
        # Locking a claim of the pair puts two rulings at once one after the other.
        Claim.objects.select_for_update().get(pk=first.pk)
        standing = Link.objects.filter(
            first=first, second=second, relation=relation, undone_at=None
        ).first()
        if standing and standing.judgement == judgement:
            return standing
        if standing:
            _undo(standing, user)
        link = Link(
            first=first,
            second=second,
            relation=relation,
            judgement=judgement,
            created_by=user,
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


def _undo(link: Link, user: User) -> None:
    link.undone_at, link.undone_by = timezone.now(), user
    link.full_clean()
    link.save(update_fields=["undone_at", "undone_by"])
