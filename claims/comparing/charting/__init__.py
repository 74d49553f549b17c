"""The chart of a comparison: value against date, as a Vega-Lite spec made without a browser."""

from claims.comparing.charting.colours import colours_of
from claims.comparing.charting.layout import NARROW, WIDE, Layout
from claims.comparing.charting.marks import ChartWords, drawable
from claims.comparing.charting.spec import chart_spec
from claims.comparing.charting.themes import DARK, LIGHT, Theme

__all__ = [
    "DARK",
    "LIGHT",
    "NARROW",
    "WIDE",
    "ChartWords",
    "Layout",
    "Theme",
    "chart_spec",
    "colours_of",
    "drawable",
]
