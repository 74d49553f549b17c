import tomllib
from pathlib import Path

import pytest

import claims.anchoring
from articles.spans import Span
from claims.anchoring.likeness import ALIKE, LONGEST, likest

EXAMPLES = tomllib.loads((Path(claims.anchoring.__file__).parent / "examples.toml").read_text())
BEFORE = "A first sentence of another matter altogether. 他说了别的事情。 Then: "
AFTER = ". And a last one, which tells of the weather. 天气很好。"


def _found(old: str, new: str) -> str | None:
    text = BEFORE + new + AFTER
    found = likest(old, text, near=0, within=Span(0, len(text)), beside=(" ", "."))
    return found and text[found.start : found.end]


@pytest.mark.parametrize("example", EXAMPLES["alike"], ids=lambda e: e["new"][:24])
def test_what_an_edit_leaves_is_found(example):
    assert _found(example["old"], example["new"]) == example["new"]
    assert _found(example["new"], example["old"]) is not None


@pytest.mark.parametrize("example", EXAMPLES["unlike"], ids=lambda e: e["new"][:24])
def test_what_is_said_in_its_place_is_not(example):
    assert _found(example["old"], example["new"]) is None
    assert _found(example["new"], example["old"]) is None


@pytest.mark.parametrize("example", EXAMPLES["misleading"], ids=lambda e: e["new"][:24])
def test_letters_do_not_tell_everything(example):
    assert _found(example["old"], example["new"]) is not None


def test_of_two_that_are_alike_the_nearer_is_taken():
    old, new = "there were 70,000 troops near the border", "there are 70,000 troops near the border"
    text = f"{new}. {'Much else. ' * 30}{new}."
    far = text.rindex(new)
    for near, start in ((0, 0), (len(text), far)):
        found = likest(old, text, near=near, within=Span(0, len(text)), beside=(" ", "."))
        assert found is not None
        assert found.start == start
        assert ALIKE <= found.score < 1


def test_few_and_too_many_words_are_not_compared():
    assert _found("said so", "said it so") is None
    long = "word after word " * (LONGEST // 10)
    assert likest(long, long, near=0, within=Span(0, len(long))) is None
