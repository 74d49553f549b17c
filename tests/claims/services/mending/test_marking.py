"""What may be marked: code points, whole letters, no blanks at the ends, apart from each other."""

import unicodedata

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.services.mending.marking import marked_spans

FAMILY = "👩\u200d👩\u200d👧"
TEXT = f"a 😀𠮷 e\u0301\u0308x {FAMILY}👍🏽 z"


def quotes(*places: list[int]) -> list[str]:
    return [TEXT[start:end] for start, end in marked_spans(TEXT, places, "cue")]


@pytest.mark.parametrize(
    ("marked", "stands"),
    [
        ("😀", "😀"),
        ("𠮷", "𠮷"),
        (" 😀𠮷 ", "😀𠮷"),
        ("e", "e\u0301\u0308"),
        ("\u0308x", "e\u0301\u0308x"),
        ("👧", FAMILY),
        ("👍", "👍🏽"),
        ("🏽", "👍🏽"),
    ],
)
def test_a_reader_s_characters_stay_whole(marked: str, stands: str) -> None:
    start = TEXT.index(marked)
    assert quotes([start, start + len(marked)]) == [stands]


def test_what_touches_is_one() -> None:
    assert marked_spans(TEXT, [[3, 4], [0, 3], [2, 3]], "cue") == (Span(0, 4),)
    assert marked_spans(TEXT, [], "cue") == ()


def test_content_is_never_empty() -> None:
    with pytest.raises(ValidationError):
        marked_spans(TEXT, [], "content")


@given(
    st.text("ab \n😀𠮷e\u0301\u200d👩🏽", min_size=1),
    st.lists(st.lists(st.integers(-1, 30), max_size=3), max_size=4),
)
def test_whatever_is_marked_stands_in_the_text(text: str, places: list[list[int]]) -> None:
    try:
        spans = marked_spans(text, places, "content")
    except ValidationError:
        return  # which ones cannot be, the tests of acts say
    assert list(spans) == sorted(spans)
    for before, span in zip((Span(-2, -1), *spans), spans, strict=False):
        assert before.end < span.start < span.end <= len(text)
        words = text[span.start : span.end]
        assert words == words.strip()
        following = text[span.end : span.end + 1]
        assert not following or unicodedata.category(following) != "Mn"
    assert marked_spans(text, spans, "content") == spans
