"""A content cut into clauses, each with what it is to the others."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from claims.normalising.modality.lexicon import Lexicon, Marker

# What a clause is: one that can stand for the content, the condition of another, one beside the
# point (although …, in talks on Friday), or one that a verb of the same content takes.
Role = Literal["main", "condition", "aside", "embedded"]

_BREAK = re.compile(
    r"(?P<sentence>[。!?！？;；\n]|\.(?=[\s\"'”’」]|$))"
    r"|(?P<clause>[，,:：](?!\d)|——|…+|\s-+\s|\.\.\.)"
)
# Kinds of markers that make a stretch of words a clause of its own.
_FINITE = frozenset({"modal", "embedding", "wish", "finite", "auxiliary"})
_NEAR_VERB = 24  # code points behind "is" or "has" in which a modal still belongs to it


@dataclass
class Clause:
    """A stretch `[start, end)` of a passage; `loose` where punctuation stands before it."""

    start: int
    end: int
    sentence: int
    loose: bool = True
    role: Role = "main"
    asked: bool = False  # its sentence ends with a question mark
    markers: list[Marker] = field(default_factory=list)

    def has(self, *kinds: str) -> bool:
        return any(marker.entry.kind in kinds for marker in self.markers)

    @property
    def finite(self) -> bool:
        return self.has(*_FINITE)


def clauses_of(words: str, lexicon: Lexicon) -> list[Clause]:
    """The clauses of a folded passage, in order; together they hold all its words."""
    markers = list(lexicon.markers.scan(words))
    parts = _at_breaks(words, markers)
    clauses = [piece for part in parts for piece in _at_joints(part)]
    if lexicon.english:
        clauses = _with_fragments(clauses)
    for clause in clauses:
        clause.markers = _of_its_verb(clause.markers)
        _assign_role(clause)
    return clauses


def _at_breaks(words: str, markers: Sequence[Marker]) -> list[Clause]:
    clauses: list[Clause] = []
    start = sentence = first = 0
    ends = [(m.start(), m.end(), m.lastgroup, m.group()) for m in _BREAK.finditer(words)]
    for stop, after, kind, mark in [*ends, (len(words), len(words), "sentence", "")]:
        if words[start:stop].strip(" \"'“”「」『』()（）"):
            clauses.append(Clause(start, stop, sentence))
        start = after
        if kind == "sentence":
            for clause in clauses[first:]:
                clause.asked = mark in ("?", "？")
            first, sentence = len(clauses), sentence + 1
    _share_out(markers, clauses)
    return clauses


def _share_out(markers: Sequence[Marker], clauses: Sequence[Clause]) -> None:
    place = 0
    for marker in markers:
        while place + 1 < len(clauses) and clauses[place + 1].start <= marker.start:
            place += 1
        if clauses and clauses[place].start <= marker.start < clauses[place].end:
            clauses[place].markers.append(marker)


def _at_joints(clause: Clause) -> list[Clause]:
    """Cut where words, not punctuation, open a new clause."""
    for number, marker in enumerate(clause.markers):
        if marker.start < clause.start:
            continue  # the wish that took this clause
        before, after = clause.markers[:number], clause.markers[number:]
        cut = _joint(marker, before, after, clause.start)
        if cut is not None and clause.start < cut < clause.end:
            tail = Clause(cut, clause.end, clause.sentence, loose=False, asked=clause.asked)
            wish = [marker] if marker.entry.kind == "wish" else []
            tail.markers = wish + [m for m in after if m.start >= cut]
            head = Clause(clause.start, cut, clause.sentence, clause.loose, asked=clause.asked)
            head.markers = [m for m in clause.markers if m.start < cut]
            if marker.entry.kind in ("embedding", "wish", "relative"):
                tail.role = "embedded"
            return [head, *_at_joints(tail)]
    return [clause]


def _joint(
    marker: Marker, before: Sequence[Marker], after: Sequence[Marker], start: int
) -> int | None:
    """Where a marker cuts its clause: before or behind itself, or not at all."""
    finite_before = any(m.entry.kind in _FINITE for m in before)
    match marker.entry.kind:
        case "embedding" | "wish":
            return marker.end
        case "relative" if finite_before:
            return marker.start
        case "joining" if finite_before:
            finite_after = any(m.entry.kind in _FINITE for m in after[1:])
            return marker.start if finite_after else None
        case "condition" | "aside" if marker.start > start + 1 and finite_before:
            return marker.start
    return None


def _with_fragments(clauses: Sequence[Clause]) -> list[Clause]:
    """A stretch without a verb, behind a comma, goes with the clause before: lists and the like."""
    joined: list[Clause] = []
    for clause in clauses:
        last = joined[-1] if joined else None
        opens = clause.has("condition", "aside", "relative") or clause.role == "embedded"
        goes_on = last and last.sentence == clause.sentence and last.finite
        if last and goes_on and not clause.finite and not opens:
            last.end, last.markers = clause.end, last.markers + clause.markers
        else:
            joined.append(clause)
    return joined


def _of_its_verb(markers: list[Marker]) -> list[Marker]:
    """Without the modals far behind "is" or "has", which stand in a clause of their own.

    "It is a view you will not hear" says what the view is.
    """
    verb = next((m for m in markers if m.entry.kind in {*_FINITE, "relative"}), None)
    if verb is None or verb.entry.kind != "auxiliary":
        return markers
    end = verb.end + _NEAR_VERB
    return [m for m in markers if m.entry.kind != "modal" or m.start <= end]


def _assign_role(clause: Clause) -> None:
    if clause.role == "embedded":
        return
    mere_adverbial = clause.has("adverbial") and not clause.has("modal", "embedding", "wish")
    if clause.has("condition"):
        clause.role = "condition"
    elif mere_adverbial or clause.has("aside", "setting"):
        clause.role = "aside"
