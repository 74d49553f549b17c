"""The labels of a chart: one an origin, at the point that told it first."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from claims.comparing.charting.labels import Box, Label, Placed, place, wrapped
from claims.comparing.charting.layout import Layout, Plane, moment
from claims.comparing.charting.marks import POINT, ChartWords, Point, source_words
from claims.comparing.view import Row
from claims.comparing.wording import figure_words

FAR = 26  # pixels from its point beyond which a label gets a thin line to it

Record = dict[str, object]


def label_data(field: Plane, points: Sequence[Point], words: ChartWords) -> list[Record]:
    """A record a line of text, in the role of figure or source, and one a thin line (leader)."""
    layout = field.layout
    groups: dict[int, list[Point]] = defaultdict(list)
    for point in points:
        groups[point.row.origin].append(point)
    ordered = sorted(groups.values(), key=lambda group: -len(group))
    labels = [_label(group, words, layout) for group in ordered]
    frame = Box(0, -6, layout.width, layout.height)
    placed = place(labels, [point.box for point in points], frame, layout.font_size)
    return [
        record
        for group, label, where in zip(ordered, labels, placed, strict=True)
        for record in (*_leader(field, label, where), *_lines(field, group[0], label, where))
    ]


def short_name(row: Row, words: ChartWords) -> str:
    """A person's last name; of others, without what the shape of the point says already.

    "US president Joe Biden", whose key is `person:joe-biden`, is "Biden"; 美国总统乔·拜登 is 拜登.
    """
    label = source_words(row, words)
    kind, _, name = row.source.key.partition(":") if row.source else ("", "", "")
    if kind == "person":
        last = name.rpartition("-")[2].casefold()
        found = [word for word in label.split() if word.casefold() == last]
        return found[-1] if found else re.split("[·‧•]", label)[-1]
    return re.sub(r"\s*[(（][^()（）]*[)）]$", "", label) or label


def _label(group: Sequence[Point], words: ChartWords, layout: Layout) -> Label:
    first, last = group[0], group[0] if layout.days_run_down else group[-1]
    figure = figure_words(first.row.figure, words.language)
    times = f" ×{len(group)}" if len(group) > 1 else ""
    name = short_name(first.row, words) if layout.days_run_down else source_words(first.row, words)
    source = wrapped(name, layout.label_width, layout.font_size, layout.label_lines)
    left, right = first.box.left + POINT, last.box.right - POINT
    return Label((left, first.y), (right, last.y), (figure + times, *source))


def _leader(field: Plane, label: Label, where: Placed) -> Iterator[Record]:
    x, y = label.right if where.align == "left" else label.left
    near_x = min(max(x, where.box.left), where.box.right)
    near_y = min(max(y, where.box.top), where.box.bottom)
    if abs(near_y - y) + abs(near_x - x) < FAR:
        return
    (day, number), (day_to, number_to) = field.back(x, y), field.back(near_x, near_y)
    yield {
        "day": moment(day),
        "number": number,
        "day_to": moment(day_to),
        "number_to": number_to,
        "role": "leader",
    }


def _lines(field: Plane, point: Point, label: Label, where: Placed) -> Iterator[Record]:
    step = (where.box.bottom - where.box.top) / len(label.lines)
    for place_in_label, line in enumerate(label.lines):
        day, number = field.back(where.x, where.y + step * (place_in_label + 0.5))
        yield {
            "day": moment(day),
            "number": number,
            "text": line,
            "align": where.align,
            "role": "figure" if place_in_label == 0 else "source",
            "colour": str(point.colour),
        }
