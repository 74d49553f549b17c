"""Where a day and a number stand on the chart, in pixels of its plot from the top left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import floor, log10


@dataclass(frozen=True)
class Layout:
    """Wide: days run right and numbers up. Narrow: days run down and numbers right."""

    name: str
    width: int
    height: int
    height_a_label: int  # what each label adds to the height
    days_run_down: bool
    label_width: int  # the longest line of a label, in pixels
    font_size: int
    most_labels: int  # of more origins than this, those that say most are labelled
    most_ticks: int  # days named along the axis


WIDE = Layout(
    "wide",
    960,
    440,
    6,
    days_run_down=False,
    label_width=215,
    font_size=12,
    most_labels=26,
    most_ticks=9,
)
NARROW = Layout(
    "narrow",
    310,
    260,
    30,
    days_run_down=True,
    label_width=145,
    font_size=12,
    most_labels=18,
    most_ticks=8,
)


@dataclass(frozen=True)
class Scale:
    """Linear, from `begin`–`finish` to `near`–`far` pixels."""

    begin: float
    finish: float
    near: float
    far: float

    def __call__(self, number: float) -> float:
        share = (number - self.begin) / ((self.finish - self.begin) or 1)
        return self.near + share * (self.far - self.near)

    def back(self, pixel: float) -> float:
        return self.begin + (pixel - self.near) / (self.far - self.near) * (
            (self.finish - self.begin) or 1
        )


@dataclass(frozen=True)
class Plane:
    """The two scales of a layout."""

    layout: Layout
    days: Scale
    numbers: Scale

    def at(self, day: float, number: float) -> tuple[float, float]:
        along, across = self.days(day), self.numbers(number)
        return (across, along) if self.layout.days_run_down else (along, across)

    def back(self, x: float, y: float) -> tuple[float, float]:
        """The day and the number that stand at a pixel."""
        along, across = (y, x) if self.layout.days_run_down else (x, y)
        return self.days.back(along), self.numbers.back(across)


def plane(layout: Layout, days: list[date], numbers: list[float]) -> Plane:
    """Scales that hold the days and numbers with room for labels at the edges."""
    first, last = min(days).toordinal(), max(days).toordinal()
    room = max((last - first) * 0.06, 2)
    low, high = nice_range(min(numbers), max(numbers))
    along = layout.height if layout.days_run_down else layout.width
    ends = (0.0, layout.width) if layout.days_run_down else (layout.height, 0.0)
    return Plane(
        layout, Scale(first - room, last + room, 0, along), Scale(low, high, ends[0], ends[1])
    )


def nice_range(low: float, high: float) -> tuple[float, float]:
    """From zero where zero is near enough to show, to a round number over the highest.

    >>> nice_range(70000, 190000), nice_range(900, 1000)
    ((0, 200000), (890, 1010))
    """
    zero = low < high * 0.6
    step = nice_step((high - (0 if zero else low)) or abs(high) or 1)
    top = (floor(high / step) + 1) * step
    return (0, top) if zero else ((floor(low / step) - 1) * step, top)


def nice_step(extent: float) -> float:
    """A step of 1, 2 or 5 times a power of ten, five to ten of them to the extent."""
    power: float = 10 ** floor(log10(extent / 5))
    return next(power * factor for factor in (1, 2, 5, 10) if extent / (power * factor) <= 10)


def moment(ordinal: float) -> str:
    """A day with a fraction, as Vega-Lite reads it.

    >>> moment(date(2021, 12, 3).toordinal() + 0.5)
    '2021-12-03T12:00:00Z'
    """
    whole = floor(ordinal)
    start = datetime.combine(date.fromordinal(whole), datetime.min.time())
    return f"{start + timedelta(days=ordinal - whole):%Y-%m-%dT%H:%M:%S}Z"
