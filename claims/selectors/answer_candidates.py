"""Claims that may answer a question: by what they say and count, who says it, where and when.

Each way gives so many at most, whatever the number of claims, and of answers there are already.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection, transaction
from pgvector import HalfVector

from claims.linking import settings
from claims.selectors.candidates import COUNTING, Values, counting, eligible

# Of each way to find them the best so many.
COUNTING_IT = 200
LIKE_THE_QUESTION = 60  # for each of its vectors
LIKE_AN_ANSWER = 30  # for each answer that is asked after
AROUND_IT = 100
OF_ITS_SOURCES = 60

# The nearest to each of several vectors.
NEAR_EACH = """
    SELECT near.claim_id FROM unnest(%s::text[]) AS asked (words)
    CROSS JOIN LATERAL (
        SELECT claim_id FROM claims_claimprofile WHERE embedding IS NOT NULL
        ORDER BY embedding <=> asked.words::halfvec LIMIT %s
    ) AS near
"""
AROUND = """
    SELECT claim_id FROM claims_claimprofile
    WHERE embedding IS NOT NULL AND places && %s::varchar[]
      AND (begin IS NULL OR begin BETWEEN %s AND %s)
    ORDER BY embedding <=> %s::halfvec LIMIT %s
"""
SAID_BY_THEM = """
    SELECT profile.claim_id FROM (
        SELECT DISTINCT member.source_id FROM claims_claim AS own
        JOIN claims_standing AS root ON root.source_id = own.source_id
        JOIN claims_standing AS member ON member.root_id = root.root_id
        WHERE own.id = ANY(%s)
    ) AS sources
    JOIN claims_claim AS claim ON claim.source_id = sources.source_id
    JOIN claims_claimprofile AS profile ON profile.claim_id = claim.id
    WHERE profile.embedding IS NOT NULL
    ORDER BY profile.embedding <=> %s::halfvec LIMIT %s
"""
Vector = Sequence[float]


@dataclass(frozen=True)
class Asked:
    """What is known of a question: its vectors (the first of all its words), those of answers there
    are and their claims, and its scope. Without a dimension it asks for positions."""

    question: Sequence[Vector]
    answers: Sequence[Vector]
    claims: Collection[int]
    dimension: str
    places: Collection[str]
    begin: date | None
    finish: date | None


def answer_candidates(asked: Asked) -> set[int]:
    """Claims that may answer; none rejected, none of an earlier text."""
    found: set[int] = set()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL hnsw.ef_search = 100")
        # Where a place is asked for, the index is gone through until enough are there.
        cursor.execute("SET LOCAL hnsw.iterative_scan = relaxed_order")
        for query, values in _ways(asked):
            cursor.execute(query, values)
            found |= {row[0] for row in cursor.fetchall()}
        return eligible(found)


def _ways(asked: Asked) -> list[tuple[str, Values]]:
    ways: list[tuple[str, Values]] = []
    places = sorted(asked.places)
    if asked.dimension:
        days = asked.begin, asked.finish
        ways.append((COUNTING, counting([asked.dimension], places, days, COUNTING_IT)))
    for vectors, most in ((asked.question, LIKE_THE_QUESTION), (asked.answers, LIKE_AN_ANSWER)):
        if vectors:
            ways.append((NEAR_EACH, [[_words(vector) for vector in vectors], most]))
    if asked.dimension or not (like := asked.question or asked.answers):
        return ways
    if places:
        ways.append((AROUND, [places, *_period(asked), _words(like[0]), AROUND_IT]))
    if asked.claims:
        ways.append((SAID_BY_THEM, [list(asked.claims), _words(like[0]), OF_ITS_SOURCES]))
    return ways


def _period(asked: Asked) -> tuple[date, date]:
    """With what is so near to it that a misread day may be meant."""
    around = timedelta(days=settings()["days"]["far"])
    begin = asked.begin - around if asked.begin else date.min
    return begin, asked.finish + around if asked.finish else date.max


def _words(vector: Vector) -> str:
    return HalfVector(list(vector)).to_text()
