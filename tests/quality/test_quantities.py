"""Quantities are found and read at least as well as they were."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.normalising.quantities import Quantity, find_quantities
from claims.normalising.quantities.measures import find_measures
from claims.normalising.quantities.numbers import find_numbers
from tests.quality.kept import check_kept, read_kept

pytestmark = pytest.mark.quality

FLOORS: dict[str, float] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["quantities"]
KEPT = read_kept("recognizers_kept.toml")
KINDS = ("number", "percent", "currency", "dimension", "age", "temperature")
_HUNDREDTHS = {"Cent": Decimal("0.01"), "Pence": Decimal("0.01")}
TOLERANCE = Decimal("1e-12")  # the cases give fractions to fifteen figures

Reading = tuple[int, int, Decimal | None]


def annotated(shared: Path) -> dict[str, float]:
    """Per cent of the annotated quantities found, and read right (value and bounds)."""
    gold, found, right, units = 0, 0, 0, 0
    for line in _lines(shared / "data" / "attributions" / "dev.jsonl"):
        quantities = find_quantities(line["text"], line["lang"])
        for expected in (q for a in line["attributions"] for q in a["quantities"]):
            start, end = expected["span"]
            gold += 1
            match = next((q for q in quantities if q.start < end and start < q.end), None)
            found += match is not None
            right += match is not None and _bounds(match) == _expected(expected)
            units += match is not None and match.unit == expected["unit"]
    shares = {"found": found, "right": right, "unit": units}
    return {f"dev {name}": 100 * n / gold for name, n in shares.items()}


def _bounds(quantity: Quantity) -> tuple[Decimal | None, ...]:
    return quantity.value, quantity.low, quantity.high


def _expected(gold: dict[str, Any]) -> tuple[Decimal | None, ...]:
    return tuple(
        None if gold[name] is None else Decimal(str(gold[name]))
        for name in ("value", "low", "high")
    )


def recognised(shared: Path, kind: str, language: str) -> float:
    """Per cent of the cases of one kind in which exactly the expected is found and read."""
    cases = [
        case for case in _cases(shared) if (case["kind"], case["language"]) == (kind, language)
    ]
    return 100 * sum(map(_passes, cases)) / len(cases)


def _cases(shared: Path) -> list[dict[str, Any]]:
    return [case for case in _lines(shared / "data" / "recognizers.jsonl") if case["kind"] in KINDS]


def _passes(case: dict[str, Any]) -> bool:
    # A unit without a number ("how many dollars") is no quantity here; cents are hundredths.
    expected = [
        (r["start"], r["end"], Decimal(r["value"].rstrip("%")) * _HUNDREDTHS.get(r.get("unit"), 1))
        for r in case["results"]
        if r["value"] is not None
    ]
    found = _found(case["input"], case["kind"], case["language"])
    return len(found) == len(expected) and all(map(_alike, found, expected))


def _found(text: str, kind: str, language: str) -> list[Reading]:
    if kind == "number":
        return [(n.start, n.end, n.value) for n in find_numbers(text, language)]
    name = "percentage" if kind == "percent" else kind
    measures = find_measures(text, language)
    return [(m.start, m.end, m.value) for m in measures if m.kind == name]


def _alike(found: Reading, expected: tuple[int, int, Decimal]) -> bool:
    value, wanted = found[2], expected[2]
    near = value is not None and abs(value - wanted) <= abs(wanted) * TOLERANCE
    return found[:2] == expected[:2] and near


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line]


def figures(shared: Path) -> dict[str, float]:
    """All figures of this room, in per cent."""
    recognisers = {
        f"{kind} {language}": recognised(shared, kind, language)
        for kind in KINDS
        for language in ("zh", "en")
    }
    return {name: round(v, 1) for name, v in {**annotated(shared), **recognisers}.items()}


def test_no_figure_falls_below_its_floor(shared_dir: Path) -> None:
    now = figures(shared_dir)
    assert set(now) == set(FLOORS)
    fallen = {name: (now[name], floor) for name, floor in FLOORS.items() if now[name] < floor}
    assert not fallen, f"found (now, floor) {fallen}"


def test_no_case_fails_but_those_kept_with_a_reason(shared_dir: Path) -> None:
    cases = _cases(shared_dir)
    failing = {case["id"] for case in cases if not _passes(case)}
    expected = {case["id"]: [r["value"] for r in case["results"]] for case in cases}
    check_kept(KEPT, failing, expected)
