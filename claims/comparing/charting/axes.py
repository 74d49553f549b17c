"""The two axes of the chart, whichever way its layout turns them."""

from dataclasses import dataclass
from typing import Any

import altair as alt

from claims.comparing.charting.layout import Plane, moment, nice_step
from claims.comparing.charting.marks import ChartWords
from claims.comparing.charting.themes import Theme

CHINESE_DAY = "(utcmonth(datum.value) + 1) + '月' + utcdate(datum.value) + '日'"
CHINESE_NUMBER = (
    "datum.value >= 10000 ? format(datum.value / 10000, ',~r') + '万' : format(datum.value, ',~r')"
)
SHORT_NUMBER = "datum.value == 0 ? '0' : datum.label"


@dataclass(frozen=True)
class Axes:
    """Encodings of day and number for one plane, one language and one theme."""

    field: Plane
    words: ChartWords
    theme: Theme

    def positions(self, number: str = "number", to: str | None = None) -> dict[str, Any]:
        """Channels for a record's day and `number`, or for the stretch from `number` to `to`."""
        down = self.field.layout.days_run_down
        across, along = ("x", "y") if down else ("y", "x")
        channels: dict[str, Any] = {across: self._number(number), along: self._day()}
        if to is not None:
            channels[f"{across}2"] = alt.X2(to) if down else alt.Y2(to)
        return channels

    def between(self) -> dict[str, Any]:
        """Channels for a straight line from a record's place to its `day_to` and `number_to`."""
        down = self.field.layout.days_run_down
        x2, y2 = ("number_to", "day_to") if down else ("day_to", "number_to")
        return {**self.positions(), "x2": alt.X2(x2), "y2": alt.Y2(y2)}

    def colour(self) -> alt.Color:
        colours = list(self.theme.origins)
        scale = alt.Scale(domain=[str(n) for n in range(len(colours))], range=colours)
        return alt.Color("colour:N", scale=scale, legend=None)

    def arrows(self) -> list[tuple[str, str]]:
        """The arrow head for each way a figure may be open."""
        if self.field.layout.days_run_down:
            return [("up", "triangle-right"), ("down", "triangle-left")]
        return [("up", "triangle-up"), ("down", "triangle-down")]

    @property
    def _chinese(self) -> bool:
        return self.words.language.startswith("zh")

    def _day(self) -> alt.X | alt.Y:
        down = self.field.layout.days_run_down
        scale = alt.Scale(
            type="utc",
            domain=[moment(self.field.days.begin), moment(self.field.days.finish)],
            nice=False,
            reverse=down,
        )
        axis = alt.Axis(
            title=None,
            grid=False,
            format="%b %-d",
            tickCount=6 if down or self._chinese else 9,
            labelOverlap=True,
            labelExpr=CHINESE_DAY if self._chinese else "datum.label",
        )
        channel = alt.Y if down else alt.X
        return channel("day:T", scale=scale, axis=axis)

    def _number(self, name: str) -> alt.X | alt.Y:
        down = self.field.layout.days_run_down
        low, high = self.field.numbers.begin, self.field.numbers.finish
        axis = alt.Axis(
            title=None,
            format="~s" if down else ",~r",
            tickCount=4 if down else round((high - low) / nice_step(high - low)),
            orient="top" if down else "left",
            domain=False,
            ticks=False,
            labelPadding=8,
            labelExpr=CHINESE_NUMBER if self._chinese else SHORT_NUMBER,
        )
        scale = alt.Scale(domain=[low, high], nice=False, zero=False)
        channel = alt.X if down else alt.Y
        return channel(f"{name}:Q", scale=scale, axis=axis)
