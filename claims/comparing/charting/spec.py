"""The Vega-Lite spec, put together by Altair."""

from dataclasses import replace
from typing import Any, Literal

import altair as alt

from claims.comparing.charting.axes import Axes
from claims.comparing.charting.captions import label_data
from claims.comparing.charting.key import key_data
from claims.comparing.charting.key_marks import key_layers
from claims.comparing.charting.layout import Layout
from claims.comparing.charting.marks import ChartWords, point_data
from claims.comparing.charting.points import points_of
from claims.comparing.charting.themes import Theme
from claims.comparing.view import ComparisonView

FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', Arial, sans-serif"
)
SHAPES = ["circle", "diamond"]  # of named and of anonymous sources
RING = 1.45  # times the width of its point
# The fields a point is drawn at, and the answers it is drawn for.
PLACES = {
    "number": "!isValid(datum.low)",
    "low": "isValid(datum.low)",
    "high": "isValid(datum.low)",
}

Layer = Any  # Altair's methods do not say which kind of chart they return


def chart_spec(
    view: ComparisonView, *, words: ChartWords, layout: Layout, theme: Theme
) -> dict[str, Any] | None:
    """The spec with its data in it; None where there is nothing that could be drawn."""
    labels = min(view.statistics.origins, layout.most_labels)
    layout = replace(layout, height=layout.height + layout.height_a_label * labels)
    drawn = points_of(view, layout)
    if drawn is None:
        return None
    field, points = drawn
    axes = Axes(field, words, theme, are_positions=view.scope.kind == "positions")
    data = {
        "answers": point_data(field, points, words),
        "captions": label_data(field, points, words),
        "key": key_data(field, points, words),
    }
    answers, captions, key = (alt.NamedData(name) for name in data)
    area = (2 * points[0].size - 2) ** 2  # of a point, in square pixels
    chart = alt.layer(
        _joints(answers, axes),
        *_ranges(answers, axes),
        *_open_ends(answers, axes),
        _leaders(captions, axes),
        *_points(answers, axes, area),
        *_labels(captions, axes),
        *key_layers(key, axes),
        width=layout.width,
        height=layout.height,
        background=theme.background,
        description=view.finding.read_in(words.language),
        config=_config(theme, layout),
    )
    # The tests check it against Vega-Lite's schema, which would take longer than the drawing.
    return {**chart.to_dict(validate=False), "datasets": data}


def _joints(answers: alt.NamedData, axes: Axes) -> Layer:
    """A thin line through the tellings of one origin."""
    mark = alt.Chart(answers).mark_line(strokeWidth=1.25, strokeDash=[2, 3], opacity=0.9)
    return mark.encode(
        **axes.positions(), detail=alt.Detail("origin:N"), color=alt.ColorValue(axes.theme.muted)
    )


def _ranges(answers: alt.NamedData, axes: Axes) -> list[Layer]:
    """A stated range is a bar with an end at either number; an "about" a thin line of its reach."""
    mark = alt.Chart(answers)
    bar = mark.transform_filter("isValid(datum.low)").mark_rule(strokeWidth=7, opacity=0.4)
    reach = mark.transform_filter("isValid(datum.doubt_low)").mark_rule(strokeWidth=1.75)
    ends = [
        mark.transform_filter(f"isValid(datum.{end})")
        .mark_tick(thickness=1.75, size=11, orient=_across(axes))
        .encode(**axes.positions(end), color=axes.colour())
        for end in ("doubt_low", "doubt_high")
    ]
    return [
        bar.encode(**axes.positions("low", "high"), color=axes.colour()),
        reach.encode(**axes.positions("doubt_low", "doubt_high"), color=axes.colour()),
        *ends,
    ]


def _across(axes: Axes) -> Literal["vertical", "horizontal"]:
    """The way a short line lies across the axis of numbers."""
    return "vertical" if axes.field.layout.days_run_down else "horizontal"


