"""Windows hold all of a text's tokens, each with its place, whatever the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from claims.extraction.tagger import MODEL
from claims.extraction.windows import BEGIN, SEPARATOR, pack


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(MODEL / "tokenizer.json"))


def test_a_short_text_is_one_window_with_a_mark_after_each_paragraph(tokenizer: Tokenizer) -> None:
    (window,) = pack("标题\n他说：“好。”", tokenizer)
    assert window.ids[0] == BEGIN
    assert window.ids.count(SEPARATOR) == 2


def test_spans_can_begin_at_pronouns_verbs_and_quotation_marks(tokenizer: Tokenizer) -> None:
    text = "8月1日报道，他说：“好。”她说"
    (window,) = pack(text, tokenizer)
    starts = {place.start for place in window.places}
    assert {text.index(word) for word in ("报道", "他", "说", "“", "好", "她")} <= starts


def test_a_long_paragraph_is_cut_after_a_sentence(tokenizer: Tokenizer) -> None:
    text = "他说天气很好。" * 100
    windows = pack(text, tokenizer, size=64)
    assert len(windows) > 5
    assert all(len(window.ids) <= 64 for window in windows)
    assert all(text[window.places[-2].end - 1] == "。" for window in windows)


@settings(deadline=None, max_examples=60)
@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(8, 64))
def test_windows_are_small_enough_and_places_stay_in_order(
    tokenizer: Tokenizer, text: str, size: int
) -> None:
    windows = pack(text, tokenizer, size)
    places = [place for window in windows for place in window.places]
    assert all(len(window.ids) == len(window.places) <= size for window in windows)
    assert all(0 <= place.start <= place.end <= len(text) for place in places)
    starts = [place.start for place in places]
    assert starts == sorted(starts)
