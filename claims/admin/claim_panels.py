"""What stands around a claim's form: its words in the text, notes, judgements, comparisons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.admin.note_panels import Discussion, discussion_of
from claims.admin.pairs import Ruled, paragraphs_of, ruled
from claims.models import Anchoring, Claim, Entry, Rating
from claims.selectors.anchorings import anchorings_of
from claims.selectors.claims import chain
from claims.selectors.links import links_of, suggestions_of
from claims.selectors.marked_text import Piece
from claims.services.verbs import REASONS_TO_REJECT


@dataclass(frozen=True)
class ClaimPanels:
    claim: Claim
    paragraphs: list[list[Piece]]
    chain: list[Claim]
    discussion: Discussion
    links: list[Ruled]
    suggestions: int  # of links, how many wait
    anchorings: list[Anchoring]
    comparisons: list[Entry]
    rating: Rating | None
    may_rate: bool
    may_rule: bool
    reasons: Sequence[object]  # usual ones to reject a claim


def claim_panels(claim: Claim, user: Any) -> ClaimPanels:
    return ClaimPanels(
        claim=claim,
        paragraphs=paragraphs_of(claim),
        chain=chain(claim),
        discussion=discussion_of(user, claim=claim),
        links=[ruled(link, claim.pk) for link in links_of(claim)],
        suggestions=suggestions_of(claim).count(),
        anchorings=list(anchorings_of(claim)),
        comparisons=list(claim.entries.select_related("comparison")),
        rating=Rating.objects.filter(claim=claim).select_related("rated_by").first(),
        may_rate=user.has_perm("claims.change_rating"),
        may_rule=user.has_perm("claims.change_claim"),
        reasons=REASONS_TO_REJECT,
    )
