"""Who agrees with whom, in short: each answer in one group at most.

The agreement classes of a view are all the largest sets; an answer that names one bound is in most
of them. A reader is told which origins have a number in common, who is alone with theirs, and who
leaves it open.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heapreplace

from claims.comparing.classes import common, takes_part
from claims.comparing.spread import LeftOut, unit_of
from claims.comparing.view import AgreementClass, ComparisonView, Row


@dataclass(frozen=True)
class Group:
    """Answers of two origins or more that can all be right at once; `numbers` is what each allows.

    `room` are answers with an open end that leave room for it. Rows are places in the view's rows.
    """

    numbers: AgreementClass
    origins: int
    room: tuple[int, ...]

    @property
    def rows(self) -> tuple[int, ...]:
        return self.numbers.rows


@dataclass(frozen=True)
class Agreement:
    """Groups, the largest first; `alone` are first tellings of origins with whose number no other
    agrees; `open` those that name one bound, or only an order of magnitude."""

    groups: tuple[Group, ...] = ()
    alone: tuple[int, ...] = ()
    open: tuple[int, ...] = ()


def agreement_of(view: ComparisonView) -> Agreement:
    """Tellings of one origin are no agreement. Nothing of a view that has no classes."""
    rows, unit = view.rows, unit_of(view.rows, view.scope)
    if not view.agreement:
        return Agreement()
    part = [place for place, row in enumerate(rows) if takes_part(row)]
    is_open = {place for place in part if _is_open(rows[place])}
    classes = [frozenset(each.rows) for each in view.agreement]
    groups = tuple(
        Group(
            numbers=common(rows, sorted(members), unit),
            origins=_origins(rows, members),
            room=_with_room(members, classes, is_open),
        )
        for members in _parted(rows, [each - is_open for each in classes])
    )
    grouped = {place for group in groups for place in group.rows}
    left = [place for place in part if place not in is_open | grouped]
    alone = {rows[place].origin: place for place in reversed(left)}
    return Agreement(groups, tuple(sorted(alone.values())), tuple(sorted(is_open)))


def _is_open(row: Row) -> bool:
    return row.left_out == LeftOut.ORDER_OF_MAGNITUDE or None in row.stated.interval


def _parted(rows: Sequence[Row], classes: Iterable[frozenset[int]]) -> Iterator[frozenset[int]]:
    """The class of most origins, then of what it leaves the next, until none has two of them."""
    several = set(classes)
    left = frozenset().union(*several)
    waiting = [_ranked(rows, members) for members in several]
    heapify(waiting)
    while waiting:
        rank, _first, members = waiting[0]
        now = _ranked(rows, members & left)
        if now[0] != rank:  # a part of it is in another by now
            heapreplace(waiting, now)
            continue
        heappop(waiting)
        if -rank[0] < 2:
            return
        left -= members
        yield members


def _ranked(
    rows: Sequence[Row], members: frozenset[int]
) -> tuple[tuple[int, int], list[int], frozenset[int]]:
    return (-_origins(rows, members), -len(members)), sorted(members), members


def _origins(rows: Sequence[Row], members: Collection[int]) -> int:
    return len({rows[place].origin for place in members})


def _with_room(
    members: frozenset[int], classes: Iterable[frozenset[int]], is_open: Collection[int]
) -> tuple[int, ...]:
    found: set[int] = set()
    for each in classes:
        if members <= each:
            found |= each
    return tuple(sorted(found.intersection(is_open)))
