"""Which claims only repeat one another: three outlets with one origin count as one origin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from claims.comparing.agreement import WINDOW, same_statement
from claims.comparing.figures import Figure


@dataclass(frozen=True)
class Telling:
    """A figure and whom it came through: source keys from the outermost to the origin.

    An empty key is a source nobody could identify; it is never the same as another. `family` is
    the same for articles that are copies of one text, None for an article without copies.
    """

    chain: tuple[str, ...]
    figure: Figure | None
    article: int = 0
    family: int | None = None


class Because(StrEnum):
    """Why two tellings count as one origin."""

    RULING = "ruling"  # an editor said so
    COPY = "copy"  # their articles are copies of one text
    OWNER = "owner"  # one house publishes both
    UTTERANCE = "utterance"  # one source said it once
    SOURCE = "source"  # the chain of one meets the origin of the other


@dataclass(frozen=True)
class Folding:
    """Two places in the tellings, the earlier first, and why they are one origin."""

    first: int
    second: int
    because: Because


def group_origins(
    tellings: Sequence[Telling],
    *,
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
) -> list[int]:
    """The origin of each telling, numbered from 1 in the order of first appearance.

    `joined` and `parted` are pairs of places in `tellings` that editors have ruled to be, or not
    to be, one origin. A ruling of "not" only undoes what the rules below would have joined.
    """
    return numbered(len(tellings), foldings(tellings, joined=joined, parted=parted))


def foldings(
    tellings: Sequence[Telling],
    *,
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
) -> list[Folding]:
    """Every pair that is one origin, with the reason that says most, in the order of the later."""
    ruled = {(min(pair), max(pair)) for pair in joined}
    apart = {(min(pair), max(pair)) for pair in parted}
    found = []
    for second, later in enumerate(tellings):
        for first, earlier in enumerate(tellings[:second]):
            if (first, second) in ruled:
                found.append(Folding(first, second, Because.RULING))
            elif (first, second) in apart:
                continue
            elif because := _because(earlier, later):
                found.append(Folding(first, second, because))
    return found


def _because(first: Telling, second: Telling) -> Because | None:
    if one_text(first, second):
        return Because.COPY
    return Because.SOURCE if one_origin(first, second) else None


def numbered(count: int, foldings: Iterable[Folding]) -> list[int]:
    """The origins of so many tellings, numbered from 1 in the order of first appearance."""
    leader = list(range(count))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    for folding in foldings:
        low, high = sorted((find(folding.first), find(folding.second)))
        leader[high] = low
    numbers: dict[int, int] = {}
    return [numbers.setdefault(find(place), len(numbers) + 1) for place in range(count)]


def one_origin(first: Telling, second: Telling) -> bool:
    """The origin of one stands in the chain of the other, with the same figure at about that time.

    So "AP" and "AP ← an official ← intelligence officials" are one origin: the first article
    stopped retracing earlier than the second.
    """
    return _meets(first.chain, second.chain) and _same(first, second)


def one_text(first: Telling, second: Telling) -> bool:
    """Copies of one text tell the same statement by the same speaker, on whatever day.

    One article has its figures from several, so two speakers that are known stay two.
    """
    if first.family is None or first.family != second.family or first.article == second.article:
        return False
    keys = {telling.chain[-1] for telling in (first, second) if telling.chain} - {""}
    return len(keys) < 2 and _same(first, second, window=timedelta.max)


def _same(first: Telling, second: Telling, *, window: timedelta = WINDOW) -> bool:
    if first.figure is None or second.figure is None:
        return False
    return same_statement(first.figure, second.figure, window=window)


def _meets(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not (first and second and first[-1] and second[-1]):
        return False
    return first[-1] in second or second[-1] in first
