"""Searches, answered from the index that `claims.services.searching` keeps.

First the newest things with all the terms, which the index tells by itself; then, of these, the
exact ones by rank. So the answer to a common word costs no more than that to a rare one.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final, NamedTuple

from django.db import connection
from django.db.models import BooleanField, F, Func, QuerySet, Value

from claims.models import SearchEntry, SearchKind
from claims.searching import Query, ask

CAP: Final = 500  # things that are ranked
FEW: Final = 50  # exact ones among as many: then all are looked through for them
# Of weights D, C, B, A: the text, –, the claim's own words, headline and title.
WEIGHTS: Final = "{0.1, 0.2, 0.5, 1.0}"
# Whatever counts as the same source.
FAMILY: Final = """
    SELECT source_id FROM claims_standing
    WHERE root_id = (SELECT root_id FROM claims_standing WHERE source_id = %s)
"""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What else must hold.

    A range of values is met by a claim whose smallest and largest value it meets.
    """

    publisher: int | None = None
    source: int | None = None
    since: date | None = None
    until: date | None = None
    state: str = ""
    language: str = ""
    least: Decimal | None = None
    most: Decimal | None = None
    earlier: bool = False  # also what stands in earlier versions of articles

    @property
    def conditions(self) -> tuple[list[str], list[object]]:
        """SQL that holds of an entry, and its parameters."""
        given: list[tuple[str, object]] = [
            ("publisher_id = %s", self.publisher),
            (f"source_id IN ({FAMILY})", self.source),
            ("day >= %s", self.since),
            ("day <= %s", self.until),
            ("state = %s", self.state or None),
            ("language LIKE %s || '%%'", self.language or None),
            ("most >= %s", self.least),
            ("least <= %s", self.most),
        ]
        held = [(sql, value) for sql, value in given if value is not None]
        conditions = [sql for sql, _value in held]
        if not self.earlier:
            conditions.append("is_current")
        return conditions, [value for _sql, value in held]


ANYTHING: Final = Narrowing()


class Count(NamedTuple):
    """How many there are; `more` where no more than the newest CAP were looked at."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, the best first; the newer of two that are as good."""

    query: Query
    kind: SearchKind
    ids: Sequence[int] = ()
    counts: Mapping[SearchKind, Count] = field(default_factory=dict)
    next_cursor: int | None = None


def search(
    query: Query | str,
    *,
    kind: SearchKind = SearchKind.CLAIM,
    kinds: Sequence[SearchKind] = (),
    narrowing: Narrowing = ANYTHING,
    limit: int = 20,
    cursor: int = 0,
) -> Found:
    """The hits of one kind, and how many there are of each of `kinds`.

    Two queries, or three; none where nothing is asked for. A `cursor` is that of the page before.
    """
    query = ask(query) if isinstance(query, str) else query
    kinds = list(dict.fromkeys((kind, *kinds)))
    if not query:
        return Found(query, kind, counts=dict.fromkeys(kinds, Count(0)))
    cursor = max(0, min(cursor, CAP))
    counts = _counts(query, kinds, narrowing)
    thorough = counts[kind].more and counts[kind].number < FEW
    rows = _ranked(query, kind, narrowing, limit + 1, cursor, thorough=thorough)
    if rows:
        _id, number, looked_at = rows[0]
        counts[kind] = Count(number, looked_at >= CAP)
    more = len(rows) > limit and cursor + limit < CAP
    ids = [row[0] for row in rows[:limit]]
    return Found(query, kind, ids, counts, cursor + limit if more else None)


def _ranked(
    query: Query,
    kind: SearchKind,
    narrowing: Narrowing,
    limit: int,
    cursor: int,
    *,
    thorough: bool,
) -> list[tuple[Any, ...]]:
    """Rows of an id, how many are exact, and how many were looked at.

    `thorough`: look for exact ones among all, where there are next to none among the newest.
    """
    where, values = _where(query.exact if thorough else query.loose, kind, narrowing)
    sql = f"""
        WITH candidates AS MATERIALIZED (
            SELECT id, object_id, day, terms FROM claims_searchentry {where}
            ORDER BY day DESC NULLS LAST, id DESC LIMIT {CAP}
        )
        SELECT object_id, count(*) OVER (), (SELECT count(*) FROM candidates)
        FROM candidates WHERE terms @@ %s::tsquery
        ORDER BY ts_rank_cd(%s, terms, %s::tsquery) DESC, day DESC NULLS LAST, id DESC
        LIMIT %s OFFSET %s
    """  # noqa: S608  (no word of it comes from outside)
    given = [query.exact, WEIGHTS, query.exact, limit, cursor]
    return _run(sql, [*values, *given])


def _counts(
    query: Query, kinds: Sequence[SearchKind], narrowing: Narrowing
) -> dict[SearchKind, Count]:
    parts: list[str] = []
    parameters: list[object] = []
    for kind in kinds:
        where, values = _where(query.loose, kind, narrowing)
        parts.append(f"""
            SELECT %s, count(*) FILTER (WHERE terms @@ %s::tsquery), count(*) >= {CAP}
            FROM (SELECT terms FROM claims_searchentry {where} LIMIT {CAP}) AS found
        """)  # noqa: S608  (no word of it comes from outside)
        parameters += [kind.value, query.exact, *values]
    rows = _run(" UNION ALL ".join(parts), parameters)
    return {SearchKind(kind): Count(number, more) for kind, number, more in rows}


def _where(tsquery: str, kind: SearchKind, narrowing: Narrowing) -> tuple[str, list[object]]:
    conditions, values = narrowing.conditions
    # The kind as it stands: the planner is to see which of the indexes it has.
    conditions = [f"kind = '{kind.value}'", "terms @@ %s::tsquery", *conditions]
    return f"WHERE {' AND '.join(conditions)}", [tsquery, *values]


def _run(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


class Matches(Func):
    """`terms @@ 'mass' <1> 'troop'`, the query in PostgreSQL's own notation."""

    template = "%(expressions)s::tsquery"
    arg_joiner = " @@ "
    output_field = BooleanField()


def matching(query: Query, kind: SearchKind) -> QuerySet[SearchEntry, int]:
    """The ids of all that is found, as a subquery: for lists that have an order of their own."""
    entries = SearchEntry.objects.filter(kind=kind)
    return entries.filter(Matches(F("terms"), Value(query.exact))).values_list(
        "object_id", flat=True
    )
