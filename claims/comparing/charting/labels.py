"""Labels beside their points without lying on one another: first fit among a few places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import floor, hypot
from unicodedata import east_asian_width

# How far a label may move from its point, in pixels; the nearest that fits is taken.
DISTANCES = (11, 22, 38, 58, 84, 116, 150)
LINE_HEIGHT = 1.25
RISES = (0, -0.4, 0.4, -0.7, 0.7, -1, 1)  # how far up or down, in distances and half labels
AWAY = 4  # square pixels that may be covered rather than move one pixel further away
ROUNDS = 2
AIR = 3  # pixels kept free around a label
CELL = 64  # pixels: the boxes in the way are looked up by squares of this size
MOST_LOST = 0.12  # of a label's area that may cover something or stick out before it is left away


@dataclass(frozen=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def grown(self, by: float) -> "Box":
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def overlap(self, other: "Box") -> float:
        """The area they have in common, in square pixels."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(wide, 0) * max(high, 0)

    def distance(self, x: float, y: float) -> float:
        """From a point to the nearest edge, 0 inside."""
        return hypot(x - min(max(x, self.left), self.right), y - min(max(y, self.top), self.bottom))

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)

    def outside(self, frame: "Box") -> float:
        """The area that sticks out of the frame."""
        return self.area - self.overlap(frame)


@dataclass(frozen=True)
class Label:
    """Lines to be placed left of one point or right of another; the first line is the figure.

    `reach` is how far from its point, in pixels, it may stand and still be shown.
    """

    left: tuple[float, float]
    right: tuple[float, float]
    lines: tuple[str, ...]
    reach: float = DISTANCES[-1]

    def away(self, where: "Placed") -> float:
        """How far from its point a place is."""
        return where.box.distance(*(self.right if where.align == "left" else self.left))


@dataclass(frozen=True)
class Placed:
    """`x`, `y` is the top of the text at its aligned side; `align` is left or right."""

    x: float
    y: float
    align: str
    box: Box


class Obstacles:
    """Boxes that labels shall not cover, found again by where they lie."""

    def __init__(self, boxes: Sequence[Box]) -> None:
        self._cells: dict[tuple[int, int], set[Box]] = {}
        for box in boxes:
            for cell in _cells(box):
                self._cells.setdefault(cell, set()).add(box)

    def covered(self, box: Box) -> float:
        """The area of them, in square pixels, that lies under a box."""
        near = {other for cell in _cells(box) for other in self._cells.get(cell, ())}
        return sum(box.overlap(other) for other in near)


def place(
    labels: Sequence[Label], obstacles: Sequence[Box], frame: Box, font_size: int
) -> list[Placed | None]:
    """A place for each label, in the order given: put first what matters most.

    Then each is placed again now that the others are known, as the first ones chose blindly. None
    for a label that would still cover others or the points: where it is crowded, fewer are shown.
    """
    points = Obstacles(obstacles)
    placed: list[Placed] = []
    for label in labels:
        placed.append(_best(label, points, _boxes(placed), frame, font_size))
    for _ in range(ROUNDS):
        for i, label in enumerate(labels):
            others = _boxes([*placed[:i], *placed[i + 1 :]])
            placed[i] = _best(label, points, others, frame, font_size)
    return _readable(labels, placed, points, frame)


def _readable(
    labels: Sequence[Label], placed: Sequence[Placed], points: Obstacles, frame: Box
) -> list[Placed | None]:
    """Those near their points that neither cover what was kept before them nor stick out."""
    found: list[Placed | None] = []
    for label, each in zip(labels, placed, strict=True):
        others = [kept.box for kept in found if kept is not None]
        covered = points.covered(each.box) + sum(each.box.overlap(other) for other in others)
        lost = covered + each.box.outside(frame)
        fits = lost <= MOST_LOST * each.box.area and label.away(each) <= label.reach
        found.append(each if fits else None)
    return found


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    columns = range(floor(box.left / CELL), floor(box.right / CELL) + 1)
    lines = range(floor(box.top / CELL), floor(box.bottom / CELL) + 1)
    return product(columns, lines)


def _boxes(placed: Sequence[Placed]) -> list[Box]:
    return [each.box.grown(AIR) for each in placed]


def _best(
    label: Label, points: Obstacles, others: Sequence[Box], frame: Box, font_size: int
) -> Placed:
    """The candidate that covers least, sticks out least and lies nearest."""

    def cost(where: Placed) -> float:
        covered = points.covered(where.box) + sum(where.box.overlap(box) for box in others)
        return covered + 3 * where.box.outside(frame) + AWAY * label.away(where)

    return min(_candidates(label, font_size), key=cost)


def text_width(line: str, font_size: int, *, heavy: bool = False) -> float:
    """About how wide a line of sans serif is; Chinese characters are square."""
    latin = 0.68 if heavy else 0.54
    ems = sum(1.0 if east_asian_width(c) in "WF" else latin for c in line)
    return ems * font_size


def wrapped(text: str, width: float, font_size: int, lines: int = 2) -> list[str]:
    """Cut at spaces (anywhere in Chinese) into at most so many lines, the last ending in "…"."""
    found: list[str] = []
    rest = text
    while rest and len(found) < lines:
        fits = _fitting(rest, width, font_size)
        if fits < len(rest) and len(found) == lines - 1:
            found.append(rest[: max(fits - 1, 1)].rstrip() + "…")
            break
        found.append(rest[:fits].rstrip())
        rest = rest[fits:].lstrip()
    return found


def _fitting(text: str, width: float, font_size: int) -> int:
    end = 1
    while end < len(text) and text_width(text[: end + 1], font_size) <= width:
        end += 1
    if end == len(text) or east_asian_width(text[end]) in "WF":
        return end
    space = text.rfind(" ", 0, end + 1)
    return space if space > 0 else end


def _candidates(label: Label, font_size: int) -> Iterator[Placed]:
    """Beside the point, then higher and lower, then above and below it and further back."""
    wide = max(
        text_width(line, font_size, heavy=place == 0) for place, line in enumerate(label.lines)
    )
    high = len(label.lines) * font_size * LINE_HEIGHT
    for distance, rise, back, align in product(DISTANCES, RISES, (0, 0.5, 1), ("left", "right")):
        if back and abs(rise) < 1:
            continue
        from_x, from_y = label.right if align == "left" else label.left
        across = (distance if abs(rise) < 1 else DISTANCES[0]) - back * wide
        x = from_x + (across if align == "left" else -across)
        middle = from_y + rise * (distance + high / 2)
        left = x if align == "left" else x - wide
        top = middle - high / 2
        yield Placed(x, top, align, Box(left, top, left + wide, top + high))
