"""The two axes of the chart, whichever way its layout turns them."""

import json
from dataclasses import dataclass
from datetime import date
from math import ceil, floor
from typing import Any

import altair as alt

from claims.comparing.charting.layout import Plane, moment, nice_step
from claims.comparing.charting.marks import ChartWords
from claims.comparing.charting.points import POSITIONS
from claims.comparing.charting.themes import KINDS, Theme
from claims.comparing.charting.ticks import ticks

CHINESE_NUMBER = (
    "datum.value >= 10000 ? format(datum.value / 10000, ',~r') + '万' : format(datum.value, ',~r')"
)
SHORT_NUMBER = "datum.value == 0 ? '0' : datum.label"
TITLE_BEGINS = -46  # pixels from the plot, past the labels of its axis


@dataclass(frozen=True)
class Axes:
    """Encodings of day and number for one plane, one language and one theme."""

    field: Plane
    words: ChartWords
    theme: Theme
    are_positions: bool = False

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

    def colour(self) -> alt.ColorValue:
        """Of a record that counts the colour of its kind, of another a quiet one."""
        return alt.ColorValue(self.theme.muted, condition=self.kind_where("datum.counts"))

    def kind_where(self, test: str) -> dict[str, Any]:
        """A condition: the colour of its kind for a record of which `test` is true.

        Channels are made by name: Altair would find out what `alt.condition` gives it by
        checking it against Vega-Lite's schema, which takes most of the time of a drawing.
        """
        scale = alt.Scale(domain=list(KINDS), range=[self.theme.kinds[kind] for kind in KINDS])
        return {"test": test, "field": "kind", "type": "nominal", "scale": scale, "legend": None}

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
        days = self.field.days
        scale = alt.Scale(
            type="utc",
            domain=[moment(days.begin), moment(days.finish)],
            nice=False,
            reverse=down,
        )
        named = ticks(
            date.fromordinal(ceil(days.begin)),
            date.fromordinal(floor(days.finish)),
            self.field.layout.most_ticks,
            self.words.language,
        )
        axis = alt.Axis(
            title=None,
            grid=False,
            values=[moment(tick.day.toordinal()) for tick in named],
            labelExpr=_looked_up(
                "utcFormat(datum.value, '%Y-%m-%d')",
                {tick.day.isoformat(): list(tick.lines) for tick in named},
            ),
        )
        channel = alt.Y if down else alt.X
        return channel("day:T", scale=scale, axis=axis)

    def _number(self, name: str) -> alt.X | alt.Y:
        numbers = self.field.numbers
        scale = alt.Scale(
            domain=[min(numbers.begin, numbers.finish), max(numbers.begin, numbers.finish)],
            nice=False,
            zero=False,
            reverse=numbers.begin > numbers.finish,
        )
        channel = alt.X if self.field.layout.days_run_down else alt.Y
        axis = self._of_positions() if self.are_positions else self._of_numbers()
        return channel(f"{name}:Q", scale=scale, axis=axis)

    def _of_positions(self) -> alt.Axis:
        down = self.field.layout.days_run_down
        lanes = {
            str(len(POSITIONS) - 1 - lane): self.words.positions.get(position, position)
            for lane, position in enumerate(POSITIONS)
        }
        return alt.Axis(
            title=None,
            values=[float(lane) for lane in lanes],
            orient="top" if down else "left",
            domain=False,
            ticks=False,
            labelPadding=8,
            labelLimit=70 if down else 180,
            labelExpr=_looked_up("toString(datum.value)", lanes),
        )

    def _of_numbers(self) -> alt.Axis:
        down = self.field.layout.days_run_down
        low, high = self.field.numbers.begin, self.field.numbers.finish
        return alt.Axis(
            title=self.words.counted or None,
            titleAngle=0,
            titleAlign="left" if not down else "right",
            titleAnchor="end",
            titleX=TITLE_BEGINS if not down else self.field.layout.width,
            titleY=-14 if not down else -26,
            titleBaseline="bottom",
            format="~s" if down else ",~r",
            tickCount=4 if down else round((high - low) / nice_step(high - low)),
            orient="top" if down else "left",
            domain=False,
            ticks=False,
            labelPadding=8,
            labelExpr=CHINESE_NUMBER if self._chinese else SHORT_NUMBER,
        )


def _looked_up(key: str, labels: dict[str, Any]) -> str:
    """An expression of Vega's that finds a label in a table."""
    return f"({json.dumps(labels, ensure_ascii=False)})[{key}]"
