"""Every entry finds what its example marks, and nothing in its counter-examples."""

import re
from typing import Any

import pytest

from claims.normalising.modality.lexicon import Scanner, _scanner, lexicon_of, load

ENTRIES = [
    pytest.param(language, {"kind": "cue", **row}, id=f"{language} {row['name']}")
    for language in ("zh", "en")
    for part in ("entry", "cue")
    for row in load(language)[part]
]


def alone(language: str, row: dict[str, Any]) -> Scanner:
    """A scanner of one entry; idle ones, which scanning leaves out, are made to show."""
    return _scanner([{**row, "kind": "shown"}], language)


@pytest.mark.parametrize(("language", "row"), ENTRIES)
def test_an_entry_finds_what_its_example_marks(language: str, row: dict[str, Any]) -> None:
    marked = re.findall("«(.*?)»", row["example"])
    plain = re.sub("[«»]", "", row["example"])
    found = [plain[m.start : m.end] for m in alone(language, row).scan(plain)]
    assert marked
    assert found == marked


@pytest.mark.parametrize(("language", "row"), ENTRIES)
def test_an_entry_does_nothing_to_its_counter_examples(language: str, row: dict[str, Any]) -> None:
    lexicon = lexicon_of(language)
    assert lexicon
    assert row["counter"]
    part = lexicon.cues if row["kind"] == "cue" else lexicon.markers
    for text in row["counter"]:
        found = list((alone(language, row) if row["kind"] == "idle" else part).scan(text))
        names = [marker.entry.by.partition(": ")[2] for marker in found]
        assert row["name"] not in names


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_entry_says_something(language: str) -> None:
    for row in load(language)["entry"]:
        says = "modality" in row or row.get("negates", False)
        assert says == (row["kind"] in ("modal", "wish", "condition")), row["name"]
    names = [row["name"] for part in load(language).values() for row in part]
    assert len(names) == len(set(names))
