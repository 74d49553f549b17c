"""Paragraphs and sentences are places in the text."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.extraction.segment import paragraphs, sentences


def test_paragraphs_leave_out_white_space_and_empty_lines() -> None:
    assert paragraphs("标题\r\n\n \u3000 正文。 \n") == [Span(0, 2), Span(8, 11)]


def test_sentences_keep_their_closing_quotation_marks() -> None:
    text = "他说：“不。”她走了！He left. U.S. troops stay."
    found = [text[s:e] for s, e in sentences(text, Span(0, len(text)))]
    assert found[:2] == ["他说：“不。”", "她走了！"]
    assert found[2] == "He left."


@given(st.text())
def test_paragraphs_hold_every_visible_character_once(text: str) -> None:
    found = paragraphs(text)
    assert all(text[s:e] == text[s:e].strip() != "" for s, e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    visible = sum(not c.isspace() for c in text)
    assert sum(not c.isspace() for s, e in found for c in text[s:e]) == visible
