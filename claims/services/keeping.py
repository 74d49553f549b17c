"""What an editor has touched stays, and is not told a second time by a new extraction."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import Attribution
from claims.models import Claim, ClaimSpan

TOUCHED = (
    Q(run=None)
    | Q(edited_at__isnull=False)
    | Q(annotations__isnull=False)
    | Q(links_from__isnull=False)
    | Q(links_to__isnull=False)
    | Q(entries__isnull=False)
)
SAME_PLACE = 0.5  # of the characters in either content, as attributions are matched in evaluation


def replaceable_claims(text: ArticleText) -> QuerySet[Claim]:
    """The claims of a text that are the machine's alone.

    Those through whom a touched claim is reported stay too: its chain is part of it.
    """
    claims = Claim.objects.filter(article_text=text)
    parents = dict(claims.values_list("pk", "parent_id"))
    kept: set[int] = set()
    step: int | None
    for step in claims.filter(TOUCHED).values_list("pk", flat=True):
        while step is not None and step not in kept:
            kept.add(step)
            step = parents.get(step)
    return claims.exclude(pk__in=kept)


class Keeper:
    """Finds the kept claim, if there is one, that an attribution would tell again."""

    def __init__(self, kept: Iterable[Claim]) -> None:
        self._places = {claim: _places(claim) for claim in kept}

    def take(self, attribution: Attribution) -> Claim | None:
        """The claim at the attribution's place: the same source, and content mostly the same.

        Each claim is taken once, for of nested attributions two may lie nearly in one place.
        """
        content, source = _characters(attribution.content), _characters(attribution.source)
        best, best_share = None, 0.0
        for claim, (kept_content, kept_source) in self._places.items():
            share = len(content & kept_content) / (len(content | kept_content) or 1)
            same_source = bool(source & kept_source) or not (source or kept_source)
            if same_source and share >= max(SAME_PLACE, best_share):
                best, best_share = claim, share
        if best:
            del self._places[best]
        return best


def _places(claim: Claim) -> tuple[set[int], set[int]]:
    spans = claim.spans.all()
    return (
        _characters(span.span for span in spans if span.part == ClaimSpan.Part.CONTENT),
        _characters(span.span for span in spans if span.part == ClaimSpan.Part.SOURCE),
    )


def _characters(spans: Iterable[Span]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}
