"""Any text and any spans give a speaker, the same one each time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.spans import Span
from claims.normalising.sources import read_speaker, source_key, source_label
from claims.normalising.sources.folding import fold

PIECES = [
    "芬兰",
    "國防部長",
    "·",
    "‧",
    "（",
    "）",
    "(",
    "Kaikkonen",
    "说",
    "，",
    "。",
    "\n",
    "他",
    "一名",
    "的",
    "和",
    "等媒体",
    "政府",
    "驻",
    "大使",
    "前",
    "副",
    "情报",
    "官员",
    "报告",
    "《",
    "》",
    "双方",
    "拜登",
    "the ",
    "US ",
    "President ",
    "Joe Biden",
    "'s ",
    "’",
    " and ",
    ", ",
    "said ",
    "official",
    "he ",
    "Mr ",
    "report ",
    " of ",
    "former ",
    "U.S.",
    "\ud800",
    "\x00",
    "İ",
    "𠮷",
    "",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
SPANS = st.lists(
    st.tuples(st.integers(-3, 70), st.integers(-3, 70)).map(lambda p: Span(*p)), max_size=3
)
LANGUAGES = st.sampled_from(["en", "zh-Hans", "zh-Hant", "fr"])


@settings(max_examples=300, deadline=None)
@given(TEXTS, SPANS, LANGUAGES)
def test_reading_never_raises_and_is_the_same_twice(
    text: str, spans: list[Span], language: str
) -> None:
    speaker = read_speaker(text, spans, language)
    assert speaker == read_speaker(text, spans, language)
    assert speaker.kind in {"person", "body", "document", "group"}
    assert speaker.anonymity in {"named", "role", "unnamed"}
    assert source_key(speaker)
    assert source_label(speaker, "en")
    assert source_label(speaker, "zh-Hans")


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    "piece", ["德国和", "某", "的", "一名", "Denmark and ", "the ", "(", "a's "]
)
def test_endless_phrases_are_read(piece: str) -> None:
    text = piece * 3000
    for language in ("zh-Hans", "en"):
        assert read_speaker(text, [Span(0, len(text))], language).kind
