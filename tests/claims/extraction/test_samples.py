"""What the engine makes of the sample articles: who gave which number through whom.

A sample without a golden file gets one written, and the test fails until somebody has reviewed it.
Processors round int8 products differently, so one row in ten may differ before this fails; the
floors in tests/quality hold the rest.
"""

import json
import os
from datetime import date, datetime
from pathlib import Path

import pytest

from articles.reading import read
from claims.extraction import ArticleInput, Attribution, extract_batch
from claims.normalising.headlines import headline
from claims.normalising.sources import source_label

ROOT = Path(__file__).resolve().parents[3]
SAMPLES = sorted((ROOT / "articles" / "samples").glob("[0-9]*"))
GOLDEN = ROOT / "tests" / "golden" / "claims"


@pytest.fixture(scope="module")
def rows() -> dict[str, list[str]]:
    """For each sample its claims with a number, outermost source first, in English."""
    articles = [read(path.read_bytes(), name=path.name) for path in SAMPLES]
    found = extract_batch([ArticleInput(a.text, a.language, _day(a.published)) for a in articles])
    return {
        path.stem: [_row(item, items, article.text) for item in items if item.quantities]
        for path, article, items in zip(SAMPLES, articles, found, strict=True)
    }


def _day(published: datetime | date | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published


def _row(item: Attribution, items: list[Attribution], text: str) -> str:
    by_id = {other.id: other for other in items}
    words = text[item.content[0].start : item.content[-1].end]
    chain, outer = headline(item.speaker, item.quantities, words, "en"), item.parent
    while outer is not None:
        chain = f"{source_label(by_id[outer].speaker, 'en')} → {chain}"
        outer = by_id[outer].parent
    return chain


def test_every_sample_has_been_reviewed(rows: dict[str, list[str]]) -> None:
    written = []
    for name, found in rows.items():
        path = GOLDEN / f"{name}.json"
        if not path.exists() or os.environ.get("UPDATE_GOLDEN"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf8")
            written.append(path.name)
    assert not written, f"{written} written: review before committing"
    assert {path.stem for path in GOLDEN.glob("*.json")} == set(rows)


def test_the_samples_say_what_was_reviewed(rows: dict[str, list[str]]) -> None:
    golden = {
        (name, row)
        for name in rows
        for row in json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf8"))
    }
    found = {(name, row) for name, of_sample in rows.items() for row in of_sample}
    assert len(golden ^ found) * 10 <= len(golden), sorted(golden ^ found)
