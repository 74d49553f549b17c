"""Which clause decides how something is put, and which of its markers."""

from collections.abc import Sequence
from itertools import pairwise
from math import inf

from articles.spans import Span
from claims.normalising.modality.clauses import Clause
from claims.normalising.modality.lexicon import Lexicon, Marker

# "will likely", 将可能: a doubt this close behind (in code points) governs what it follows.
_DOUBT = 12
# A second negation this close behind the first one undoes it; English words are longer.
_DOUBLE = {True: 16, False: 4}


def deciding(clauses: Sequence[Clause], lexicon: Lexicon, at: Span | None) -> int | None:
    """Number of the clause that holds `at`; without it, of the first that can stand alone."""
    if at is not None:
        holding = (n for n, clause in enumerate(clauses) if clause.start <= at.start < clause.end)
        return next(holding, 0) if clauses else None
    main = [n for n, clause in enumerate(clauses) if clause.role == "main"]
    if not main:
        return 0 if clauses else None
    first = clauses[main[0]]
    if first.finite or not lexicon.english:
        return main[0]
    # "In Geneva, …": a stretch without a verb waits for the clause that has one.
    verbs = (n for n in main if clauses[n].sentence == first.sentence and clauses[n].finite)
    return next(verbs, main[0])


def governing(clauses: Sequence[Clause], place: int, at: Span | None) -> Marker | None:
    """The marker that says how the clause at `place` is put; None where it is asserted."""
    clause = clauses[place]
    if condition := _condition(clauses, place):
        return condition
    if marker := _modal(clause.markers, at):
        return marker
    before = clauses[place - 1] if place else None
    goes_on = clause.has("continuing") and not clause.has("actual")
    if goes_on and before and before.sentence == clause.sentence:
        return governing(clauses, place - 1, at)
    return None


def negations(clause: Clause, lexicon: Lexicon) -> list[Marker]:
    """The clause's first negation, and a second one close behind it that undoes it."""
    found = [m for m in clause.markers if m.entry.kind == "modal" and m.entry.negates]
    near = len(found) > 1 and found[1].start - found[0].end <= _DOUBLE[lexicon.english]
    return found[: 2 if near else 1]


def _modal(markers: Sequence[Marker], at: Span | None) -> Marker | None:
    """The first marker with a modality, unless a doubt follows it closely."""
    modal = [m for m in markers if m.entry.modality and m.entry.kind == "modal"]
    if at is not None:
        end = _relative_after(markers, at)
        wishes = [m for m in markers if m.entry.kind == "wish" and m.end <= at.start]
        modal = wishes + [m for m in modal if m.start < end]
    for first, second in pairwise(modal[:2]):
        near = second.start - first.end <= _DOUBT
        if near and first.entry.modality == "planned" and second.entry.modality == "possible":
            return second
    return modal[0] if modal else None


def _relative_after(markers: Sequence[Marker], at: Span) -> float:
    """ "500 soldiers who may come": the doubt is of their coming, not of their number."""
    after = (m.start for m in markers if m.entry.kind == "relative" and m.start >= at.end)
    return next(after, inf)


def _condition(clauses: Sequence[Clause], place: int) -> Marker | None:
    """The condition that the clause is, or depends on: one before it in its sentence, or behind."""
    clause = clauses[place]
    if own := _first_condition(clause):
        return own
    sentence = [n for n, other in enumerate(clauses) if other.sentence == clause.sentence]
    for number in sentence:
        condition = _first_condition(clauses[number])
        if condition and number < place and _looks_forward(clauses, number, sentence):
            return condition
        if condition and number > place and not _looks_forward(clauses, number, sentence):
            between = clauses[place + 1 : number]
            return None if any(_begins_anew(other) for other in between) else condition
    return None


def _looks_forward(clauses: Sequence[Clause], number: int, sentence: Sequence[int]) -> bool:
    """Whether a condition belongs to what follows it: "if A, B", but not "B if A"."""
    if number == sentence[0]:
        return True
    followed = any(clauses[n].role == "main" for n in sentence if n > number)
    return followed and clauses[number].loose


def _begins_anew(clause: Clause) -> bool:
    return bool(clause.markers) and clause.markers[0].entry.kind == "joining"


def _first_condition(clause: Clause) -> Marker | None:
    return next((m for m in clause.markers if m.entry.kind == "condition"), None)
