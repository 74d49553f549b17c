"""Which answers are drawn, and where each point stands on the plot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from claims.comparing.charting.labels import Box
from claims.comparing.charting.layout import Layout, Plane, Scale, plane
from claims.comparing.figures import Figure
from claims.comparing.spread import LeftOut, unit_of
from claims.comparing.units import in_unit
from claims.comparing.view import ComparisonView, Row

POSITIONS = ("affirmed", "conditional", "no_comment", "denied")  # from the top
OPEN_END = 26  # length in pixels of the line that says "or more", "or less"
# What is no level of what is asked for has no place on its axis.
UNDRAWN = {LeftOut.OTHER_DIMENSION, LeftOut.OTHER_UNIT, LeftOut.CHANGE, LeftOut.DENIED}
FAR_OUT = 1.5  # times the highest of the spread, beyond which what is no part of it is not drawn
MOST_STEPS = 14  # that a point is moved aside before it lies on another
RING = 3.5  # pixels that the ring of a party to the matter adds to half a point
# From so many points on they are drawn so large: half a point, with some air, in pixels.
SIZES = ((0, 7.0), (80, 5.0), (250, 3.5))


@dataclass(frozen=True)
class Point:
    """An answer and where its point stands on the plot, in pixels; `size` is half of it.

    `figure` is in the comparison's unit, None for a position. `box` is all that is drawn of it:
    the point, its range, and the arrow of an open end.
    """

    row: Row
    figure: Figure | None
    day: date
    x: float
    y: float
    size: float
    box: Box


@dataclass(frozen=True)
class _Answer:
    row: Row
    figure: Figure | None
    day: date
    number: float


def drawable(view: ComparisonView) -> list[Row]:
    """The answers that have a day and a place on the axis."""
    return [answer.row for answer in _answers(view)]


def points_of(view: ComparisonView, layout: Layout) -> tuple[Plane, list[Point]] | None:
    """The answers on their plane, None if there are none.

    Points that would lie on one another stand side by side, as far as there is room.
    """
    answers = _answers(view)
    if not answers:
        return None
    field = _plane(view, layout, answers)
    size = next(size for many, size in reversed(SIZES) if len(answers) >= many)
    places = _Places(2 * size - 1, field)
    points = []
    for answer in answers:
        x, y = places.take(*field.at(answer.day.toordinal(), answer.number))
        source = answer.row.source
        ringed = size + RING if source and source.is_party else size
        box = _drawn_box(answer.figure, x, y, ringed, field)
        points.append(Point(answer.row, answer.figure, answer.day, x, y, size, box))
    return field, points


def open_end(figure: Figure) -> str | None:
    """Which way a figure is open: "more than" is up, "up to" is down."""
    if figure.high is None and figure.low is not None:
        return "up"
    return "down" if figure.low is None and figure.high is not None else None


def end_of(figure: Figure, field: Plane) -> float:
    """Where along the axis of numbers the arrow of an open figure ends, in pixels."""
    upwards = 1 if field.layout.days_run_down else -1
    away = upwards if open_end(figure) == "up" else -upwards
    return field.numbers(float(figure.central)) + away * OPEN_END


def _answers(view: ComparisonView) -> list[_Answer]:
    dated = [(row, row.as_of) for row in view.rows if row.as_of]
    if view.scope.kind == "positions":
        return [
            _Answer(row, None, day, float(len(POSITIONS) - 1 - POSITIONS.index(row.position)))
            for row, day in dated
            if row.position in POSITIONS
        ]
    unit = unit_of(view.rows, view.scope)
    found = [
        _Answer(row, figure := in_unit(row.stated, unit), day, float(figure.central))
        for row, day in dated
        if row.figure is not None and row.left_out not in UNDRAWN
    ]
    highest = max((_ends(a)[1] for a in found if a.row.counts), default=None)
    if highest is None:
        return found
    return [a for a in found if a.row.counts or _ends(a)[1] <= max(highest * FAR_OUT, highest)]


def _ends(answer: _Answer) -> tuple[float, float]:
    if answer.figure is None:
        return answer.number, answer.number
    return float(answer.figure.lowest), float(answer.figure.highest)


def _plane(view: ComparisonView, layout: Layout, answers: Sequence[_Answer]) -> Plane:
    field = plane(
        layout, [a.day for a in answers], [end for answer in answers for end in _ends(answer)]
    )
    if view.scope.kind != "positions":
        return field
    low, high = -0.5, len(POSITIONS) - 0.5
    if layout.days_run_down:  # from the left, what stands at the top in the wide one
        return Plane(layout, field.days, Scale(high, low, 0.0, layout.width))
    return Plane(layout, field.days, Scale(low, high, layout.height, 0.0))


class _Places:
    """Places taken by points, so that no point lies on another while there is room."""

    def __init__(self, step: float, field: Plane) -> None:
        self._step, self._down = step, field.layout.days_run_down
        self._points: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def take(self, x: float, y: float) -> tuple[float, float]:
        """The nearest free place beside this one, the days of both being the same or near."""
        for moved_x, moved_y in self._beside(x, y):
            if self._is_free(moved_x, moved_y):
                x, y = moved_x, moved_y
                break
        self._points.setdefault(self._cell(x, y), []).append((x, y))
        return x, y

    def _beside(self, x: float, y: float) -> Iterator[tuple[float, float]]:
        for step in range(MOST_STEPS):
            away = self._step * step
            yield (x, y + away) if self._down else (x + away, y)

    def _is_free(self, x: float, y: float) -> bool:
        column, line = self._cell(x, y)
        near = [
            point
            for a in (column - 1, column, column + 1)
            for b in (line - 1, line, line + 1)
            for point in self._points.get((a, b), ())
        ]
        return all(abs(a - x) >= self._step or abs(b - y) >= self._step for a, b in near)

    def _cell(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self._step), int(y // self._step)


def _drawn_box(figure: Figure | None, x: float, y: float, size: float, field: Plane) -> Box:
    ends = []
    if figure is not None:
        ends = [field.numbers(float(figure.lowest)), field.numbers(float(figure.highest))]
        if open_end(figure):
            ends.append(end_of(figure, field))
    if field.layout.days_run_down:
        ends.append(x)
        return Box(min(ends) - size, y - size, max(ends) + size, y + size)
    ends.append(y)
    return Box(x - size, min(ends) - size, x + size, max(ends) + size)
