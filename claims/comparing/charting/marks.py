"""From claims to what is drawn of them: points, bars and arrows, each with a day and a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.comparing.charting.labels import Box
from claims.comparing.charting.layout import Layout, Plane, moment, plane
from claims.comparing.figures import Figure
from claims.comparing.view import ComparisonView, Row
from claims.comparing.wording import figure_words

DODGE = 13  # pixels between points that would lie on one another
POINT = 7  # half a point, with some air
OPEN_END = 26  # length in pixels of the line that says "or more", "or less"


@dataclass(frozen=True)
class ChartWords:
    """The reader's words: `language`, and the names of what the chart cannot know."""

    language: str
    unidentified: str
    named: str
    anonymous: str


@dataclass(frozen=True)
class Point:
    """A claim and where its point stands on the plot, in pixels."""

    row: Row
    x: float
    y: float
    colour: int
    box: Box  # what is drawn of it: the point, its range, and the arrow of an open end


def drawable(view: ComparisonView) -> list[Row]:
    """Levels in the comparison's dimension, told as facts, whose day is known."""
    levels = [row for row in view.rows if row.figure.is_fact and not row.figure.change]
    return [row for row in levels if row.figure.as_of and row.figure.dimension == view.dimension]


def points_of(
    view: ComparisonView, colours: Mapping[int, int], layout: Layout
) -> tuple[Plane, list[Point]] | None:
    """The levels of the comparison in its dimension, None if there are none.

    Points of one day and number stand side by side.
    """
    rows = drawable(view)
    if not rows:
        return None
    days = [row.figure.as_of for row in rows if row.figure.as_of]
    ends = [float(end) for row in rows for end in (row.figure.lowest, row.figure.highest)]
    field = plane(layout, days, ends)
    points: list[Point] = []
    for row in rows:
        assert row.figure.as_of
        x, y = field.at(row.figure.as_of.toordinal(), float(row.figure.central))
        dx, dy = (0, DODGE) if layout.days_run_down else (DODGE, 0)
        while any(abs(p.x - x) < DODGE and abs(p.y - y) < DODGE for p in points):
            x, y = x + dx, y + dy
        points.append(Point(row, x, y, colours.get(row.origin, 0), _drawn_box(row, x, y, field)))
    return field, points


def point_data(field: Plane, points: Sequence[Point], words: ChartWords) -> list[dict[str, object]]:
    """One record a claim: what it says, and `day` and `number` where its point is drawn."""
    records = []
    for point in points:
        day, number = field.back(point.x, point.y)
        figure = point.row.figure
        opens = open_end(figure)
        records.append(
            {
                "day": moment(day),
                "number": number,
                "as_of": figure.as_of.isoformat() if figure.as_of else None,
                "low": float(figure.lowest) if figure.is_range else None,
                "high": float(figure.highest) if figure.is_range else None,
                "open_end": field.numbers.back(_end(figure, field)) if opens else None,
                "opens": opens,
                "value": figure_words(figure, words.language),
                "source": source_words(point.row, words),
                "sourced": words.anonymous if point.row.anonymous else words.named,
                "publisher": point.row.publisher,
                "origin": point.row.origin,
                "colour": str(point.colour),
            }
        )
    return records


def source_words(row: Row, words: ChartWords) -> str:
    label = row.source.label.read_in(words.language) if row.source else ""
    return label or words.unidentified


def open_end(figure: Figure) -> str | None:
    """Which way a figure is open: "more than" is up, "up to" is down."""
    if figure.high is None and figure.low is not None:
        return "up"
    return "down" if figure.low is None and figure.high is not None else None


def _end(figure: Figure, field: Plane) -> float:
    """Where along the axis of numbers the arrow of an open figure ends, in pixels."""
    upwards = 1 if field.layout.days_run_down else -1
    away = upwards if open_end(figure) == "up" else -upwards
    return field.numbers(float(figure.central)) + away * OPEN_END


def _drawn_box(row: Row, x: float, y: float, field: Plane) -> Box:
    figure = row.figure
    ends = [field.numbers(float(figure.lowest)), field.numbers(float(figure.highest))]
    if open_end(figure):
        ends.append(_end(figure, field))
    if field.layout.days_run_down:
        ends.append(x)
        return Box(min(ends) - POINT, y - POINT, max(ends) + POINT, y + POINT)
    ends.append(y)
    return Box(x - POINT, min(ends) - POINT, x + POINT, max(ends) + POINT)
