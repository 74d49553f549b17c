"""Copies are found however they were cut; what shares quotations or boilerplate is no copy."""

from itertools import combinations, pairwise

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reprints import Kind, bands, likeness, shared_passages, shingled, signature
from articles.reprints.likeness import SHORTEST
from tests.articles.reprints.texts import SAMPLES, sample

NUMBERS = range(1, len(SAMPLES) + 1)
BOILERPLATE_EN = (
    "The Example Gazette is a member of the Independent Press Council. If you think that this "
    "report is wrong, write to the readers’ editor and say in which line. You can read how we "
    "work, who owns us and how we earn our money on the page about us. Subscribe to the weekly "
    "letter and never miss a story that matters to you and to the place where you live today. "
)
QUOTATION = (
    "“Nobody in this ministry has seen the paper, nobody has signed it, and nobody will sign it as "
    "long as I am the one who carries the key to this office, so please stop asking me for the "
    "colour of the ink,” the minister said. “I shall say it once more, and then I shall go home "
    "to my family, as you all should: there is no paper, there was no paper, there never will be.”"
)


def like(first: str, second: str, language: str = "en"):
    return likeness(shingled(first, language), shingled(second, language))


def meet(first: str, second: str, language: str) -> bool:
    """Whether a database that looks by bands would find one by the other."""
    pair = (bands(signature(shingled(text, language))) for text in (first, second))
    return any(one == other for one, other in zip(*pair, strict=True))


@pytest.mark.parametrize("number", NUMBERS)
def test_a_text_is_a_copy_of_itself(number):
    text, language = sample(number)
    found = like(text, text, language)
    assert (found.score, found.kind_hint) == (1.0, Kind.WHOLE)


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("part", [0.5, 0.34])
def test_a_text_cut_short_is_still_found(number, part):
    text, language = sample(number)
    cut = text[: int(len(text) * part)]
    found = like(text, cut, language)
    assert found.score > 0.95
    assert found.kind_hint is Kind.CUT
    assert meet(text, cut, language)


@pytest.mark.parametrize("number", NUMBERS)
def test_paragraphs_left_out_and_an_own_headline_hide_no_copy(number):
    text, language = sample(number)
    _title, *paragraphs = text.split("\n")
    own = "本报综合报道" if language.startswith("zh") else "What we know so far"
    edited = "\n".join([own, *paragraphs[:2], *paragraphs[3:]])
    assert like(text, edited, language)
    assert meet(text, edited, language)


def test_traditional_and_simplified_are_one_text():
    text, language = sample(4)
    assert language == "zh-Hant"
    simplified = opencc.OpenCC("t2s").convert(text)
    found = likeness(shingled(text, "zh-Hant"), shingled(simplified, "zh-Hans"))
    assert found.score == 1.0


IN_ONE_LANGUAGE = [
    (one, other)
    for one, other in combinations(NUMBERS, 2)
    if sample(one)[1][:2] == sample(other)[1][:2]
]


@pytest.mark.parametrize(("one", "other"), IN_ONE_LANGUAGE)
def test_articles_about_the_same_events_are_no_copies(one, other):
    (first, language), (second, _) = sample(one), sample(other)
    found = like(first, second, language)
    assert not found
    assert found.score < 0.15


def test_the_same_quotations_make_no_copy():
    first = f"Minister denies the paper\nIt was raining when she came out at noon. {QUOTATION}"
    second = (
        "No paper, says minister\nReporters had waited in the yard since the early morning, and "
        f"the doors opened late. {QUOTATION}"
    )
    found = like(first, second)
    assert found.score > 0.5
    assert not found


@pytest.mark.parametrize(
    "whole", ["{own}\n{same}", "{same:.150}\n{own}", "{same:.150}\n{own}\n{same}"]
)
def test_boilerplate_alone_joins_nothing(whole):
    first, second = (
        whole.format(own=sample(number)[0][:400], same=BOILERPLATE_EN) for number in (5, 6)
    )
    assert not like(first, second)


def test_what_is_too_short_to_tell_is_no_copy():
    assert not like("Markets closed for the day.", "Markets closed for the day.")


def test_word_order_counts():
    text, language = sample(6)
    words = text.split(" ")
    assert like(text, " ".join(reversed(words)), language).score < 0.05


def test_shared_passages_stand_in_the_text():
    text, language = sample(6)
    paragraphs = text.split("\n")
    edited = "\n".join(["Another headline altogether, by us", *paragraphs[2:5]])
    passages = shared_passages(shingled(text, language), shingled(edited, language))
    shared = "".join(text[span.start : span.end] for span in passages)
    assert paragraphs[3] in shared
    assert paragraphs[1] not in shared
    assert all(one.end < other.start for one, other in pairwise(passages))


@given(st.text(max_size=400), st.sampled_from(["en", "zh-Hans", "zh-Hant", "ja", "ru"]))
def test_shingles_stand_where_they_say(text, language):
    found = shingled(text, language)
    assert len(found.hashes) == len(found.starts) == len(found.ends) == len(found.narrated)
    for start, end in zip(found.starts, found.ends, strict=True):
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
        assert not text[end - 1].isspace()


@given(st.text(max_size=300), st.text(max_size=300))
def test_likeness_has_no_direction(first, second):
    assert like(first, second) == like(second, first)


@given(st.text(alphabet="abc 军事基地", min_size=3 * SHORTEST, max_size=300))
def test_bands_are_stable_and_fit_the_column(text):
    found = bands(signature(shingled(text, "zh-Hans")))
    assert found == bands(signature(shingled(text, "zh-Hans")))
    assert all(-(2**63) <= value < 2**63 for value in found)


def test_no_text_no_bands():
    assert bands(signature(shingled("", "en"))) == ()
