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
    found = scopes_of(spans, find_scopes(text, language), text, language)
    return [sorted(difference.words.en for difference in differences) for differences in found]


RINGS = [["within 200 km"], ["within 400 km"]]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "在边界 200 公里处有 122,000 名军人，在 400 公里处有 143,500 名军人",
            "122,000 名",
            "143,500 名",
        ),
        (
            "within 200 km of the border there are 122,000 soldiers and within 400 km 143,500",
            "122,000",
            "143,500",
        ),
        (
            "122,000 soldiers stand within 200 km of the border and 143,500 within 400 km of it",
            "122,000",
            "143,500",
        ),
    ],
)
def test_each_ring_has_its_own_figure(text: str, first: str, second: str) -> None:
    language = "en" if text.isascii() else "zh-Hans"
    assert said(text, language, first, second) == RINGS
    # The width of a ring is no figure that has a scope.
    ring = "200 km" if language == "en" else "200 公里"
    assert said(text, language, ring) == [[]]


@pytest.mark.parametrize(
    ("text", "language", "quotes", "expected"),
    [
        ("9,000 stand within 50 km and 4,000 at home", "en", ("9,000", "4,000"), [1, 0]),
        ("within 50 km are 9,000 men and 400 tanks", "en", ("9,000", "400"), [1, 1]),
        ("9,000 men and 400 tanks are within 50 km", "en", ("9,000", "400"), [1, 1]),
        ("全境4万人而50公里内有9千人", "zh-Hans", ("4万", "9千"), [0, 1]),
        ("$200 billion and another $267 billion", "en", ("$200 billion", "$267 billion"), [0, 1]),
    ],
)
def test_a_scope_is_said_of_the_figures_on_its_side(
    text: str, language: str, quotes: tuple[str, ...], expected: list[int]
) -> None:
    assert [len(differences) for differences in said(text, language, *quotes)] == expected


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
