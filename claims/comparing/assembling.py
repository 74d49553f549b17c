"""Rows → a comparison: in order, with their origins found and their statistics taken."""

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from claims.comparing.classes import agreement_classes
from claims.comparing.finding import finding_of
from claims.comparing.origins import WIRE_SERVICE, Because, Folding, Telling, foldings, numbered
from claims.comparing.spread import NUMERIC, unit_of, with_left_out
from claims.comparing.statistics import summarise
from claims.comparing.view import ComparisonView, Repetition, Row, Scope, Wording


@dataclass(frozen=True)
class Copies:
    """What is known of articles with one text: the family of each, and for pairs of articles, the
    lower number first, how one is a copy of the other and how much of the text they share."""

    families: Mapping[int, int] = field(default_factory=dict)
    pairs: Mapping[tuple[int, int], tuple[str, float]] = field(default_factory=dict)


NO_COPIES = Copies()
UNNAMED = "unnamed"  # who is only called "sources" may be anybody


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
    statistics = summarise(found, scope)
    numeric = scope.kind == NUMERIC
    agreement = agreement_classes(found, unit_of(found, scope)) if numeric else ()
    return ComparisonView(
        slug=slug,
        question=question,
        scope=scope,
        rows=found,
        statistics=statistics,
        agreement=agreement,
        finding=finding_of(found, scope, statistics, agreement),
    )


def with_origins(
    rows: Sequence[Row],
    joined: Iterable[tuple[int, int]],
    parted: Iterable[tuple[int, int]],
    copies: Copies = NO_COPIES,
) -> tuple[Row, ...]:
    """The rows with `origin`, `repeats` and `repetition` filled in, in the order given."""
    own = _cited_outlets(rows)
    folded = foldings(
        [_telling(row, copies, own) for row in rows],
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


def _telling(row: Row, copies: Copies, own: Mapping[str, str]) -> Telling:
    """An outlet that others cite stands at the head of its own articles' chains."""
    chain = tuple("" if party.anonymity == UNNAMED else party.key for party in row.chain)
    cited = own.get(row.publisher.casefold())
    houses = ((WIRE_SERVICE, row.wire), ("publisher", row.publisher), ("owner_group", row.owner))
    return Telling(
        chain=(cited, *chain) if cited else chain,
        figure=row.figure,
        article=row.article,
        family=copies.families.get(row.article),
        position=row.position,
        as_of=row.as_of,
        said_on=row.said_on,
        # Of what has no date nobody knows whether it was told at about the same time.
        houses=tuple((kind, name) for kind, name in houses if name and row.published_on),
        affiliation=row.source.affiliation if row.source else "",
        quote=row.quote,
        is_verbatim=row.kind == "direct",
    )


def _cited_outlets(rows: Iterable[Row]) -> dict[str, str]:
    """The keys of the bodies that are cited, by their names in small letters."""
    return {
        name.casefold(): party.key
        for row in rows
        for party in row.chain
        if party.kind == "body"
        for name in (party.label.en, party.label.zh)
        if name
    }


def _repetitions(
    rows: Sequence[Row], folded: Iterable[Folding], copies: Copies
) -> dict[int, Repetition]:
    """For each row but the first of its origin, the row it is folded with, and why.

    From the first row outwards, so that every folding on the way is told once.
    """
    beside: dict[int, list[Folding]] = defaultdict(list)
    for folding in folded:
        beside[folding.first].append(folding)
        beside[folding.second].append(folding)
    found: dict[int, Repetition] = {}
    reached: set[int] = set()
    for start in range(len(rows)):
        waiting = deque([start] if start not in reached else [])
        reached.add(start)
        while waiting:
            here = waiting.popleft()
            for folding in beside[here]:
                there = folding.second if folding.first == here else folding.first
                if there in reached:
                    continue
                reached.add(there)
                waiting.append(there)
                if rows[there].claim != rows[here].claim:
                    found[there] = _repetition(rows[there], rows[here], folding, copies)
                elif here in found:
                    found[there] = found[here]
    return found


def _repetition(row: Row, other: Row, folding: Folding, copies: Copies) -> Repetition:
    kind, share = folding.kind, folding.share
    if folding.because is Because.COPY:
        low, high = sorted((other.article, row.article))
        kind, share = copies.pairs.get((low, high), ("", None))
    return Repetition(other.claim, folding.because.value, other.article, kind, share)


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
