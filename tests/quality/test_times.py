"""Times are found and resolved at least as well as they were."""

import json
from calendar import monthrange
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.dating import said_times
from claims.normalising.times import TimeExpression, find_times
from tests.quality.kept import check_kept, read_kept

pytestmark = pytest.mark.quality

FLOORS: dict[str, float] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["times"]
KEPT = read_kept("recognizers_kept_dates.toml")


def annotated(shared: Path) -> dict[str, float]:
    """Per cent of the annotated times found, and resolved to the very same days."""
    gold, found, right = 0, 0, 0
    for line in _lines(shared / "data" / "attributions" / "dev.jsonl"):
        anchor = date.fromisoformat(line["meta"]["published"])
        times = find_times(line["text"], line["lang"], anchor)
        expected = {tuple(t["span"]): t for a in line["attributions"] for t in a["times"]}
        for (start, end), time in expected.items():
            gold += 1
            match = next((t for t in times if t.start < end and start < t.end), None)
            found += match is not None
            right += match is not None and (match.begin, match.finish) == _interval(time["iso"])
    return {"dev found": 100 * found / gold, "dev right": 100 * right / gold}


def said(shared: Path) -> dict[str, float]:
    """Per cent of the annotated times of saying told as such, and of those told that are annotated.

    Counted for every annotated attribution, so that what the tagger finds plays no part.
    """
    gold, told, both = 0, 0, 0
    for line in _lines(shared / "data" / "attributions" / "dev.jsonl"):
        times = find_times(
            line["text"], line["lang"], date.fromisoformat(line["meta"]["published"])
        )
        drafts = [_draft(a) for a in line["attributions"]]
        found = said_times(drafts, times, line["text"])
        for attribution, mine in zip(line["attributions"], found, strict=True):
            spans = [t["span"] for t in attribution["times"] if t["rel"] == "said"]
            gold += len(spans)
            told += len(mine)
            both += sum(any(t.start < e and s < t.end for t in mine) for s, e in spans)
    return {"said found": 100 * both / gold, "said right": 100 * both / told}


def _draft(attribution: dict[str, Any]) -> Draft:
    parts = (tuple(Span(*s) for s in attribution[name]) for name in ("source", "cue", "content"))
    return Draft(*parts, 1.0)


def _interval(iso: str) -> tuple[date, date]:
    first, _, last = iso.partition("/")
    return _ends(first)[0], _ends(last or first)[1]


def _ends(iso: str) -> tuple[date, date]:
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    first, last = (1, 12) if len(parts) == 1 else (parts[1], parts[1])
    year = parts[0]
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def recognised(shared: Path, language: str) -> float:
    """Per cent of the date cases in which exactly the expected is found and resolved.

    Left out: open intervals (after 2010), which are no calendar expressions here, and dates that
    do not exist. Where a case gives a past and a future reading, either is right.
    """
    cases = [case for case in _cases(shared) if case["language"] == language]
    return 100 * sum(map(_passes, cases)) / len(cases)


def _cases(shared: Path) -> list[dict[str, Any]]:
    cases = _lines(shared / "data" / "recognizers.jsonl")
    return [case for case in cases if case["kind"] == "datetime" and _is_date(case)]


def _is_date(case: dict[str, Any]) -> bool:
    values = [v for r in case["results"] for v in r["values"]]
    kinds = {r["type"].split(".")[-1] for r in case["results"]}
    closed = not any(v.get("Mod") or v.get("value") == "not resolved" for v in values)
    return kinds <= {"date", "daterange"} and closed


def _passes(case: dict[str, Any]) -> bool:
    anchor = date.fromisoformat(case["reference"][:10])
    found = find_times(case["input"], case["language"], anchor)
    results = case["results"]
    return len(found) == len(results) and all(map(_alike, found, results))


def _alike(found: TimeExpression, expected: dict[str, Any]) -> bool:
    overlaps = found.start < expected["end"] and expected["start"] < found.end
    return overlaps and any(
        (found.begin, found.finish) in _readings(value) for value in expected["values"]
    )


def _readings(value: dict[str, str]) -> set[tuple[date, date]]:
    """The end of a range is exclusive, but for ranges between two days, where it is the last."""
    if "value" in value:
        day = date.fromisoformat(value["value"])
        return {(day, day)}
    begin, end = (date.fromisoformat(value[name]) for name in ("start", "end"))
    return {(begin, end), (begin, end - timedelta(1))}


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line]


def figures(shared: Path) -> dict[str, float]:
    """All figures of this room, in per cent."""
    dates = {f"date {language}": recognised(shared, language) for language in ("zh", "en")}
    all_of_them = {**annotated(shared), **said(shared), **dates}
    return {name: round(value, 1) for name, value in all_of_them.items()}


def test_no_figure_falls_below_its_floor(shared_dir: Path) -> None:
    now = figures(shared_dir)
    assert set(now) == set(FLOORS)
    fallen = {name: (now[name], floor) for name, floor in FLOORS.items() if now[name] < floor}
    assert not fallen, f"found (now, floor) {fallen}"


def test_no_case_fails_but_those_kept_with_a_reason(shared_dir: Path) -> None:
    cases = _cases(shared_dir)
    failing = {case["id"] for case in cases if not _passes(case)}
    expected = {case["id"]: [_written(r) for r in case["results"]] for case in cases}
    check_kept(KEPT, failing, expected)


def _written(result: dict[str, Any]) -> str:
    return " | ".join(v.get("value") or f"{v['start']}/{v['end']}" for v in result["values"])
