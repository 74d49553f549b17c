"""The specs of tests/specs/*/quantities.json: first the spans, then what they are worth."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.normalising.quantities import Quantity, find_quantities

SPECS = Path(__file__).parents[3] / "specs"
CASES = [
    pytest.param(language, case, id=f"{language}: {case['text']}")
    for language in ("zh", "en")
    for case in json.loads((SPECS / language / "quantities.json").read_text(encoding="utf8"))
]


def _field(quantity: Quantity, name: str) -> Any:
    value = getattr(quantity, name)
    return str(value) if isinstance(value, Decimal) else value


@pytest.mark.parametrize(("language", "case"), CASES)
def test_spec(language: str, case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_quantities(text, language)
    assert [text[q.start : q.end] for q in found] == [q["text"] for q in case["quantities"]]
    for quantity, expected in zip(found, case["quantities"], strict=True):
        fields = {name for name in expected if name != "text"}
        assert {n: _field(quantity, n) for n in fields} == {n: expected[n] for n in fields}
