"""How attributions and their numbers are put is read at least as well as it was."""

import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from articles.spans import Span
from claims.normalising.modality import read_modality

pytestmark = pytest.mark.quality

HERE = Path(__file__).parent
FLOORS: dict[str, float] = json.loads(HERE.joinpath("floors.json").read_text(encoding="utf8"))[
    "modality"
]
Labels = dict[tuple[str, str, int | None], tuple[str, str]]


def labels() -> Labels:
    """(article, attribution, start of the quantity or None) → modality and polarity."""
    lines = HERE.joinpath("modality.jsonl").read_text(encoding="utf8").splitlines()
    return {
        (row["article"], row["attribution"], row.get("quantity")): (
            row["modality"],
            row["polarity"],
        )
        for row in map(json.loads, lines)
    }


def figures(shared: Path) -> dict[str, float]:
    """Per cent right: of claims and quantities by language, and of claims by class."""
    right: dict[str, list[bool]] = defaultdict(list)
    path = shared / "data" / "attributions" / "dev.jsonl"
    lines = {line["id"]: line for line in map(json.loads, path.read_text("utf8").splitlines())}
    for (article, attribution, start), expected in labels().items():
        line = lines[article]
        item = next(a for a in line["attributions"] if a["id"] == attribution)
        found = _read(line, item, start)
        kind = f"{'claims' if start is None else 'quantities'} {line['lang'][:2]}"
        right[kind].append(found == expected)
        if start is None:
            for said, read in zip(expected, found, strict=True):
                right[said].append(said == read)
    return {name: round(100 * sum(them) / len(them), 1) for name, them in sorted(right.items())}


def _read(line: dict[str, Any], item: dict[str, Any], start: int | None) -> tuple[str, str]:
    at = next((Span(*q["span"]) for q in item["quantities"] if q["span"][0] == start), None)
    found = read_modality(
        line["text"],
        line["lang"],
        content=[Span(*span) for span in item["content"]],
        cue=[Span(*span) for span in item["cue"]],
        at=at,
    )
    return found.modality, found.polarity


def test_what_is_put_how_is_read_as_well_as_before(shared_dir: Path) -> None:
    found = figures(shared_dir)
    assert set(found) == set(FLOORS)
    assert {name: share for name, share in found.items() if share < FLOORS[name]} == {}
