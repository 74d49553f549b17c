"""Cases of other makers that fail on purpose: each is listed with what it expects, and why."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def read_kept(name: str) -> list[dict[str, Any]]:
    """The rows of a list beside this file: `case`, `expected`, `why`."""
    text = Path(__file__).with_name(name).read_text(encoding="utf8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["kept"]
    return rows


def check_kept(rows: list[dict[str, Any]], failing: set[Any], expected: Mapping[Any, Any]) -> None:
    """What fails is listed, what is listed fails, and the list is about the cases at hand."""
    listed = {row["case"] for row in rows}
    assert failing - listed == set(), "fails, and no reason is given for it"
    assert listed - failing == set(), "is listed as kept, but passes"
    for row in rows:
        assert row["expected"] == expected[row["case"]], row["case"]
        assert len(row["why"]) > 30, row["case"]
