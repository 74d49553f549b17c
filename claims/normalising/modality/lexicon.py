"""The markers of a language, read from TOML and found in one pass."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from claims.normalising.modality.modality import Mode


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the lexicon; `by` is its name as evidence gives it."""

    kind: str
    by: str
    modality: Mode | None
    negates: bool


class Marker(NamedTuple):
    """An entry found at `[start, end)` of a passage."""

    start: int
    end: int
    entry: Entry


@dataclass(frozen=True)
class Scanner:
    """All patterns as one: at one place the earliest entry wins, and what it takes is taken."""

    pattern: re.Pattern[str]
    entries: tuple[Entry, ...]

    def scan(self, words: str) -> Iterator[Marker]:
        """The markers in `words` (folded), in order and not overlapping; idle ones are left out."""
        for match in self.pattern.finditer(words):
            entry = self.entries[int((match.lastgroup or "e0")[1:])]
            if entry.kind != "idle":
                yield Marker(match.start(), match.end(), entry)


@dataclass(frozen=True)
class Lexicon:
    """What one language marks clauses with, and what its cues do to their content."""

    english: bool
    markers: Scanner
    cues: Scanner


@cache
def lexicon_of(language: str) -> Lexicon | None:
    """The lexicon of 'en', or of Chinese in either script; None for another language."""
    name = language.split("-")[0]
    if name not in ("en", "zh"):
        return None
    rows = load(name)
    return Lexicon(
        name == "en",
        _scanner(rows["entry"], name),
        _scanner([{"kind": "cue", **row} for row in rows["cue"]], name),
    )


@cache
def load(name: str) -> dict[str, list[dict[str, Any]]]:
    """One TOML file of `lexicons/`, as plain data."""
    path = files(__package__).joinpath("lexicons", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _scanner(rows: list[dict[str, Any]], name: str) -> Scanner:
    edges = (r"(?<!\w)(?<!\w')", r"(?!\w|'\w)") if name == "en" else ("", "")
    patterns = [
        f"(?P<e{number}>{_bounded(row['pattern'], edges)})" for number, row in enumerate(rows)
    ]
    entries = tuple(
        Entry(
            row["kind"],
            f"lexicon modality/{name}.toml: {row['name']}",
            row.get("modality"),
            row.get("negates", False),
        )
        for row in rows
    )
    return Scanner(re.compile("|".join(patterns), re.IGNORECASE | re.MULTILINE), entries)


def _bounded(pattern: str, edges: tuple[str, str]) -> str:
    before, after = edges
    return f"{before}(?:{pattern}){after}"
