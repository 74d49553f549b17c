"""Colours of the chart: one a kind of source, told apart by colour-blind readers, too.

Every colour of a kind keeps 3:1 against the background, words 4.5:1. No legend leans on colour
alone: who is named has a circle, who is not a diamond, and a party to the matter a ring.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# The kinds in the order of the legend; empty is a source that nobody could identify.
KINDS = ("person", "body", "document", "group", "")


@dataclass(frozen=True)
class Theme:
    """`kinds` gives each of KINDS its colour; `muted` is for what is no part of the spread."""

    background: str
    ink: str
    muted: str
    grid: str
    kinds: Mapping[str, str]


LIGHT = Theme(
    background="#ffffff",
    ink="#1b1d21",
    muted="#5b6169",
    grid="#e6e3dc",
    kinds={
        "person": "#1d40c0",
        "body": "#c5500b",
        "document": "#189cc0",
        "group": "#7c2280",
        "": "#6c727a",
    },
)
DARK = Theme(
    background="#1b1e23",
    ink="#ecebe7",
    muted="#a7adb5",
    grid="#33373e",
    kinds={
        "person": "#0085ff",
        "body": "#f1c65f",
        "document": "#7cfff6",
        "group": "#b695bd",
        "": "#6e747c",
    },
)
