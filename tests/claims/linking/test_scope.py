import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.linking.scope import find_scopes, lexicon, of_the_figure, scopes_of
from tests.claims.comparing.strategies import figures

EXAMPLES = [(row["name"], text) for row in lexicon()["scope"] for text in row["examples"]]
KINDS = {"place", "population", "period", "modality", "counting"}


def language_of(text: str) -> str:
    return "en" if re.sub("[«»“”’→]", "", text).isascii() else "zh-Hant"


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_an_entry_finds_what_its_examples_mark(name: str, text: str) -> None:
    marked, _arrow, words = text.partition(" → ")
    plain = re.sub("[«»]", "", marked)
    kind = next(row["kind"] for row in lexicon()["scope"] if row["name"] == name)
    found = [
        (plain[one.start : one.end], one.difference.words.en)
        for one in find_scopes(plain, language_of(marked))
        if one.difference.kind == kind and one.difference.words.en == words
    ]
    assert [words for words, _said in found] == re.findall("«(.*?)»", marked)


def test_every_entry_has_an_example_in_each_language_and_words_in_both() -> None:
    for row in lexicon()["scope"]:
        languages = {language_of(text.partition(" → ")[0]) for text in row["examples"]}
        assert languages == {"en", "zh-Hant"}, row["name"]
        assert row["kind"] in KINDS
        assert row["words_en"].isascii()
        assert not row["words_zh"].isascii()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("not including him, 300 people", "en"),
        ("包括他在内的300人", "zh-Hans"),
        ("He goes within an hour", "en"),
        ("90,000 soldados, sin contar los de Crimea", "es"),
    ],
)
def test_what_names_no_place_and_no_scope_is_none(text: str, language: str) -> None:
    assert find_scopes(text, language) == []


def said(text: str, language: str, *quotes: str) -> list[list[str]]:
    spans = [Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes]
    found = scopes_of(spans, find_scopes(text, language), text)
    return [sorted(difference.words.en for difference in differences) for differences in found]


def test_each_ring_has_its_own_figure() -> None:
    text = "在边界 200 公里处有 122,000 名军人，在 400 公里处有 143,500 名军人"
    rings = said(text, "zh-Hans", "122,000 名", "143,500 名")
    assert rings == [["within 200 km"], ["within 400 km"]]


def test_what_is_left_out_is_said_of_the_figure_before() -> None:
    text = "边界一带约有8万到9万人，还不包括来自克里米亚的上万名军人"
    assert said(text, "zh-Hans", "8万到9万", "上万名") == [["excluding Crimea"], []]


def test_words_before_the_only_figure_are_said_of_it() -> None:
    text = "including in Belarus, there are 150,000 troops"
    assert said(text, "en", "150,000") == [["including Belarus"]]


@given(figures())
def test_only_a_fact_that_is_a_level_has_no_scope_of_its_own(figure) -> None:
    assert bool(of_the_figure(figure)) == (not figure.is_fact or figure.change)


@given(st.text(max_size=60), st.sampled_from(["en", "zh-Hans", "fr"]))
def test_scopes_lie_in_the_text_and_apart(text: str, language: str) -> None:
    found = find_scopes(text, language)
    edges = [edge for one in found for edge in (one.start, one.end)]
    assert edges == sorted(edges)
    assert all(one.end <= len(text) for one in found)
