import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import (
    Changes,
    Correction,
    Difference,
    Scope,
    Wording,
    as_json,
    assemble,
    changes,
    from_json,
)
from tests.claims.comparing.strategies import figures, named, row, troops

AP = named("AP", "body")
ROWS = [
    row(troops(70000), claim=1, chain=(AP,), quote=""),
    row(troops(94300), claim=2, quote=""),
    row(troops(130000), claim=3, quote=""),
]


def view(*rows, joined=(), scope: Scope = Scope(dimension="troops"), question: str = "?"):  # noqa: B008
    words = Wording(question, question)
    return assemble(slug="s", question=words, scope=scope, rows=rows, joined=joined)


def test_nothing():
    assert not changes(view(*ROWS), view(*ROWS))


def test_added_removed_corrected():
    crimea = (Difference("place", Wording("includes Crimea", "含克里米亚")),)
    corrected = replace(ROWS[1], figure=troops(94000), differences=crimea, note="see the minutes")
    new = row(troops(150000), claim=4, quote="")
    found = changes(view(*ROWS), view(ROWS[0], corrected, new))
    assert [r.claim for r in found.added] == [4]
    assert [r.claim for r in found.removed] == [3]
    assert [(c.old.claim, c.new.stated.value, c.fields) for c in found.corrected] == [
        (2, 94000, ("figure", "note", "differences"))
    ]


def test_what_was_taken_out_and_put_in_again_is_the_same_answer():
    again = replace(ROWS[1], entry=99)
    assert not changes(view(*ROWS), view(ROWS[0], again, ROWS[2]))
    other_words = replace(again, quantity_quote="94,300 men")
    found = changes(view(*ROWS), view(ROWS[0], other_words, ROWS[2]))
    assert [c.fields for c in found.corrected] == [("quantity_quote",)]


def test_a_ruling_on_origins_is_a_correction():
    found = changes(view(*ROWS), view(*ROWS, joined=[(1, 3)]))
    assert [(c.new.claim, c.fields) for c in found.corrected] == [(3, ("repeats",))]


def test_the_origin_of_a_new_answer_is_none():
    first = row(troops(70000, as_of=date(2021, 12, 1)), claim=5, chain=(AP,), quote="")
    later = replace(ROWS[0], as_of=date(2021, 12, 2), figure=troops(70000, as_of=date(2021, 12, 2)))
    found = changes(view(later), view(first, later))
    assert [r.claim for r in found.added] == [5]
    assert found.corrected == ()


def test_the_question_and_its_scope():
    old, new = view(), view(scope=Scope(dimension="troops", unit="person"), question="How many?")
    assert changes(old, new) == Changes(asked=("question", "unit"))


def test_since_a_release_of_the_first_schema():
    """What it could not say has not changed since."""
    path = Path(__file__).parent / "first_schema.json"
    old = from_json(json.loads(path.read_text(encoding="utf-8")))
    known = [replace(r, text_sha256="f" * 64, owner="Coast", entry=r.claim) for r in old.rows]
    assert not changes(old, replace(view(*known), question=old.question))
    other = [replace(known[0], note="see the minutes"), *known[1:]]
    assert [c.fields for c in changes(old, view(*other)).corrected] == [("note",)]


rows = st.lists(
    st.builds(
        lambda figure, claim, entry: row(figure, claim=claim, entry=entry, quote=""),
        figures(),
        st.integers(1, 5),
        st.integers(0, 6),
    ),
    max_size=6,
)


@given(rows, rows)
def test_every_answer_is_told_once(some, others):
    old, new = view(*some), view(*others)
    there, back = changes(old, new), changes(new, old)
    assert (there.added, there.removed) == (back.removed, back.added)
    assert {(c.old.claim, c.new.claim) for c in there.corrected} == {
        (c.new.claim, c.old.claim) for c in back.corrected
    }
    assert len(old.rows) - len(there.removed) == len(new.rows) - len(there.added)
    assert len(there.corrected) <= len(old.rows) - len(there.removed)
    assert not changes(old, from_json(json.loads(json.dumps(as_json(old)))))


def test_a_correction_has_both_rows():
    new = replace(ROWS[1], note="n")
    (correction,) = changes(view(ROWS[1]), view(new)).corrected
    assert isinstance(correction, Correction)
    assert (correction.old.note, correction.new.note) == ("", "n")
