"""What has changed of claims is looked at again for the links that it suggests."""

from collections.abc import Collection
from typing import Final

from articles.services.deferring import defer_each
from claims.models import ClaimProfile

TASK: Final = "claims.tasks.suggest_links_of_claim"


def links_follow(claim_ids: Collection[int]) -> None:
    """Queue these claims, of which something has changed, if they were looked at before.

    New claims have their turn after the extraction of their text.
    """
    known = ClaimProfile.objects.filter(claim__in=claim_ids).order_by("claim")
    defer_each(TASK, "claim_id", list(known.values_list("claim", flat=True)))
