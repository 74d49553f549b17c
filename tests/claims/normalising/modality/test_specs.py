"""The specs of tests/specs/*/modality.json: a cue and its content, or one number in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from articles.spans import Span
from claims.normalising.modality import read_modality

SPECS = Path(__file__).parents[3] / "specs"
CASES = [
    pytest.param(language, case, id=f"{language}: {case['content']} {case.get('at', '')}")
    for language in ("zh", "en")
    for case in json.loads((SPECS / language / "modality.json").read_text(encoding="utf8"))
]


@pytest.mark.parametrize(("language", "case"), CASES)
def test_spec(language: str, case: dict[str, Any]) -> None:
    cue, content = case["cue"], case["content"]
    text = f"{cue} {content}"
    at = None
    if "at" in case:
        start = text.index(case["at"])
        at = Span(start, start + len(case["at"]))
    found = read_modality(
        text,
        language,
        content=[Span(len(cue) + 1, len(text))],
        cue=[Span(0, len(cue))],
        at=at,
    )
    assert (found.modality, found.polarity) == (case["modality"], case["polarity"])


def test_evidence_is_the_words_and_the_entry() -> None:
    text = "当局否认可能增兵"
    found = read_modality(text, "zh-Hans", content=[Span(4, 8)], cue=[Span(2, 4)])
    assert [(e.field, text[e.span.start : e.span.end], e.by) for e in found.evidence] == [
        ("modality", "可能", "lexicon modality/zh.toml: may"),
        ("polarity", "否认", "lexicon modality/zh.toml: denials"),
    ]


def test_what_is_not_content_is_not_read() -> None:
    text = "“We stay,” he said, fearing they may attack, “for good.”"
    found = read_modality(
        text, "en", content=[Span(0, 10), Span(45, len(text))], cue=[Span(14, 18)]
    )
    assert (found.modality, found.polarity) == ("asserted", "affirmed")


def test_a_language_without_a_lexicon_is_taken_at_its_word() -> None:
    found = read_modality("Er kommt nicht", "de", content=[Span(0, 14)], cue=[])
    assert (found.modality, found.polarity, found.evidence) == ("asserted", "affirmed", ())
