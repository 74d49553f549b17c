"""The labels of a chart: one an origin, at the point that told it first."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from claims.comparing.charting.labels import Box, Label, Placed, place, wrapped
from claims.comparing.charting.layout import Layout, Plane, moment
from claims.comparing.charting.marks import ChartWords, source_words
from claims.comparing.charting.points import Point
from claims.comparing.view import Row
from claims.comparing.wording import figure_words

FAR = 26  # pixels from its point beyond which a label gets a thin line to it
# Up to so many labels each names its source in full, on so many lines; of more, in short on one.
ROOMY = ((10, 3), (16, 2))

ENDS = 3  # labels that matter most: the lowest, the highest and the latest
LONG, SHORT = (
    120,
    56,
)  # pixels that a label may stand from its point; of many, those that matter less

Record = dict[str, object]
Group = list[Point]  # the tellings of one origin that are drawn


def label_data(field: Plane, points: Sequence[Point], words: ChartWords) -> list[Record]:
    """A record a line of text, in the role of figure or source, and one a thin line (leader)."""
    layout = field.layout
    groups = labelled(points, layout.most_labels)
    reaches = [
        LONG if len(groups) <= ROOMY[-1][0] or i < ENDS else SHORT for i in range(len(groups))
    ]
    labels = [
        replace(_label(group, words, layout, len(groups)), reach=reach)
        for group, reach in zip(groups, reaches, strict=True)
    ]
    frame = Box(0, -6, layout.width, layout.height)
    placed = place(labels, [point.box for point in points], frame, layout.font_size)
    return [
        record
        for group, label, where in zip(groups, labels, placed, strict=True)
        if where is not None
        for record in (*_leader(field, label, where), *_lines(field, group[0], label, where))
    ]


def labelled(points: Sequence[Point], most: int) -> list[Group]:
    """The origins that get a label, what matters most first.

    The lowest, the highest and the latest of the spread, then what was told most often.
    """
    groups: dict[int, Group] = defaultdict(list)
    for point in points:
        groups[point.row.origin].append(point)
    counting = [group for group in groups.values() if any(p.row.counts for p in group)]
    ends = {id(group) for group in _ends(counting)}
    ordered = sorted(
        groups.values(),
        key=lambda group: (id(group) not in ends, not group[0].row.counts, -len(group)),
    )
    return ordered[:most]


def _ends(groups: Sequence[Group]) -> list[Group]:
    if not groups:
        return []
    latest = max(groups, key=lambda group: group[-1].day)
    figures = [
        (group[0].figure.lowest, group[0].figure.highest, place)
        for place, group in enumerate(groups)
        if group[0].figure is not None
    ]
    if not figures:
        return [latest]
    lowest = groups[min(figures, key=lambda each: each[0])[2]]
    highest = groups[max(figures, key=lambda each: each[1])[2]]
    return [lowest, highest, latest]


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


def _label(group: Group, words: ChartWords, layout: Layout, many: int) -> Label:
    first, last = group[0], group[0] if layout.days_run_down else group[-1]
    lines = next((lines for most, lines in ROOMY if many <= most), 1)
    in_short = layout.days_run_down or lines == 1
    name = short_name(first.row, words) if in_short else source_words(first.row, words)
    named = wrapped(
        name, layout.label_width, layout.font_size, min(lines, 2) if in_short else lines
    )
    times = f" ×{len(group)}" if len(group) > 1 else ""
    if first.figure is None:  # a position has its place on the axis; its label says whose it is
        shown = (named[0] + times, *named[1:]) if named else (times,)
    else:
        shown = (figure_words(first.row.stated, words.language) + times, *named)
    left, right = first.box.left + first.size, last.box.right - last.size
    return Label((left, first.y), (right, last.y), shown)


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
            "counts": point.row.counts,
        }
