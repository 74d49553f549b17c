"""Colours of the chart. Every colour keeps 3:1 against its background, words 4.5:1."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Theme:
    """`origins[0]` is for origins told once, the others for those told more than once."""

    background: str
    ink: str
    muted: str
    grid: str
    origins: tuple[str, ...]


LIGHT = Theme(
    background="#ffffff",
    ink="#1b1d21",
    muted="#5b6169",
    grid="#e6e3dc",
    origins=("#4a5058", "#b3261e", "#1d5fa8", "#2f7a3d", "#8a4fa3", "#a85b00", "#0f7a7a"),
)
DARK = Theme(
    background="#1b1e23",
    ink="#ecebe7",
    muted="#a7adb5",
    grid="#33373e",
    origins=("#b4bac2", "#ff8a80", "#7cb8ff", "#7fd08c", "#d3a4ea", "#ffb86b", "#6fd6d2"),
)
