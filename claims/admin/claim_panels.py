"""What stands around a claim's form: its words in the text, notes, judgements, comparisons."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from articles.spans import Span
from claims.admin.note_panels import Discussion, discussion_of
from claims.models import Anchoring, Claim, Entry, Link
from claims.selectors.anchorings import anchorings_of
from claims.selectors.claims import chain
from claims.selectors.marked_text import Piece, mark_paragraphs, marks_of
from claims.services.verbs import REASONS_TO_REJECT


@dataclass(frozen=True)
class ClaimPanels:
    claim: Claim
    paragraphs: list[list[Piece]]
    chain: list[Claim]
    discussion: Discussion
    links: list[Link]
    anchorings: list[Anchoring]
    comparisons: list[Entry]
    may_rule: bool
    reasons: Sequence[object]  # usual ones to reject a claim


def claim_panels(claim: Claim, user: Any) -> ClaimPanels:
    links = Link.objects.filter(Q(first=claim) | Q(second=claim))
    return ClaimPanels(
        claim=claim,
        paragraphs=_paragraphs(claim),
        chain=chain(claim),
        discussion=discussion_of(user, claim=claim),
        links=list(links.select_related("first", "second", "created_by")),
        anchorings=list(anchorings_of(claim)),
        comparisons=list(claim.entries.select_related("comparison")),
        may_rule=user.has_perm("claims.change_claim"),
        reasons=REASONS_TO_REJECT,
    )


def _paragraphs(claim: Claim) -> list[list[Piece]]:
    """Those paragraphs of the text in which the claim has words."""
    spans = list(claim.spans.all())
    if not spans:
        return []
    within = Span(min(span.start for span in spans), max(span.end for span in spans))
    claims = Claim.objects.filter(pk=claim.pk).prefetch_related("spans")
    return mark_paragraphs(claim.article_text.text, marks_of(claims), {}, within)
