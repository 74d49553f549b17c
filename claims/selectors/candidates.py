"""Claims that may belong to one: by what they say, and by what they count, where and when.

Their number is the same among a thousand claims and a million, and so, nearly, is the time.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from pgvector import HalfVector

from claims.linking import settings
from claims.models import Claim, ClaimProfile

# Of each way to find them the best so many.
NEAREST = 40
COUNTING_THE_SAME = 40
OF_ONE_SOURCE = 20
# How far the index looks around (hnsw.ef_search).
LOOKED_AT = 100

# What a query is given.
Values = Sequence[str | int | date | list[str] | list[int] | None]

ELIGIBLE = """
    SELECT claim.id FROM claims_claim AS claim
    JOIN articles_articletext AS text ON text.id = claim.article_text_id
    WHERE claim.id = ANY(%s) AND claim.status <> %s AND text.is_current
"""
NEAR = """
    SELECT claim_id FROM claims_claimprofile WHERE embedding IS NOT NULL
    ORDER BY embedding <=> %s::halfvec LIMIT %s
"""
COUNTING = """
    SELECT claim_id FROM claims_claimprofile
    WHERE dimensions && %s::varchar[] AND (places && %s::varchar[] OR places = '{}' OR %s)
      AND (begin IS NULL OR %s::date IS NULL OR begin BETWEEN %s AND %s)
    ORDER BY abs(coalesce(begin, %s) - %s::date), claim_id DESC LIMIT %s
"""
SAYING = """
    SELECT claim.id FROM claims_claim AS own
    JOIN claims_standing AS root ON root.source_id = own.source_id
    JOIN claims_standing AS member ON member.root_id = root.root_id
    JOIN claims_claim AS claim ON claim.source_id = member.source_id
    JOIN claims_claimprofile AS profile ON profile.claim_id = claim.id
    WHERE own.id = %s AND profile.dimensions && %s::varchar[]
    ORDER BY claim.id DESC LIMIT %s
"""


@dataclass(frozen=True)
class Sought:
    """What is known of the claim whose company is looked for."""

    claim: int
    embedding: Sequence[float] | None
    dimensions: Sequence[str]
    places: Sequence[str]
    begin: date | None
    finish: date | None


def sought(profile: ClaimProfile) -> Sought:
    """What to look for, for a claim."""
    return Sought(
        profile.claim_id,
        profile.embedding,
        profile.dimensions,
        profile.places,
        profile.begin,
        profile.finish,
    )


def candidates(wanted: Sought) -> set[int]:
    """Claims that may belong to it, itself not; none rejected, none of an earlier text."""
    found: set[int] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        if wanted.embedding is not None:
            cursor.execute(f"SET LOCAL hnsw.ef_search = {LOOKED_AT}")
            cursor.execute(NEAR, [HalfVector(list(wanted.embedding)).to_text(), NEAREST])
            found |= {row[0] for row in cursor.fetchall()}
        if wanted.dimensions:
            days = wanted.begin, wanted.finish
            same = counting(wanted.dimensions, wanted.places, days, COUNTING_THE_SAME)
            cursor.execute(COUNTING, same)
            found |= {row[0] for row in cursor.fetchall()}
            named = _related(wanted.dimensions)
            cursor.execute(SAYING, [wanted.claim, named, OF_ONE_SOURCE])
            found |= {row[0] for row in cursor.fetchall()}
        return eligible(found - {wanted.claim})


def eligible(claim_ids: Collection[int | None]) -> set[int]:
    """Those of the claims that are not rejected and stand in current texts."""
    with connection.cursor() as cursor:
        cursor.execute(ELIGIBLE, [list(claim_ids), Claim.Status.REJECTED.value])
        return {row[0] for row in cursor.fetchall()}


def counting(
    dimensions: Collection[str],
    places: Sequence[str],
    days: tuple[date | None, date | None],
    most: int,
) -> Values:
    """The values of COUNTING."""
    around = timedelta(days=settings()["days"]["far"])
    begin, finish = days
    return [
        _related(dimensions),
        list(places),
        not places,
        begin,
        begin and begin - around,
        (finish or begin or date.max - around) + around,
        begin,
        begin,
        most,
    ]


def _related(dimensions: Collection[str]) -> list[str]:
    """The dimensions, those that take one of them in, and those taken in by one of them."""
    wider = settings()["wider"]
    named = set(dimensions)
    for general, narrower in wider.items():
        if named & set(narrower):
            named.add(general)
        if general in dimensions:
            named |= set(narrower)
    return sorted(named)


def awaiting_suggestions(*, everything: bool = False) -> list[int]:
    """Claims of current texts without a profile, the oldest first; or all of them."""
    claims = Claim.objects.filter(article_text__is_current=True)
    claims = claims.exclude(status=Claim.Status.REJECTED)
    if not everything:
        claims = claims.filter(profile=None)
    return list(claims.order_by("pk").values_list("pk", flat=True))
