"""Who agrees with whom, in the reader's language, and no longer than is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from claims.comparing import Agreement, ComparisonView, Group
from claims.views import words
from claims.views.arranging import Arrangement
from claims.views.presenting import letter, value_of

MOST_GROUPS = 5
MOST_NUMBERS = 12
MOST_PLACES = 12


@dataclass(frozen=True)
class Places:
    """Answers by their places in the table, from 1: those that are named, and how many more."""

    named: list[int]
    more: int


@dataclass(frozen=True)
class Agreeing:
    """A group. `room` are answers with an open end that leave room for it."""

    letter: str
    range: str
    places: Places
    answers: int
    origins: int
    room: Places
    query: str


@dataclass(frozen=True)
class Number:
    """What some answers say, word for word alike."""

    words: str
    places: Places


def told(agreement: Agreement, view: ComparisonView, arrangement: Arrangement) -> dict[str, Any]:
    """The context of its part of the page; each list in what is shown, and what is folded away."""
    groups = [_group(n, each, arrangement) for n, each in enumerate(agreement.groups)]
    alone, is_open = _numbers(agreement.alone, view), _numbers(agreement.open, view)
    return {
        "any": bool(groups or alone or is_open),
        "groups": groups[:MOST_GROUPS],
        "more_groups": groups[MOST_GROUPS:],
        "alone": alone[:MOST_NUMBERS],
        "more_alone": alone[MOST_NUMBERS:],
        "open": is_open[:MOST_NUMBERS],
        "more_open": is_open[MOST_NUMBERS:],
    }


def _group(number: int, group: Group, arrangement: Arrangement) -> Agreeing:
    return Agreeing(
        letter=letter(number),
        range=words.bounds(group.numbers.low, group.numbers.high),
        places=_places(group.rows),
        answers=len(group.rows),
        origins=group.origins,
        room=_places(group.room),
        query=arrangement.query(agrees=letter(number)),
    )


def _numbers(places: Iterable[int], view: ComparisonView) -> list[Number]:
    """From the lowest; one number said several times stands once."""
    said: dict[str, list[int]] = {}
    for place in sorted(places, key=lambda place: view.rows[place].stated.central):
        said.setdefault(value_of(view.rows[place]), []).append(place)
    return [Number(value, _places(sorted(those))) for value, those in said.items()]


def _places(rows: Iterable[int]) -> Places:
    places = [row + 1 for row in rows]
    return Places(places[:MOST_PLACES], len(places[MOST_PLACES:]))
