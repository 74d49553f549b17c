"""What editors have said of pairs of claims, and what is suggested of the others."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet

from articles.models import ArticleText
from claims.models import Claim, Entry, Link, LinkSuggestion
from claims.selectors.register import WITH_STANDING

REJECTED = Claim.Status.REJECTED
Pair = TypeVar("Pair", Link, LinkSuggestion)


def links_of(claim: Claim) -> QuerySet[Link]:
    """Every ruling with the claim on either side, those that stand first."""
    links = Link.objects.filter(Q(first=claim) | Q(second=claim))
    return with_claims(links).select_related("created_by").order_by("undone_at", "-pk")


def suggestions_waiting() -> QuerySet[LinkSuggestion]:
    """Suggestions on whose pair nobody has ruled, of claims that stand in current texts."""
    standing = Link.objects.filter(undone_at=None).filter(
        Q(first=OuterRef("first"), second=OuterRef("second"))
        | Q(first=OuterRef("second"), second=OuterRef("first"))
    )
    return LinkSuggestion.objects.filter(
        ~Exists(standing),
        first__article_text__is_current=True,
        second__article_text__is_current=True,
    ).exclude(Q(first__status=REJECTED) | Q(second__status=REJECTED))


def suggestions_of(claim: Claim) -> QuerySet[LinkSuggestion]:
    """Those that wait and have the claim on either side, the surest first."""
    return suggestions_waiting().filter(Q(first=claim) | Q(second=claim))


@dataclass(frozen=True)
class Belongings:
    """With how much a claim belongs together: standing links, suggestions that wait, entries."""

    links: int = 0
    suggestions: int = 0
    entries: int = 0


def belongings_in(text: ArticleText) -> dict[int, Belongings]:
    """Of the claims of a text that have any, by id."""
    within = Q(first__article_text=text) | Q(second__article_text=text)
    links = Link.objects.filter(within, undone_at=None).order_by()
    counted = [_sides(links), _sides(suggestions_waiting().filter(within).order_by())]
    entries = Entry.objects.filter(claim__article_text=text).order_by()
    counted.append(Counter(entries.values_list("claim", flat=True)))
    claims = {claim for counter in counted for claim in counter}
    return {claim: Belongings(*(counter[claim] for counter in counted)) for claim in claims}


def _sides(pairs: QuerySet) -> Counter[int]:
    rows = pairs.values_list("first", "second")
    return Counter(claim for row in rows for claim in row)


def with_claims(pairs: QuerySet[Pair]) -> QuerySet[Pair]:
    """With all that is shown of the two claims, their texts included."""
    sides = [
        f"{side}__{related}"
        for side in ("first", "second")
        for related in (WITH_STANDING, "article_text__article__publisher")
    ]
    return pairs.select_related(*sides).prefetch_related(
        *(f"{side}__{many}" for side in ("first", "second") for many in ("spans", "quantities"))
    )


def suggestions_among(claims: Collection[int], relation: str) -> QuerySet[LinkSuggestion]:
    """Those of one kind that wait, with both claims among these."""
    return suggestions_waiting().filter(first__in=claims, second__in=claims, relation=relation)


def rulings_among(claims: Collection[int], relation: str) -> QuerySet[Link]:
    """The standing rulings of one kind on two of these claims."""
    return Link.objects.filter(
        first__in=claims, second__in=claims, relation=relation, undone_at=None
    ).select_related("first", "second", "created_by")
