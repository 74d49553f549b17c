"""The Vega-Lite spec, checked against Vega-Lite's own schema by Altair as it is built."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import altair as alt

from claims.comparing.charting.axes import Axes
from claims.comparing.charting.captions import label_data
from claims.comparing.charting.layout import Layout
from claims.comparing.charting.marks import ChartWords, point_data, points_of
from claims.comparing.charting.themes import Theme
from claims.comparing.view import ComparisonView

FONT = (
    "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'PingFang SC', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', Arial, sans-serif"
)

Layer = Any  # Altair's methods do not say which kind of chart they return


def chart_spec(
    view: ComparisonView,
    *,
    colours: Mapping[int, int],
    words: ChartWords,
    layout: Layout,
    theme: Theme,
) -> dict[str, Any] | None:
    """The spec with its data in it; None where there is nothing that could be drawn.

    `colours` gives each origin its place in `theme.origins`.
    """
    layout = replace(
        layout, height=layout.height + layout.height_an_origin * view.statistics.origins
    )
    drawn = points_of(view, colours, layout)
    if drawn is None:
        return None
    field, points = drawn
    axes = Axes(field, words, theme)
    claims = alt.InlineData(values=point_data(field, points, words))
    labels = alt.InlineData(values=label_data(field, points, words))
    chart = alt.layer(
        _joints(claims, axes),
        _ranges(claims, axes),
        *_open_ends(claims, axes),
        _leaders(labels, axes),
        _points(claims, axes, words),
        *_labels(labels, axes),
    ).properties(width=layout.width, height=layout.height, background=theme.background)
    return dict(_configured(chart, theme, layout).to_dict())


def _joints(claims: alt.InlineData, axes: Axes) -> Layer:
    """A thin line through the tellings of one origin."""
    mark = alt.Chart(claims).transform_filter("datum.colour != '0'")
    line = mark.mark_line(strokeWidth=1.5, strokeDash=[2, 3], opacity=0.8)
    return line.encode(**axes.positions(), detail="origin:N", color=axes.colour())


def _ranges(claims: alt.InlineData, axes: Axes) -> Layer:
    mark = alt.Chart(claims).transform_filter("isValid(datum.low)")
    rule = mark.mark_rule(strokeWidth=8, strokeCap="round", opacity=0.35)
    return rule.encode(**axes.positions("low", "high"), color=axes.colour())


def _open_ends(claims: alt.InlineData, axes: Axes) -> list[Layer]:
    """ "More than" and "up to": a line that leaves the point, and an arrow head at its end."""
    mark = alt.Chart(claims).transform_filter("isValid(datum.open_end)")
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


def _points(claims: alt.InlineData, axes: Axes, words: ChartWords) -> Layer:
    shape = alt.Shape(
        "sourced:N",
        scale=alt.Scale(domain=[words.named, words.anonymous], range=["circle", "diamond"]),
        legend=None,
    )
    fill = alt.condition(
        alt.datum.sourced == words.named, axes.colour(), alt.value(axes.theme.background)
    )
    mark = alt.Chart(claims).mark_point(size=95, strokeWidth=2, opacity=1)
    return mark.encode(**axes.positions(), shape=shape, stroke=axes.colour(), fill=fill)


def _leaders(labels: alt.InlineData, axes: Axes) -> Layer:
    mark = alt.Chart(labels).transform_filter("datum.role == 'leader'")
    rule = mark.mark_rule(strokeWidth=1, opacity=0.6)
    return rule.encode(**axes.between(), color=alt.value(axes.theme.muted))


def _labels(labels: alt.InlineData, axes: Axes) -> list[Layer]:
    """Figures in their origin's colour and heavy, sources below them and quiet."""
    size = axes.field.layout.font_size
    found = []
    for role in ("figure", "source"):
        for align in ("left", "right"):
            mark = alt.Chart(labels).transform_filter(
                f"datum.role == '{role}' && datum.align == '{align}'"
            )
            text = mark.mark_text(
                align=align,
                baseline="middle",
                fontSize=size + 1 if role == "figure" else size - 0.5,
                fontWeight=600 if role == "figure" else 400,
            )
            colour = axes.colour() if role == "figure" else alt.value(axes.theme.muted)
            found.append(text.encode(**axes.positions(), text="text:N", color=colour))
    return found


def _configured(chart: Layer, theme: Theme, layout: Layout) -> Layer:
    return (
        chart.configure(font=FONT, padding={"left": 4, "right": 10, "top": 14, "bottom": 6})
        .configure_view(stroke=None)
        .configure_axis(
            labelColor=theme.muted,
            labelFontSize=layout.font_size,
            gridColor=theme.grid,
            domainColor=theme.muted,
            tickColor=theme.muted,
        )
    )
