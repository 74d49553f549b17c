import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.differing import Change, changed, compared, folded, marked
from articles.differing.words import likeness

passages = st.text(st.sampled_from("ab 7,.国家增’-😀\t"), max_size=60)
texts = st.lists(passages, max_size=8).map("\n".join)


def _joined(runs) -> str:
    return "".join(run.text for run in runs)


def _marks(runs) -> list[str]:
    return [run.text for run in runs if run.differs]


@given(passages, passages)
def test_runs_are_the_passage(old, new):
    left, right = marked(old, new)
    assert (_joined(left), _joined(right)) == (old, new)
    assert (not _marks(left) and not _marks(right)) == (old == new)


@given(passages)
def test_a_passage_does_not_differ_from_itself(passage):
    assert likeness(passage, passage) == 1.0


@given(texts, texts)
def test_every_paragraph_of_both_stands_in_a_row(old, new):
    rows = compared(old, new)
    for text, side, start in ((old, "old", "old_start"), (new, "new", "new_start")):
        shown = [row for row in rows if getattr(row, side)]
        assert [_joined(getattr(row, side)) for row in shown] == [
            line for line in text.split("\n") if line.strip()
        ]
        for row in shown:
            words = _joined(getattr(row, side))
            assert text[getattr(row, start) :].startswith(words)
    for row in rows:
        if row.change is Change.SAME:
            assert _joined(row.old) == _joined(row.new)


@given(texts, texts)
def test_changed_spans_are_in_their_texts(old, new):
    ours, theirs = changed(compared(old, new))
    assert all(0 <= s.start < s.end <= len(old) for s in ours)
    assert all(0 <= s.start < s.end <= len(new) for s in theirs)


@given(texts, texts)
def test_folding_loses_no_row(old, new):
    rows = compared(old, new)
    folds = folded(rows)
    assert [row for fold in folds for row in fold.rows] == rows
    assert all(row.change is Change.SAME for fold in folds if fold.hidden for row in fold.rows)


@pytest.mark.parametrize(
    ("old", "new", "removed", "added"),
    [
        ("some 70,000 troops", "some 90,000 troops", ["70,000"], ["90,000"]),
        ("the army’s tanks left", "the army’s last tanks left", [], ["last "]),
        ("集结了七万人", "集结了九万人", ["七"], ["九"]),
        ("a very old wall", "a rather new wall", ["very old"], ["rather new"]),
        ("北约称有7万人", "北约称有9万人。", ["7"], ["9", "。"]),
    ],
)
def test_words_and_han_characters(old, new, removed, added):
    left, right = marked(old, new)
    assert (_marks(left), _marks(right)) == (removed, added)


def test_paragraphs_stand_beside_what_became_of_them():
    old = "Title\nThe army has 70,000 men there.\nIt rained.\nThe end of the story."
    new = "Title\nA new beginning.\nThe army has 90,000 men there.\nThe end of the story."
    rows = compared(old, new)
    assert [row.change.value for row in rows] == ["same", "added", "changed", "removed", "same"]
    assert _marks(rows[2].old) == ["70,000"]


def test_unchanged_stretches_are_folded():
    old = "\n".join(f"Paragraph {n} stands." for n in range(20))
    new = old.replace("Paragraph 9 stands", "Paragraph 9 falls")
    assert [(len(fold.rows), fold.hidden) for fold in folded(compared(old, new))] == [
        (8, True),
        (3, False),
        (9, True),
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("a\n" * 500_000, "b\n" * 500_000),
        ("a " * 500_000, "b " * 500_000),
        ("\n".join(map(str, range(100_000))), "\n".join(map(str, range(50_000, 150_000)))),
        ("国" * 1_000_000, "家" * 1_000_000),
        ("x" * 2_000_000, "x" * 1_999_999 + "\n"),
    ],
    ids=["lines", "words", "numbers", "Han", "one word"],
)
def test_hostile_texts_end(old, new):
    """Only that they end, and that nothing is lost."""
    rows = compared(old, new)
    assert sum(len(_joined(row.old)) for row in rows) == len(old.replace("\n", ""))
