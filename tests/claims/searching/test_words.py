"""The terms of a text."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import claims.searching
from claims.searching import tokens, vector
from claims.searching.folding import fold

DATA = tomllib.loads(Path(claims.searching.__file__).with_name("words.toml").read_text("utf-8"))


@pytest.mark.parametrize("example", DATA["examples"], ids=lambda example: example["text"])
def test_example(example):
    assert [token.term for token in tokens(example["text"])] == example["terms"]


@given(st.text())
def test_folding_keeps_every_place(text):
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("烏克蘭", "乌克兰"), ("Zelenský", "ZELENSKY"), ("９４", "94"), ("國防部長說", "国防部长说")],
)
def test_folded_alike(one, other):
    assert fold(one) == fold(other)


@given(st.text(alphabet=st.sampled_from("94,.300万亿k -thousand乌克兰国Ab’s😀𠮷\n")))
def test_every_token_stands_where_it_says(text):
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert token.place >= 0


@pytest.mark.parametrize("written", ["94,300", "94300", "９４３００", "9.43万", "9.43萬", "94.3k"])
def test_a_number_is_its_value_however_it_is_written(written):
    assert "94300" in [token.term for token in tokens(f"about {written} troops")]


def test_a_vector_holds_weights_and_no_phrase_bridges_two_texts():
    assert vector([("94,300 troops", "A"), ("俄军", "B")]) == (
        "'94300':1A 'troop':2A '俄军':13B '军':14B"
    )


def test_a_long_text_is_numbered_anew_with_a_seam():
    words = " ".join(f"w{number}x" for number in range(16_400))
    places = dict(item.split(":") for item in vector([(words, "D")]).split(" "))
    assert places["'w16000x'"] == "1D,16001D"
    assert places["'w16350x'"] == "351D"
    assert places["'w15999x'"] == "16000D"


def test_a_book_is_cut_where_the_database_would_refuse_it():
    book = " ".join(f"word{number}" for number in range(80_000))
    terms = vector([(book, "D")]).split(" ")
    assert 40_000 < len(terms) < 80_000
    assert all(term[-1] == "D" for term in terms)
