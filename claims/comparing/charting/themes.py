"""Colours of the chart: one a kind of source, told apart by colour-blind readers, too.

Every colour of a kind keeps 3:1 against the background, words 4.5:1. No legend leans on colour
alone: who is named has a circle, who is not a diamond, and a party to the matter a ring.
"""

import re
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

    @property
    def colours(self) -> tuple[str, ...]:
        """All of them, each at the same place in every theme."""
        quiet = (self.background, self.ink, self.muted, self.grid)
        return (*quiet, *(self.kinds[kind] for kind in KINDS))


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


def recoloured(drawn: str, old: Theme, new: Theme) -> str:
    """A spec or an SVG of one theme in the colours of another; nothing else is theirs.

    Only a colour that is a whole value is one, so that no word of a source is taken for it.
    """
    place = dict(zip(old.colours, new.colours, strict=True))
    return re.sub(r'"(#[0-9a-f]{6})"', lambda value: f'"{place.get(value[1], value[1])}"', drawn)
