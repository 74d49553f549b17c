"""What is drawn of the answers: a record a point, with its figure, its range and its doubt."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from claims.comparing.charting.layout import Plane, moment
from claims.comparing.charting.points import Point, end_of, open_end
from claims.comparing.charting.themes import KINDS
from claims.comparing.view import Row
from claims.comparing.wording import figure_words


@dataclass(frozen=True)
class ChartWords:
    """The reader's words: `language`, and the names of what the chart cannot know.

    `kinds` names the kinds of source (of `themes.KINDS`), `positions` those of `points.POSITIONS`,
    `counted` what the axis of numbers counts. The others are the words of the legend.
    """

    language: str
    unidentified: str
    named: str
    anonymous: str
    kinds: Mapping[str, str] = field(default_factory=dict)
    positions: Mapping[str, str] = field(default_factory=dict)
    counted: str = ""
    party: str = ""
    about: str = ""
    range: str = ""
    open: str = ""
    left_out: str = ""
    one_origin: str = ""


def point_data(plane: Plane, points: Sequence[Point], words: ChartWords) -> list[dict[str, object]]:
    """One record an answer: what it says, and `day` and `number` where its point is drawn.

    `low` and `high` are the ends of a stated range, `doubt_low` and `doubt_high` how far an
    "about" reaches, `open_end` where the arrow of "more than" or "up to" ends.
    """
    return [_record(plane, point, words) for point in points]


def _record(plane: Plane, point: Point, words: ChartWords) -> dict[str, object]:
    day, number = plane.back(point.x, point.y)
    row, source = point.row, point.row.source
    return {
        "day": moment(day),
        "number": number,
        "as_of": point.day.isoformat(),
        **_numbers(plane, point, words),
        "source": source_words(row, words),
        "kind": kind_of(row),
        "sourced": words.anonymous if row.anonymous else words.named,
        "party": bool(source and source.is_party),
        "counts": row.counts,
        "publisher": row.publisher,
        "origin": row.origin,
    }


def _numbers(plane: Plane, point: Point, words: ChartWords) -> dict[str, object]:
    figure = point.figure
    if figure is None:
        return {"value": words.positions.get(point.row.position, point.row.position)}
    opens = open_end(figure)
    low, high = figure.interval
    about = figure.approximate and not figure.is_range and opens is None
    return {
        "value": figure_words(point.row.stated, words.language),
        "low": float(figure.lowest) if figure.is_range else None,
        "high": float(figure.highest) if figure.is_range else None,
        "doubt_low": float(low) if about and low is not None else None,
        "doubt_high": float(high) if about and high is not None else None,
        "open_end": plane.numbers.back(end_of(figure, plane)) if opens else None,
        "opens": opens,
    }


def source_words(row: Row, words: ChartWords) -> str:
    label = row.source.label.read_in(words.language) if row.source else ""
    return label or words.unidentified


def kind_of(row: Row) -> str:
    """One of KINDS; a source without a key is one that nobody could identify.

    >>> KINDS[-1]
    ''
    """
    source = row.source
    return source.kind if source and source.key and source.kind in KINDS else ""


def kinds_in(points: Iterable[Point]) -> list[str]:
    """The kinds whose colours are seen, in the order of the legend."""
    found = {kind_of(point.row) for point in points if point.row.counts}
    return [kind for kind in KINDS if kind in found]
