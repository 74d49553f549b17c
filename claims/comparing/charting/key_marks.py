"""The marks of the legend, alike to those of the chart that they explain."""

from typing import Any

import altair as alt

from claims.comparing.charting.axes import Axes

Layer = Any  # Altair's methods do not say which kind of chart they return


def key_layers(records: alt.NamedData, axes: Axes) -> list[Layer]:
    """Layers for the records of `key_data`."""
    return [*_points(records, axes), *_lines(records, axes), *_texts(records, axes)]


def _only(records: alt.NamedData, *symbols: str) -> Layer:
    asked = " || ".join(f"datum.symbol == '{symbol}'" for symbol in symbols)
    return alt.Chart(records).transform_filter(asked)


def _points(records: alt.NamedData, axes: Axes) -> list[Layer]:
    theme = axes.theme
    fill = alt.FillValue(theme.ink, condition=axes.kind_where("datum.is_kind"))
    return [
        _only(records, shape)
        .mark_point(shape=shape, size=80, opacity=1, strokeWidth=0)
        .encode(**axes.positions(), fill=fill)
        for shape in ("circle", "diamond")
    ] + [
        _only(records, "ring")
        .mark_point(shape="circle", size=110, opacity=1, strokeWidth=1.4)
        .encode(**axes.positions(), stroke=alt.StrokeValue(theme.ink)),
        _only(records, "hollow")
        .mark_point(shape="circle", size=70, opacity=1, strokeWidth=1.5)
        .encode(**axes.positions(), stroke=alt.StrokeValue(theme.muted)),
    ]


def _lines(records: alt.NamedData, axes: Axes) -> list[Layer]:
    looks: dict[str, dict[str, Any]] = {
        "doubt": {"strokeWidth": 1.75},
        "range": {"strokeWidth": 7, "opacity": 0.4},
        "joint": {"strokeWidth": 1.25, "strokeDash": [2, 3]},
    }
    return [
        _only(records, symbol)
        .mark_rule(**look)
        .encode(**axes.between(), color=alt.ColorValue(axes.theme.ink))
        for symbol, look in looks.items()
    ]


def _texts(records: alt.NamedData, axes: Axes) -> list[Layer]:
    size = axes.field.layout.font_size
    words = _only(records, "words").mark_text(align="left", baseline="middle", fontSize=size)
    arrow = _only(records, "arrow").mark_text(
        align="center", baseline="middle", fontSize=size + 2, fontWeight=700
    )
    return [
        words.encode(
            **axes.positions(), text=alt.Text("text:N"), color=alt.ColorValue(axes.theme.muted)
        ),
        arrow.encode(
            **axes.positions(), text=alt.Text("text:N"), color=alt.ColorValue(axes.theme.ink)
        ),
    ]
