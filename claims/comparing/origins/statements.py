"""What tellings state, each different statement once, so that each pair is judged once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.comparing.agreement import Relation, compare, same_statement
from claims.comparing.figures import Figure
from claims.comparing.origins.telling import Telling

NEAR = Decimal("0.1")  # "94,300" may come back as "more than 94,000", not as "more than 80,000"


class Statements:
    """`of[place]` is the number of what is stated there, without its day."""

    def __init__(self, tellings: Sequence[Telling]) -> None:
        numbers: dict[object, int] = {}
        self._told: list[_Stated] = []
        self.of: list[int] = []
        self._same: dict[tuple[int, int], bool] = {}
        self._near: dict[tuple[int, int], bool] = {}
        for telling in tellings:
            figure = telling.figure and replace(telling.figure, as_of=None)
            number = numbers.setdefault((figure, telling.position), len(numbers))
            if number == len(self._told):
                self._told.append(_stated(figure, telling.position))
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


@dataclass(frozen=True)
class _Stated:
    """`as_fact` is the figure as if it were asserted, `ends` its lowest and highest number: held
    ready, since most of the many pairs are told apart by them."""

    figure: Figure | None
    position: str
    as_fact: Figure | None
    ends: tuple[Decimal, Decimal]


def _stated(figure: Figure | None, position: str) -> _Stated:
    if figure is None:
        return _Stated(None, position, None, (Decimal(0), Decimal(0)))
    as_fact = replace(figure, modality="asserted")
    return _Stated(figure, position, as_fact, (figure.lowest, figure.highest))


def _same(first: _Stated, second: _Stated) -> bool:
    one, other = first.figure, second.figure
    if one is None or other is None:
        return one is other and first.position == second.position
    if one.unit == other.unit and first.ends != second.ends:
        return False
    return same_statement(one, other)


def _near(first: _Stated, second: _Stated) -> bool:
    one, other = first.as_fact, second.as_fact
    if one is None or other is None or one.unit != other.unit or one.polarity != other.polarity:
        return False
    if any(
        abs(mine - its) > NEAR * max(abs(mine), abs(its))
        for mine, its in zip(first.ends, second.ends, strict=True)
    ):
        return False
    return one == other or compare(one, other).relation is Relation.AGREE
