"""Who is at which article now: told by every open page, some seconds apart."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from claims.models import Presence

GONE_AFTER = timedelta(seconds=30)  # three polls of a page that are missing
SWEPT_AFTER = timedelta(hours=1)

# One statement a poll: the row of this user at this article, where the article exists; the claim
# only if it stands in it. What is long over goes at the same time, unless another is at it.
_SEEN = """
WITH swept AS (
    DELETE FROM claims_presence WHERE id IN (
        SELECT id FROM claims_presence
        WHERE seen_at < now() - %(swept_after)s AND user_id <> %(user)s
        ORDER BY id FOR UPDATE SKIP LOCKED LIMIT 100
    )
)
INSERT INTO claims_presence (user_id, article_id, claim_id, seen_at)
SELECT %(user)s, article.id, (
    SELECT claim.id FROM claims_claim claim
    JOIN articles_articletext text ON text.id = claim.article_text_id
    WHERE claim.id = %(claim)s AND text.article_id = article.id
), now()
FROM articles_article article WHERE article.id = %(article)s
ON CONFLICT (user_id, article_id)
DO UPDATE SET claim_id = EXCLUDED.claim_id, seen_at = EXCLUDED.seen_at
"""


def presence_seen(*, user: User, article_id: int, claim_id: int | None = None) -> bool:
    """Note that the user is at the article, in the claim if it is one of the article's.

    False where there is no such article.
    """
    about: dict[str, Any] = {
        "user": user.pk,
        "article": article_id,
        "claim": claim_id,
        "swept_after": SWEPT_AFTER,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, about)
        return cursor.rowcount > 0


def presence_left(*, user: User, article_id: int) -> None:
    Presence.objects.filter(user=user, article=article_id).delete()


def others_at(*, user: User, article_id: int) -> list[Presence]:
    """The other users who are at the article now, with their accounts."""
    here = Presence.objects.filter(article=article_id, seen_at__gt=timezone.now() - GONE_AFTER)
    return list(here.exclude(user=user).select_related("user").order_by("user__username"))
