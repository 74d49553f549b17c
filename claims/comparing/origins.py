"""Which claims only repeat one another: three outlets with one origin count as one origin."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.comparing.agreement import same_statement
from claims.comparing.figures import Figure


@dataclass(frozen=True)
class Telling:
    """A figure and whom it came through: source keys from the outermost to the origin.

    An empty key is a source nobody could identify; it is never the same as another.
    """

    chain: tuple[str, ...]
    figure: Figure


def group_origins(
    tellings: Sequence[Telling],
    *,
    joined: Iterable[tuple[int, int]] = (),
    parted: Iterable[tuple[int, int]] = (),
) -> list[int]:
    """The origin of each telling, numbered from 1 in the order of first appearance.

    `joined` and `parted` are pairs of places in `tellings` that editors have ruled to be, or not
    to be, one origin. A ruling of "not" only undoes what the rule below would have joined.
    """
    leader = list(range(len(tellings)))

    def find(place: int) -> int:
        while leader[place] != place:
            leader[place] = leader[leader[place]]
            place = leader[place]
        return place

    apart = {frozenset(pair) for pair in parted}
    pairs = [
        (first, second)
        for second in range(len(tellings))
        for first in range(second)
        if frozenset((first, second)) not in apart and one_origin(tellings[first], tellings[second])
    ]
    for first, second in [*pairs, *joined]:
        low, high = sorted((find(first), find(second)))
        leader[high] = low
    numbers: dict[int, int] = {}
    return [numbers.setdefault(find(place), len(numbers) + 1) for place in range(len(tellings))]


def one_origin(first: Telling, second: Telling) -> bool:
    """The origin of one stands in the chain of the other, with the same figure at about that time.

    So "AP" and "AP ← an official ← intelligence officials" are one origin: the first article
    stopped retracing earlier than the second.
    """
    return _meets(first.chain, second.chain) and same_statement(first.figure, second.figure)


def _meets(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    if not (first and second and first[-1] and second[-1]):
        return False
    return first[-1] in second or second[-1] in first
