"""The shared articles are read as well as they were: canonical texts, metadata, no errors."""

import json
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from articles.reading import ReadArticle, UnreadableArticle, read
from articles.reading.rules import publisher_named

pytestmark = pytest.mark.quality

FLOORS: dict[str, float] = json.loads(
    Path(__file__).with_name("floors.json").read_text(encoding="utf8")
)["reading"]
LEAD = "seed-epoch-n13417231"


@dataclass
class Reading:
    """What the manifest says of one file, what was read, and the annotated text if there is one."""

    manifest: dict[str, Any]
    article: ReadArticle | None
    gold: str | None


@pytest.fixture(scope="module")
def readings(shared_dir: Path) -> dict[str, Reading]:
    gold = {
        line["id"]: line["text"]
        for name in ("dev.jsonl", "zh-train.jsonl")
        for line in _lines(shared_dir / "data" / "attributions" / name)
    }
    return {
        entry["slug"]: Reading(
            entry, _read(shared_dir / "articles" / entry["path"]), gold.get(entry["slug"])
        )
        for entry in _lines(shared_dir / "articles" / "manifest.jsonl")
    }


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines()]


def _read(path: Path) -> ReadArticle | None:
    try:
        return read(path.read_bytes(), name=path.name)
    except UnreadableArticle:
        return None


def _share(hits: list[bool]) -> float:
    return 100 * sum(hits) / len(hits)


def measured(readings: dict[str, Reading]) -> dict[str, float]:
    """Per cent, over the files that can be asked."""
    read_ones = [r for r in readings.values() if r.article]
    pairs = [(r.gold, r.article.text) for r in read_ones if r.gold and r.article]
    alike = [SequenceMatcher(None, gold, text, autojunk=False).ratio() for gold, text in pairs]
    # Reposts were dated by the commit that copied them: what the page does not say is not read.
    dated = [
        r for r in read_ones if r.manifest["date"] and "commit" not in r.manifest["date"] and
        r.manifest["url"]
    ]  # fmt: skip
    return {
        "files read": 100 * len(read_ones) / len(readings),
        "texts equal": _share([gold == text for gold, text in pairs]),
        "texts alike": _share([ratio >= 0.98 for ratio in alike]),
        "similarity": 100 * sum(alike) / len(alike),
        "languages": _share([_language(r) == r.manifest["lang"] for r in read_ones]),
        "dates": _share([_day(r) == r.manifest["date"] for r in dated]),
        "publishers": _share([_publisher(r) == _outlet(r) for r in read_ones if r.manifest["url"]]),
        "addresses": _share([_url(r) == r.manifest["url"] for r in read_ones if r.manifest["url"]]),
    }


def _language(reading: Reading) -> str | None:
    return reading.article.language if reading.article else None


def _publisher(reading: Reading) -> str | None:
    return reading.article.publisher if reading.article else None


def _outlet(reading: Reading) -> str:
    """The manifest's name in our form: without a note in brackets, by its canonical name."""
    name = reading.manifest["outlet"].partition(" (")[0]
    rules = publisher_named(name) or publisher_named(f"The {name}")
    return rules.name if rules else name


def _url(reading: Reading) -> str | None:
    return reading.article.url if reading.article else None


def _day(reading: Reading) -> str | None:
    published = reading.article.published if reading.article else None
    if published is None:
        return None
    return (published.date() if isinstance(published, datetime) else published).isoformat()


def test_reading_is_as_good_as_it_was(readings: dict[str, Reading]) -> None:
    scores = measured(readings)

    assert set(scores) == set(FLOORS)
    fallen = {name: score for name, score in scores.items() if round(score, 1) < FLOORS[name]}
    assert not fallen, f"below the floor: {fallen}"


def test_the_lead_article_is_read_exactly(readings: dict[str, Reading]) -> None:
    lead = readings[LEAD]

    assert lead.article is not None
    assert lead.article.text == lead.gold
    assert (lead.article.publisher, lead.article.byline) == ("大纪元", "李言")


def test_the_credited_wire_services_are_these_and_no_others(readings: dict[str, Reading]) -> None:
    found = {slug: r.article.wire for slug, r in readings.items() if r.article and r.article.wire}

    assert found == {
        "gnews-2016783": "Reuters",
        "gne-163-8": "新华社",
        "gne-guancha-3": "中国新闻社",
    }


def test_every_dropped_block_has_a_reason(readings: dict[str, Reading]) -> None:
    for reading in readings.values():
        if reading.article:
            assert all(dropped.reason for dropped in reading.article.dropped)
