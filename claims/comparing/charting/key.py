"""The legend, drawn into the chart, so that a chart that is taken away can still be read.

It names only what there is to be seen.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.comparing.charting.labels import text_width
from claims.comparing.charting.layout import Layout, Plane, moment
from claims.comparing.charting.marks import ChartWords, kinds_in
from claims.comparing.charting.points import Point, open_end

LINE = 19  # pixels from one line of the legend to the next
SYMBOL = 15  # the room of a symbol
BETWEEN = 18  # and of what stands between two entries
BEGINS = -46  # past the axis of numbers or days
ENDS, ENDS_NARROW = 46, 52  # above the plot, and above an axis that stands there
HALF = 6  # of a line of the legend, in pixels

Record = dict[str, object]


@dataclass(frozen=True)
class Entry:
    """`symbol` is what is drawn, `kind` the kind whose colour it has (None: the ink's)."""

    symbol: str
    words: str
    kind: str | None = None


def key_data(field: Plane, points: Sequence[Point], words: ChartWords) -> list[Record]:
    """A record a symbol and one a word, at the places where they are drawn."""
    lines = list(_in_lines(entries(points, words), field.layout))
    ends = ENDS_NARROW if field.layout.days_run_down else ENDS
    top = -ends - LINE * (len(lines) - 1)
    return [
        record
        for number, line in enumerate(lines)
        for x, entry in line
        for record in _drawn(field, entry, x, top + LINE * number, words)
    ]


def entries(points: Sequence[Point], words: ChartWords) -> list[Entry]:
    """What the reader must know, in the order in which it is told."""
    rows = [point.row for point in points]
    figures = [point.figure for point in points if point.figure is not None]
    told = Counter(row.origin for row in rows)
    shapes = {row.anonymous for row in rows if row.counts}
    facts = [
        (len(shapes) == 2, Entry("circle", words.named)),
        (len(shapes) == 2, Entry("diamond", words.anonymous)),
        (any(row.source and row.source.is_party for row in rows), Entry("ring", words.party)),
        (
            any(f.approximate and not f.is_range and not open_end(f) for f in figures),
            Entry("doubt", words.about),
        ),
        (any(f.is_range for f in figures), Entry("range", words.range)),
        (any(open_end(f) for f in figures), Entry("arrow", words.open)),
        (any(not row.counts for row in rows), Entry("hollow", words.left_out)),
        (any(times > 1 for times in told.values()), Entry("joint", words.one_origin)),
    ]
    kinds = [Entry("circle", words.kinds.get(kind, kind), kind) for kind in kinds_in(points)]
    return kinds + [entry for is_seen, entry in facts if is_seen]


def _in_lines(found: Sequence[Entry], layout: Layout) -> Iterator[list[tuple[float, Entry]]]:
    line: list[tuple[float, Entry]] = []
    x: float = BEGINS
    for entry in found:
        wide = SYMBOL + text_width(entry.words, layout.font_size) + BETWEEN
        if line and x + wide - BETWEEN > layout.width:
            yield line
            line, x = [], BEGINS
        line.append((x, entry))
        x += wide
    if line:
        yield line


def _drawn(field: Plane, entry: Entry, x: float, y: float, words: ChartWords) -> Iterator[Record]:
    middle = x + SYMBOL / 2 - 2
    shown = {"kind": entry.kind or "", "is_kind": entry.kind is not None, "symbol": entry.symbol}
    match entry.symbol:
        case "range":
            yield {**shown, **_along(field, middle, y, HALF)}
        case "doubt":
            yield {**shown, **_along(field, middle, y, HALF)}
            for end in (-HALF, HALF):
                yield {**shown, **_across(field, middle, y, end)}
        case "joint":
            yield {**shown, **_line(field, (x, y), (x + SYMBOL - 3, y))}
        case "arrow":
            yield {**shown, **_at(field, middle, y), "text": "→" if _down(field) else "↑"}
        case _:
            yield {**shown, **_at(field, middle, y)}
    yield {"symbol": "words", **_at(field, x + SYMBOL, y), "text": entry.words}


def _down(field: Plane) -> bool:
    return field.layout.days_run_down


def _along(field: Plane, x: float, y: float, half: float) -> Record:
    """A line in the direction of the numbers."""
    if _down(field):
        return _line(field, (x - half, y), (x + half, y))
    return _line(field, (x, y - half), (x, y + half))


def _across(field: Plane, x: float, y: float, end: float) -> Record:
    """A short line at right angles to them, so far from the middle."""
    if _down(field):
        return _line(field, (x + end, y - 3), (x + end, y + 3))
    return _line(field, (x - 3, y + end), (x + 3, y + end))


def _at(field: Plane, x: float, y: float) -> Record:
    day, number = field.back(x, y)
    return {"day": moment(day), "number": number}


def _line(field: Plane, begin: tuple[float, float], end: tuple[float, float]) -> Record:
    day, number = field.back(*end)
    return {**_at(field, *begin), "day_to": moment(day), "number_to": number}
