"""What tellings state, each different statement once, so that each pair is judged once."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from claims.comparing.agreement import Relation, compare, same_statement
from claims.comparing.origins.telling import Telling

NEAR = Decimal("0.1")  # "94,300" may come back as "more than 94,000", not as "more than 80,000"


class Statements:
    """`of[place]` is the number of what is stated there, without its day."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        numbers: dict[object, int] = {}
        self._told: list[Telling] = []
        self.of: list[int] = []
        self._same: dict[tuple[int, int], bool] = {}
        self._near: dict[tuple[int, int], bool] = {}
        for telling in tellings:
            figure = telling.figure and replace(telling.figure, as_of=None)
            number = numbers.setdefault((figure, telling.position), len(numbers))
            if number == len(self._told):
                self._told.append(replace(telling, figure=figure))
            self.of.append(number)

    def same(self, first: int, second: int) -> bool:
        """Could one be the other, repeated?"""
        if first == second:
            return True
        pair = (first, second)
        if pair not in self._same:
            self._same[pair] = _same(self._told[first], self._told[second])
        return self._same[pair]

    def near(self, first: int, second: int) -> bool:
        """The same, or the same rounded in another way, or put in another."""
        pair = (first, second)
        if pair not in self._near:
            self._near[pair] = self.same(*pair) or _near(self._told[first], self._told[second])
        return self._near[pair]


def _same(first: Telling, second: Telling) -> bool:
    if first.figure is None or second.figure is None:
        return first.figure is second.figure and first.position == second.position
    return same_statement(first.figure, second.figure)


def _near(first: Telling, second: Telling) -> bool:
    one, other = first.figure, second.figure
    if one is None or other is None or one.unit != other.unit or one.polarity != other.polarity:
        return False
    one, other = replace(one, modality="asserted"), replace(other, modality="asserted")
    if one == other:
        return True
    if compare(one, other).relation is not Relation.AGREE:
        return False
    return all(
        abs(mine - its) <= NEAR * max(abs(mine), abs(its))
        for mine, its in ((one.lowest, other.lowest), (one.highest, other.highest))
    )
