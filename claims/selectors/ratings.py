"""What editors have rated, as a release holds it."""

from collections.abc import Collection

from claims.comparing import Wording
from claims.models import Rating
from claims.publishing.content import Rated
from claims.selectors.mentions import name_of


def ratings_of(claims: Collection[int]) -> tuple[Rated, ...]:
    """The ratings of these claims, in the order of the claims."""
    ratings = Rating.objects.filter(claim__in=claims).select_related("rated_by").order_by("claim")
    return tuple(
        Rated(
            claim=rating.claim_id,
            value=rating.value,
            words=Wording(rating.words_en, rating.words_zh),
            explanation=rating.explanation,
            by=name_of(rating.rated_by),
            at=rating.rated_at.isoformat(),
        )
        for rating in ratings
    )
