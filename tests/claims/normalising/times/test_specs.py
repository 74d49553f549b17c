"""The specs of tests/specs/*/times.json: first the spans, then the days they mean."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.normalising.times import find_times

SPECS = Path(__file__).parents[3] / "specs"
CASES = [
    pytest.param(language, case, id=f"{language}: {case['text']}")
    for language in ("zh", "en")
    for case in json.loads((SPECS / language / "times.json").read_text(encoding="utf8"))
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_spec(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_times(text, language, date.fromisoformat(case["reference"]))
    assert [text[t.start : t.end] for t in found] == [t["text"] for t in case["times"]]
    assert [(str(t.begin), str(t.finish), t.granularity) for t in found] == [
        (t["begin"], t["finish"], t["granularity"]) for t in case["times"]
    ]
