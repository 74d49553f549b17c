"""Kept text leads back to its place in the page, whatever was cut out around it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import SourceMap, Span, Traced

# Letters whose combinations with marks compose, so that NFC has something to do.
pages = st.text(
    alphabet=st.sampled_from("ab 乌克\n<>&e\u0301o\u0308ᄀ\u1161\U0001f600"), max_size=60
)


def test_a_whole_page_maps_onto_itself():
    source_map = SourceMap.of(Traced.of("乌克兰"))

    assert source_map.page_span(Span(1, 3)) == Span(1, 3)
    assert len(source_map.runs) == 1


def test_what_is_cut_out_shifts_what_follows():
    kept = Traced.of("俄<ok>罗斯</ok>军队").sub(re.compile("<[^>]*>"), "")

    assert kept.text == "俄罗斯军队"
    assert SourceMap.of(kept).page_span(Span(1, 3)) == Span(5, 7)
    assert SourceMap.of(kept).page_span(Span(0, 5)) == Span(0, 14)


def test_an_entity_is_one_character_of_five():
    kept = Traced.of("AT&amp;T").sub(re.compile("&amp;"), "&")

    assert SourceMap.of(kept).page_span(Span(2, 3)) == Span(2, 7)
    assert SourceMap.of(kept).page_span(Span(3, 4)) == Span(7, 8)


def test_a_group_that_is_kept_keeps_its_own_places():
    link = Traced.of("见[公报](http://a.example)。").sub(
        re.compile(r"\[([^\]]*)\]\([^)]*\)"), lambda match: Span(*match.span(1))
    )

    assert link.text == "见公报。"
    assert link.places(Span(1, 3)) == Span(2, 4)


@given(pages, st.sampled_from(["a", "<[^>]*>", "乌?"]), st.sampled_from(["b", "克", r"\n"]))
def test_places_compose_through_a_text_read_out_of_another(page, first, second):
    outer = Traced.of(page).sub(re.compile(first), "")
    inner = Traced.of(outer.text).sub(re.compile(second), "").through(outer)

    assert inner.text == re.sub(second, "", re.sub(first, "", page))
    for index, char in enumerate(inner.text):
        start, end = inner.places(Span(index, index + 1))
        assert page[start:end] == char


@pytest.mark.parametrize("span", [Span(3, 4), Span(-1, 0)])
def test_a_place_outside_the_text_is_an_error(span):
    with pytest.raises(IndexError):
        SourceMap.of(Traced.of("abc")).page_span(span)


@given(pages, st.sampled_from(["a", "[a-b]+", "<[^>]*>", r"\s+", "乌?", "x*"]), st.booleans())
def test_every_kept_character_is_the_page_s_own(page, pattern, fill):
    kept = Traced.of(page).sub(re.compile(pattern), "_" if fill else "")
    source_map = SourceMap.of(kept)

    assert len(kept.starts) == len(kept.ends) == len(kept.text)
    for index, char in enumerate(kept.text):
        start, end = source_map.page_span(Span(index, index + 1))
        assert char == "_" or page[start:end] == char
    assert list(kept.starts) == sorted(kept.starts)


@given(pages)
def test_normalising_agrees_with_unicode_and_keeps_places_in_order(page):
    composed = Traced.of(page).normalised()

    assert composed.text == unicodedata.normalize("NFC", page)
    assert list(composed.starts) == sorted(composed.starts)
    for index, char in enumerate(composed.text):
        start, end = composed.places(Span(index, index + 1))
        assert char in unicodedata.normalize("NFC", page[start:end])


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_normalising_is_unicodes_own_and_keeps_places(text: str) -> None:
    traced = Traced.of(text).normalised()
    assert traced.text == unicodedata.normalize("NFC", text)
    assert len(traced.starts) == len(traced.ends) == len(traced.text)
    assert all(0 <= a < b <= len(text) for a, b in zip(traced.starts, traced.ends, strict=True))


@pytest.mark.parametrize("code", [0x2F800, 0xF900, 0x374, 0x1F71, 0xFB1D, 0x1D15E, 0x212B])
def test_a_character_that_normalises_alone_is_normalised(code: int) -> None:
    assert Traced.of(f"a{chr(code)}b").normalised().text == unicodedata.normalize(
        "NFC", f"a{chr(code)}b"
    )
