"""Rows → a comparison: in order, with their origins found and their statistics taken."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from claims.comparing.origins import Telling, group_origins
from claims.comparing.statistics import summarise
from claims.comparing.view import ComparisonView, Row, Wording


def assemble(
    *,
    slug: str,
    question: Wording,
    dimension: str,
    rows: Sequence[Row],
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
) -> ComparisonView:
    """`joined` and `parted` are pairs of claims, as editors have ruled on their origins."""
    ordered = sorted(rows, key=lambda row: (row.figure.as_of or date.max, row.claim, row.start))
    found = with_origins(ordered, joined, parted)
    return ComparisonView(
        slug=slug,
        question=question,
        dimension=dimension,
        rows=found,
        statistics=summarise(
            [row.figure for row in found],
            dimension=dimension,
            publishers=[row.publisher for row in found],
            origins=[row.origin for row in found],
        ),
    )


def with_origins(
    rows: Sequence[Row], joined: Iterable[tuple[int, int]], parted: Iterable[tuple[int, int]]
) -> tuple[Row, ...]:
    """The rows with `origin` and `repeats` filled in, in the order given."""
    numbers = group_origins(
        [Telling(tuple(party.key for party in row.chain), row.figure) for row in rows],
        joined=_places(rows, joined),
        parted=_places(rows, parted),
    )
    first: dict[int, int] = {}
    for row, number in zip(rows, numbers, strict=True):
        first.setdefault(number, row.claim)
    return tuple(
        replace(row, origin=number, repeats=None if first[number] == row.claim else first[number])
        for row, number in zip(rows, numbers, strict=True)
    )


def _places(rows: Sequence[Row], pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Pairs of claims as pairs of rows; a claim may answer with more than one of its figures."""
    where: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        where.setdefault(row.claim, []).append(place)
    return [
        (first, second)
        for one, other in pairs
        for first in where.get(one, [])
        for second in where.get(other, [])
    ]
