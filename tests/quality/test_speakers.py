"""Speakers read from the annotated spans are at least as right as they were: floors in per cent."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from articles.spans import Span
from claims.normalising.sources import read_speaker
from tests.quality.annotated import lines_of

pytestmark = pytest.mark.quality

FIELDS = ("name", "role", "affiliation", "anonymous")
FLOORS: dict[str, dict[str, float]] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["speakers"]


def plain(value: str | bool | None) -> str | bool | None:
    """Width and punctuation do not count."""
    if not isinstance(value, str):
        return value
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", value)).lower() or None


def figures_for(shared: Path, name: str) -> dict[str, float]:
    """How many per cent of the annotated speakers have each field right."""
    right = dict.fromkeys(FIELDS, 0)
    total = 0
    for line in lines_of(shared, name):
        for attribution in line["attributions"]:
            spans = [Span(*span) for span in attribution["source"]]
            found = read_speaker(line["text"], spans, line["lang"])
            total += 1
            for field in FIELDS:
                wanted = attribution["speaker"][field]
                right[field] += plain(wanted) == plain(getattr(found, field))
    return {field: round(100 * count / total, 1) for field, count in right.items()}


@pytest.mark.parametrize("name", ["chinese", "english"])
def test_no_field_falls_below_its_floor(name: str, shared_dir: Path) -> None:
    figures = figures_for(shared_dir, name)
    fallen = {f: (figures[f], floor) for f, floor in FLOORS[name].items() if figures[f] < floor}
    assert not fallen, f"{name}: found (now, floor) {fallen}"
