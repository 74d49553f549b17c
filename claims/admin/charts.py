"""Small charts, drawn here: bars of days, with the same numbers as a table for whoever reads it."""

from dataclasses import dataclass
from typing import Any

from claims.selectors.start import Days

WIDTH, HEIGHT, GAP = 280.0, 90.0, 4.0


@dataclass(frozen=True)
class Bar:
    kind: str
    x: str
    y: str
    width: str
    height: str


@dataclass(frozen=True)
class Chart:
    """`bars` are in the units of the view box; coordinates are written with points, always."""

    name: str
    title: Any
    days: Days
    bars: list[Bar]
    most: int  # the number that the highest bar stands for

    @property
    def rows(self) -> list[tuple[Any, list[int]]]:
        return list(zip(self.days.days, self.days.numbers, strict=True))

    @property
    def ends(self) -> tuple[Any, Any]:
        return self.days.days[0], self.days.days[-1]


def chart(name: str, title: Any, days: Days) -> Chart:
    most = max(map(sum, days.numbers), default=0)
    step = WIDTH / len(days.days)
    bars = []
    for place, numbers in enumerate(days.numbers):
        top = HEIGHT
        for (kind, _words), number in zip(days.kinds, numbers, strict=True):
            height = HEIGHT * number / most if most else 0.0
            top -= height
            if height:
                at = (place * step + GAP / 2, top, step - GAP, height)
                bars.append(Bar(kind, *(f"{value:.2f}" for value in at)))
    return Chart(name, title, days, bars, most)
