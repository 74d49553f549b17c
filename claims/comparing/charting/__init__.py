"""The chart of a comparison: value against date, as a Vega-Lite spec made without a browser."""

from claims.comparing.charting.layout import NARROW, WIDE, Layout
from claims.comparing.charting.marks import ChartWords, kind_of
from claims.comparing.charting.points import POSITIONS, drawable
from claims.comparing.charting.spec import chart_spec
from claims.comparing.charting.themes import DARK, KINDS, LIGHT, Theme, recoloured

__all__ = [
    "DARK",
    "KINDS",
    "LIGHT",
    "NARROW",
    "POSITIONS",
    "WIDE",
    "ChartWords",
    "Layout",
    "Theme",
    "chart_spec",
    "drawable",
    "kind_of",
    "recoloured",
]