def _open_ends(answers: alt.NamedData, axes: Axes) -> list[Layer]:
    """ "More than" and "up to": a line that leaves the point, and an arrow head at its end."""
    mark = alt.Chart(answers).transform_filter("isValid(datum.open_end)")
    rule = mark.mark_rule(strokeWidth=1.75).encode(
        **axes.positions("number", "open_end"), color=axes.colour()
    )
    heads = [
        mark.transform_filter(f"datum.opens == '{way}'")
        .mark_point(shape=shape, filled=True, size=42, opacity=1)
        .encode(**axes.positions("open_end"), color=axes.colour())
        for way, shape in axes.arrows()
    ]
    return [rule, *heads]


def _points(answers: alt.NamedData, axes: Axes, area: float) -> list[Layer]:
    """Filled where they count, hollow where not; of a range its two ends.

    A thin rim in the background's colour keeps neighbours apart; a party to the matter has a ring.
    """
    words, theme = axes.words, axes.theme
    shapes = alt.Scale(domain=[words.named, words.anonymous], range=SHAPES)
    shape = alt.Shape("sourced:N", scale=shapes, legend=None)
    fill = alt.FillValue(theme.background, condition=axes.kind_where("datum.counts"))
    rim = alt.StrokeValue(theme.muted, condition=_where_it_counts(theme.background))
    found = []
    for name, is_there in PLACES.items():
        mark = alt.Chart(answers).transform_filter(is_there)
        scale = 1.0 if name == "number" else 0.6
        point = mark.mark_point(size=area * scale, strokeWidth=1.25, opacity=1)
        found.append(point.encode(**axes.positions(name), shape=shape, fill=fill, stroke=rim))
        if name != "low":
            ring = mark.transform_filter("datum.party").mark_point(
                shape="circle", size=area * scale * RING**2, strokeWidth=1.4, opacity=1
            )
            found.append(ring.encode(**axes.positions(name), stroke=alt.StrokeValue(theme.ink)))
    return found


def _leaders(captions: alt.NamedData, axes: Axes) -> Layer:
    mark = alt.Chart(captions).transform_filter("datum.role == 'leader'")
    rule = mark.mark_rule(strokeWidth=1, opacity=0.6)
    return rule.encode(**axes.between(), color=alt.ColorValue(axes.theme.muted))


def _labels(captions: alt.NamedData, axes: Axes) -> list[Layer]:
    """Figures heavy and in ink, quiet where they do not count; sources below them and quiet."""
    size, theme = axes.field.layout.font_size, axes.theme
    found = []
    for role in ("figure", "source"):
        for align in ("left", "right"):
            mark = alt.Chart(captions).transform_filter(
                f"datum.role == '{role}' && datum.align == '{align}'"
            )
            text = mark.mark_text(
                align=align,
                baseline="middle",
                fontSize=size + 1 if role == "figure" else size - 0.5,
                fontWeight=600 if role == "figure" else 400,
            )
            ink = alt.ColorValue(theme.muted, condition=_where_it_counts(theme.ink))
            colour = ink if role == "figure" else alt.ColorValue(theme.muted)
            found.append(text.encode(**axes.positions(), text=alt.Text("text:N"), color=colour))
    return found


def _where_it_counts(colour: str) -> dict[str, str]:
    return {"test": "datum.counts", "value": colour}


def _config(theme: Theme, layout: Layout) -> dict[str, Any]:
    return {
        "font": FONT,
        "padding": {"left": 4, "right": 10, "top": 8, "bottom": 6},
        "view": {"stroke": None},
        "axis": {
            "labelColor": theme.muted,
            "labelFontSize": layout.font_size,
            "titleColor": theme.muted,
            "titleFontSize": layout.font_size,
            "titleFontWeight": 400,
            "gridColor": theme.grid,
            "domainColor": theme.muted,
            "tickColor": theme.muted,
        },
    }
