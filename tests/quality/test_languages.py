"""The language of short texts is told as well as it was: our own set, some with a page's claim."""

import json
import tomllib
from pathlib import Path

import pytest

from articles.reading.language import language_of

pytestmark = pytest.mark.quality

HERE = Path(__file__).parent
FLOORS: dict[str, float] = json.loads((HERE / "floors.json").read_text("utf8"))["languages"]
TEXTS = tomllib.loads((HERE / "languages.toml").read_text("utf8"))["texts"]


def wrong(texts: list[dict[str, str]]) -> list[tuple[str, str, str]]:
    """(text, its language, what it was taken for)"""
    told = [(entry, language_of(entry["text"], [entry.get("declared", "")])) for entry in texts]
    return [(e["text"], e["language"], found) for e, found in told if found != e["language"]]


def test_languages_of_short_texts_are_told_as_well_as_they_were() -> None:
    mistaken = wrong(TEXTS)

    assert 100 * (1 - len(mistaken) / len(TEXTS)) >= FLOORS["short texts"], mistaken


def test_english_and_chinese_are_never_taken_for_each_other_or_for_others() -> None:
    assert not wrong([entry for entry in TEXTS if entry["language"][:2] in ("en", "zh")])


def test_the_set_is_wide() -> None:
    assert len({entry["language"] for entry in TEXTS}) >= 25
    assert len(TEXTS) >= 50
