"""Words in a later version of their text: the same ones, at the right place, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.anchoring import Method, Revision, anchor
from claims.anchoring.edges import cuts
from claims.anchoring.revision import CONTEXT, REACH

letters = st.text(st.sampled_from("ab 国家\n.é😀"), max_size=60)
inserted = st.text(st.sampled_from("XY一 "), max_size=60)
anything = st.text(max_size=80)


def place(text: str, quote: str) -> Span:
    return Span(text.index(quote), text.index(quote) + len(quote))


def _words(text: str, found) -> str | None:
    return found and text[found.start : found.end]


@given(anything, st.data())
def test_identical_text_is_identity(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        found = anchor(text, text, Span(start, end))
        assert found is not None
        assert (found.start, found.end, found.score) == (start, end, 1.0)


@given(letters, letters, letters, inserted)
def test_what_is_inserted_elsewhere_moves_nothing(before, quote, after, more):
    """However often the quote is repeated, and with no context at all."""
    quote = f"“{quote}”"
    old = before + quote + after
    span = Span(len(before), len(before) + len(quote))
    for new, start in (
        (before + quote + more + after, len(before)),
        (before + more + quote + after, len(before) + len(more)),
    ):
        found = anchor(old, new, span)
        assert found is not None
        assert found.method is not Method.FUZZY
        assert (found.start, _words(new, found)) == (start, quote)


@given(letters, letters, letters, st.integers(0, 60))
def test_what_is_deleted_elsewhere_moves_nothing(before, quote, after, deleted):
    quote = f"“{quote}”"
    old = before + quote + after
    span = Span(len(before), len(before) + len(quote))
    for kept_before, kept_after in (
        (before[deleted:], after),
        (before[: max(0, len(before) - deleted)], after),
        (before, after[deleted:]),
    ):
        new = kept_before + quote + kept_after
        found = anchor(old, new, span)
        assert found is not None
        assert (found.start, _words(new, found)) == (len(kept_before), quote)


@given(anything, anything, st.data())
def test_never_out_of_range(old, new, data):
    start = data.draw(st.integers(0, max(0, len(old) - 1)))
    end = data.draw(st.integers(start + 1, len(old) + 1))
    if end > len(old):
        with pytest.raises(ValueError, match="no span"):
            anchor(old, new, Span(start, end))
        return
    found = anchor(old, new, Span(start, end), near=data.draw(st.integers(-9, 99)))
    if found:
        assert 0 <= found.start < found.end <= len(new)
        assert 0 <= found.score <= 1
        if found.method is not Method.FUZZY:
            assert _words(new, found) == old[start:end]


@given(letters, letters, st.data())
def test_never_out_of_bounds(old, new, data):
    if not old:
        return
    low = data.draw(st.integers(0, len(new)))
    bounds = Span(low, data.draw(st.integers(low, len(new))))
    found = anchor(old, new, Span(0, min(9, len(old))), within=bounds)
    if found:
        assert bounds.start <= found.start < found.end <= bounds.end


def test_of_repeated_words_those_between_the_same_words():
    quote = "said there were 70,000 troops"
    old = f"The colonel from Tver {quote} in the east. The general from Oryol {quote} in the west."
    new = (
        f"The general from Oryol {quote} in the west. It rained. It rained on. "
        f"The colonel from Tver {quote} in the east."
    )
    span = Span(old.rindex(quote), old.rindex(quote) + len(quote))
    found = anchor(old, new, span)
    assert found is not None
    assert (found.method, found.start) == (Method.EXACT, new.index(quote))


def test_few_words_are_not_found_far_off():
    old = "The minister said it. " + "Nothing. " * 40
    new = "He spoke of it. " + "Nothing! " * 40 + "The clerk said no."
    assert anchor(old, new, place(old, "said")) is None


def test_few_words_are_found_where_they_are_expected():
    old = "In Kyiv the minister said: there are 94,300 of them."
    new = "At noon, in the capital, he said that they are 94,300 in all."
    found = anchor(old, new, place(old, "said"))
    assert found is not None
    assert (found.method, _words(new, found)) == (Method.POSITION, "said")
    assert abs(found.start - old.index("said")) <= REACH


@pytest.mark.parametrize(
    ("quote", "new"),
    [
        ("70,000 troops", "there were 170,000 troops near the border"),
        ("70,000 troops", "there were 70,000 troopships near the border"),
        ("70", "there were 70,000 troops"),
        ("70", "there were 1.70 troops"),
        ("三万人", "边境附近有十三万人"),
        ("三万", "边境附近有三万五千人"),
    ],
)
def test_numbers_and_words_are_found_whole(quote, new):
    old = f"x {quote} y"
    assert Revision(old, new).anchor(place(old, quote), fuzzy=False) is None


def test_what_was_cut_out_of_a_word_may_be_so_still():
    old, new = "the prewar border of the country", "now the prewar border of the country"
    assert _words(new, anchor(old, new, place(old, "war"))) == "war"


def test_similar_words_are_marked_as_similar():
    old = "Reznikov told parliament that Russia had massed 94,300 troops near the border."
    new = "Reznikov told parliament that Russia had gathered 94,300 troops close to the border."
    found = anchor(old, new, place(old, "that Russia had massed 94,300 troops near the border"))
    assert found is not None
    assert found.method is Method.FUZZY
    assert _words(new, found) == "that Russia had gathered 94,300 troops close to the border"


def test_offsets_are_code_points():
    old, new = "😀𠮷 the army has 94,300 troops", "😀😀𠮷𠮷 the army has 94,300 troops"
    found = anchor(old, new, place(old, "94,300 troops"))
    assert (found and found.start) == new.index("94,300")


def test_context_reaches_thirty_two_code_points():
    old = "a" * 40 + " 7 tanks " + "b" * 40
    new = "zz" + "a" * 20 + " 7 tanks " + "c" * 40 + " 7 tanks " + "b" * CONTEXT
    span = place(old, "7 tanks")
    found = anchor(old, new, span)
    assert (found and found.start) == new.rindex("7 tanks")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a" * 2_000_000, "b" + "a" * 2_000_000),
        ("ab" * 1_000_000, "ba" * 1_000_000),
        ("the army has 7 tanks " * 100_000, "the navy has 7 tanks " * 100_000),
        ("七" * 2_000_000, "七万" * 1_000_000),
    ],
    ids=["one letter", "two letters", "one sentence", "Han"],
)
def test_hostile_texts_end(old, new):
    """Two million code points in which everything stands everywhere; only that it ends."""
    revision = Revision(old, new)
    for span in (Span(1_000_000, 1_000_200), Span(5, 30), Span(1_999_000, 1_999_990)):
        found = revision.anchor(span)
        if found:
            assert found.end <= len(new)


def test_edges():
    assert not cuts("a 70 b", 2, 4)
    assert cuts("a 70% b 7.5", 8, 9)
    assert not cuts("On 3.", 3, 4)
