"""Texts → what PostgreSQL stores of them."""

from collections.abc import Iterable, Iterator
from typing import Final

from claims.searching.words import tokens

# PostgreSQL knows places up to 16,383. Longer texts are numbered from the beginning again, and each
# stretch goes on a little into the next, so that phrases across the seam are found.
STRETCH: Final = 16_000
SEAM: Final = 300
BETWEEN: Final = 10  # places between two texts, which no phrase bridges
LARGEST: Final = 1_000_000  # bytes; PostgreSQL takes no vector beyond 2**20


def vector(texts: Iterable[tuple[str, str]]) -> str:
    """A tsvector literal of pairs of text and weight, A (most) to D (least).

    >>> vector([("94,300 troops", "A"), ("俄军", "B")])
    "'94300':1A 'troop':2A '俄军':13B '军':14B"
    """
    places: dict[str, dict[str, None]] = {}
    size = 0
    begin = 0
    for text, weight in texts:
        place = -1
        for term, place, *_rest in tokens(text):
            size += 4 if term in places else len(term.encode()) + 10
            if size > LARGEST:
                break
            places.setdefault(term, {}).update(
                (f"{at}{weight}", None) for at in _numbers(begin + place)
            )
        begin += place + 1 + BETWEEN
    return " ".join(f"{_quoted(term)}:{','.join(found)}" for term, found in places.items())


def _numbers(place: int) -> Iterator[int]:
    stretch, within = divmod(place, STRETCH)
    yield within + 1
    if stretch and within < SEAM:
        yield within + STRETCH + 1


def _quoted(term: str) -> str:
    return "'" + term.replace("\\", "\\\\").replace("'", "''") + "'"
