"""From the surest reason to the least: which tellings are one origin, and why."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.comparing.origins.clusters import Clusters
from claims.comparing.origins.pairs import Pairs
from claims.comparing.origins.telling import Telling


class Because(StrEnum):
    """Why two tellings count as one origin, the reason that says most first."""

    RULING = "ruling"  # an editor said so
    COPY = "copy"  # their articles are copies of one text
    UTTERANCE = "utterance"  # the same was said once: in these words, or by this speaker that day
    SOURCE = "source"  # the chain of one meets the origin of the other
    OWNER = "owner"  # one house tells both: a publisher, an owner group, a wire service


@dataclass(frozen=True)
class Folding:
    """Two places in the tellings, the earlier first, and why they are one origin.

    `kind` says it closer: of an utterance "words" (and their `share`), "speaker" or "office"; of
    an owner "publisher", "owner_group" or "wire_service".
    """

    first: int
    second: int
    because: Because
    kind: str = ""
    share: float | None = None


def group_origins(
    tellings: Sequence[Telling],
    *,
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
) -> list[int]:
    """The origin of each telling, numbered from 1 in the order of first appearance.

    `joined` and `parted` are pairs of places in `tellings` that editors have ruled to be, or not
    to be, one origin. A ruling of "not" undoes what the rules below would have joined, also by
    way of a third.
    """
    return numbered(len(tellings), foldings(tellings, joined=joined, parted=parted))


def foldings(
    tellings: Sequence[Telling],
    *,
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
) -> list[Folding]:
    """As many foldings as hold each origin together, each for the reason that says most.

    Two speakers who are known and differ are never one, even where a third telling would be one
    with each: it goes with the one that comes first.
    """
    clusters = Clusters(tellings, parted)
    found = []
    for first, second in sorted({(min(pair), max(pair)) for pair in joined}):
        if clusters.find(first) != clusters.find(second):
            clusters.join(first, second)
            found.append(Folding(first, second, Because.RULING))
    for folding in _by_rule(Pairs(tellings, clusters)):
        clusters.join(folding.first, folding.second)
        found.append(folding)
    return found


def numbered(count: int, foldings: Iterable[Folding]) -> list[int]:
    """The origins of so many tellings, numbered from 1 in the order of first appearance."""
    clusters = Clusters([Telling((), None)] * count, ())
    for folding in foldings:
        if clusters.find(folding.first) != clusters.find(folding.second):
            clusters.join(folding.first, folding.second)
    numbers: dict[int, int] = {}
    return [numbers.setdefault(clusters.find(place), len(numbers) + 1) for place in range(count)]


def _by_rule(pairs: Pairs) -> Iterator[Folding]:
    """Pairs that are one origin by a rule, those of the surer rules first."""
    for first, second in pairs.copies():
        yield Folding(first, second, Because.COPY)
    for first, second, share in pairs.in_the_same_words():
        yield Folding(first, second, Because.UTTERANCE, "words", share)
    for first, second in pairs.through_one_source():
        yield Folding(first, second, Because.SOURCE)
    for first, second in pairs.of_one_speaker():
        yield Folding(first, second, Because.UTTERANCE, "speaker")
    for first, second in pairs.of_one_office():
        yield Folding(first, second, Because.UTTERANCE, "office")
    for first, second, house in pairs.of_one_house():
        yield Folding(first, second, Because.OWNER, house)
