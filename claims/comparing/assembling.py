"""Rows → a comparison: in order, with their origins found and their statistics taken."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from claims.comparing.origins import Because, Folding, Telling, foldings, numbered
from claims.comparing.spread import with_left_out
from claims.comparing.statistics import summarise
from claims.comparing.view import ComparisonView, Repetition, Row, Scope, Wording


@dataclass(frozen=True)
class Copies:
    """What is known of articles with one text: the family of each, and for pairs of articles, the
    lower number first, how one is a copy of the other and how much of the text they share."""

    families: Mapping[int, int] = field(default_factory=dict)
    pairs: Mapping[tuple[int, int], tuple[str, float]] = field(default_factory=dict)


NO_COPIES = Copies()


def assemble(
    *,
    slug: str,
    question: Wording,
    scope: Scope,
    rows: Sequence[Row],
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
    copies: Copies = NO_COPIES,
) -> ComparisonView:
    """`joined` and `parted` are pairs of claims, as editors have ruled on their origins."""
    ordered = sorted(rows, key=lambda row: (row.as_of or date.max, row.claim, row.start))
    found = with_left_out(with_origins(ordered, joined, parted, copies), scope)
    return ComparisonView(
        slug=slug,
        question=question,
        scope=scope,
        rows=found,
        statistics=summarise(found, scope),
    )


def with_origins(
    rows: Sequence[Row],
    joined: Iterable[tuple[int, int]],
    parted: Iterable[tuple[int, int]],
    copies: Copies = NO_COPIES,
) -> tuple[Row, ...]:
    """The rows with `origin`, `repeats` and `repetition` filled in, in the order given."""
    folded = foldings(
        [_telling(row, copies) for row in rows],
        joined=_places(rows, joined),
        parted=_places(rows, parted),
    )
    numbers = numbered(len(rows), folded)
    first: dict[int, int] = {}
    for row, number in zip(rows, numbers, strict=True):
        first.setdefault(number, row.claim)
    why = _repetitions(rows, folded, copies)
    return tuple(
        replace(
            row,
            origin=number,
            repeats=None if first[number] == row.claim else first[number],
            repetition=why.get(place),
        )
        for place, (row, number) in enumerate(zip(rows, numbers, strict=True))
    )


def _telling(row: Row, copies: Copies) -> Telling:
    return Telling(
        chain=tuple(party.key for party in row.chain),
        figure=row.figure,
        article=row.article,
        family=copies.families.get(row.article),
    )


def _repetitions(
    rows: Sequence[Row], folded: Iterable[Folding], copies: Copies
) -> dict[int, Repetition]:
    """For each row the first earlier one, of another claim, that it is folded with, and why."""
    found: dict[int, Repetition] = {}
    for folding in folded:
        earlier, row = rows[folding.first], rows[folding.second]
        if earlier.claim == row.claim or folding.second in found:
            continue
        kind, share = "", None
        if folding.because is Because.COPY:
            low, high = sorted((earlier.article, row.article))
            kind, share = copies.pairs.get((low, high), (kind, share))
        found[folding.second] = Repetition(
            earlier.claim, folding.because.value, earlier.article, kind, share
        )
    return found


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
