"""Claims that mean nearly the same as one, the nearest first."""

from typing import Final

from django.db import connection, transaction
from django.db.models import QuerySet, Value
from pgvector import HalfVector
from pgvector.django import CosineDistance

from claims.models import Claim, ClaimProfile

MOST: Final = 500
NEAREST: Final = """
    SELECT claim_id FROM claims_claimprofile WHERE embedding IS NOT NULL
    ORDER BY embedding <=> %s::halfvec LIMIT %s
"""


def nearest_to(claims: QuerySet[Claim], public_id: str) -> QuerySet[Claim]:
    """Of these claims those that are among the MOST nearest to one, itself not, with `distance`.

    None where there is no such claim, or where its meaning is not known yet. Two queries.
    """
    profiles = ClaimProfile.objects.filter(claim__public_id=public_id, embedding__isnull=False)
    profile = profiles.first()
    if profile is None or profile.embedding is None:
        return claims.none().annotate(distance=Value(0.0))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL hnsw.ef_search = {MOST + 1}")
        cursor.execute(NEAREST, [HalfVector(list(profile.embedding)).to_text(), MOST + 1])
        ids = [row[0] for row in cursor.fetchall()]
    distance = CosineDistance("profile__embedding", profile.embedding)
    return claims.filter(pk__in=set(ids) - {profile.pk}).annotate(distance=distance)
