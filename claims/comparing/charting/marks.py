"""From claims to what is drawn: points, bars, joints and labels, all with a day and a number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from claims.comparing.charting.labels import Box, Label, Placed, place, wrapped
from claims.comparing.charting.layout import Layout, Plane, moment, plane
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


def points_of(
    view: ComparisonView, colours: Mapping[int, int], layout: Layout
) -> tuple[Plane, list[Point]] | None:
    """The levels of the comparison in its dimension, None if there are none.

    Points of one day and number stand side by side.
    """
    rows = [
        row
        for row in view.rows
        if row.figure.as_of and row.figure.dimension == view.dimension and not row.figure.change
    ]
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
        points.append(Point(row, x, y, colours.get(row.origin, 0)))
    return field, points


def point_data(field: Plane, points: Sequence[Point], words: ChartWords) -> list[dict[str, object]]:
    """One record a claim: what it says, and `day` and `number` where its point is drawn."""
    records = []
    for point in points:
        day, number = field.back(point.x, point.y)
        figure = point.row.figure
        low, high = figure.lowest, figure.highest
        open_up = figure.high is None and figure.low is not None
        open_down = figure.low is None and figure.high is not None
        sign = -1 if field.layout.days_run_down else 1
        end = field.numbers.back(
            field.numbers(float(figure.central))
            + sign * OPEN_END * (-1 if open_up else 1 if open_down else 0)
        )
        records.append(
            {
                "day": moment(day),
                "number": number,
                "as_of": figure.as_of.isoformat() if figure.as_of else None,
                "low": float(low) if figure.is_range else None,
                "high": float(high) if figure.is_range else None,
                "open_end": end if open_up or open_down else None,
                "opens": "up" if open_up else "down" if open_down else None,
                "value": figure_words(figure, words.language),
                "source": source_words(point.row, words),
                "sourced": words.anonymous if point.row.anonymous else words.named,
                "publisher": point.row.publisher,
                "origin": point.row.origin,
                "colour": str(point.colour),
            }
        )
    return records


def label_data(field: Plane, points: Sequence[Point], words: ChartWords) -> list[dict[str, object]]:
    """One label an origin, at the point that told it first; a line of text a record."""
    layout = field.layout
    groups: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        groups[point.row.origin].append(point)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    labels = [_label(group, words, layout) for group in ordered]
    frame = Box(0, -6, layout.width, layout.height)
    obstacles = [_point_box(p) for p in points] + [_range_box(p, field) for p in points]
    placed = place(labels, obstacles, frame, layout.font_size)
    return [
        record
        for group, label, where in zip(ordered, labels, placed, strict=True)
        for record in _lines(field, group[0], label, where)
    ]


def source_words(row: Row, words: ChartWords) -> str:
    label = row.source.label.read_in(words.language) if row.source else ""
    return label or words.unidentified


def _label(group: Sequence[Point], words: ChartWords, layout: Layout) -> Label:
    point = group[0]
    figure = figure_words(point.row.figure, words.language)
    times = f" ×{len(group)}" if len(group) > 1 else ""
    source = wrapped(source_words(point.row, words), layout.label_width, layout.font_size)
    return Label(point.x, point.y, (figure + times, *source))


def _lines(field: Plane, point: Point, label: Label, where: Placed) -> list[dict[str, object]]:
    step = (where.box.bottom - where.box.top) / len(label.lines)
    records: list[dict[str, object]] = []
    for place_in_label, line in enumerate(label.lines):
        day, number = field.back(where.x, where.y + step * (place_in_label + 0.5))
        records.append(
            {
                "day": moment(day),
                "number": number,
                "text": line,
                "align": where.align,
                "role": "figure" if place_in_label == 0 else "source",
                "colour": str(point.colour),
            }
        )
    return records


def _point_box(point: Point) -> Box:
    return Box(point.x - POINT, point.y - POINT, point.x + POINT, point.y + POINT)


def _range_box(point: Point, field: Plane) -> Box:
    figure = point.row.figure
    near, far = sorted((field.numbers(float(figure.lowest)), field.numbers(float(figure.highest))))
    if field.layout.days_run_down:
        return Box(near, point.y - 4, far, point.y + 4)
    return Box(point.x - 4, near, point.x + 4, far)
