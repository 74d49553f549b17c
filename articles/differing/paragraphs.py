"""Two versions of a text side by side: each paragraph next to what has become of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz.distance import LCSseq

from articles.differing.words import Run, likeness, marked
from articles.spans import Span

RELATED = 0.5  # of the words of two paragraphs, from which on one is a change of the other
MOST_PAIRS = 25_000_000  # pairs of paragraphs that are compared whole
MOST_TRIED = 400  # pairs of changed paragraphs that are compared word by word
MOST_BESIDE = 5_000  # pairs of them that are, where they are too many to try each with each


class Change(StrEnum):
    SAME = "same"
    CHANGED = "changed"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of either version, or both; `old_start` and `new_start` are its places there."""

    change: Change
    old: tuple[Run, ...] = ()
    new: tuple[Run, ...] = ()
    old_start: int = 0
    new_start: int = 0


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    start: int


def compared(old: str, new: str) -> list[Row]:
    """Every paragraph (line) of both, in order; empty ones are left out.

    >>> [row.change.value for row in compared("A title\\nTen men", "A title\\nTwo men\\nMore")]
    ['same', 'changed', 'added']
    """
    ours, theirs = _paragraphs(old), _paragraphs(new)
    rows: list[Row] = []
    for same, left, right in _stretches(ours, theirs):
        if same:
            rows += (_row(Change.SAME, a, b) for a, b in zip(left, right, strict=True))
        else:
            rows += _aligned(left, right)
    return rows


def changed(rows: Iterable[Row]) -> tuple[list[Span], list[Span]]:
    """Where the old text has words that the new one has not, and the reverse."""
    rows = list(rows)
    return (
        [span for row in rows for span in _differing(row.old, row.old_start)],
        [span for row in rows for span in _differing(row.new, row.new_start)],
    )


def _paragraphs(text: str) -> list[_Paragraph]:
    found, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            found.append(_Paragraph(line, start))
        start += len(line) + 1
    return found


def _stretches(
    ours: Sequence[_Paragraph], theirs: Sequence[_Paragraph]
) -> Iterator[tuple[bool, Sequence[_Paragraph], Sequence[_Paragraph]]]:
    """What stands in both, and what stands between; beginning and end first, as most is there."""
    before = 0
    while before < min(len(ours), len(theirs)) and ours[before].text == theirs[before].text:
        before += 1
    after = 0
    while (
        after < min(len(ours), len(theirs)) - before
        and ours[len(ours) - after - 1].text == theirs[len(theirs) - after - 1].text
    ):
        after += 1
    end, new_end = len(ours) - after, len(theirs) - after
    yield True, ours[:before], theirs[:before]
    yield from _middle(ours[before:end], theirs[before:new_end])
    yield True, ours[end:], theirs[new_end:]


def _middle(
    ours: Sequence[_Paragraph], theirs: Sequence[_Paragraph]
) -> Iterator[tuple[bool, Sequence[_Paragraph], Sequence[_Paragraph]]]:
    if len(ours) * len(theirs) > MOST_PAIRS:
        yield False, ours, theirs
        return
    blocks = LCSseq.opcodes([p.text for p in ours], [p.text for p in theirs]).as_matching_blocks()
    a = b = 0
    for block in blocks:
        yield False, ours[a : block.a], theirs[b : block.b]
        a, b = block.a + block.size, block.b + block.size
        yield True, ours[block.a : a], theirs[block.b : b]
    yield False, ours[a:], theirs[b:]


def _aligned(left: Sequence[_Paragraph], right: Sequence[_Paragraph]) -> Iterator[Row]:
    """Changed paragraphs beside what they were, and in between those that came or went."""
    pairs = [(-1, -1), *_related(left, right), (len(left), len(right))]
    for (a, b), (next_a, next_b) in pairwise(pairs):
        yield from (_row(Change.REMOVED, p, None) for p in left[a + 1 : next_a])
        yield from (_row(Change.ADDED, None, p) for p in right[b + 1 : next_b])
        if next_a < len(left):
            yield _row(Change.CHANGED, left[next_a], right[next_b])


def _related(left: Sequence[_Paragraph], right: Sequence[_Paragraph]) -> list[tuple[int, int]]:
    """The pairs, in order on either side, that have most words in common altogether."""
    if len(left) * len(right) > MOST_TRIED:
        side_by_side = enumerate(zip(left[:MOST_BESIDE], right, strict=False))
        return [(i, i) for i, (a, b) in side_by_side if likeness(a.text, b.text) >= RELATED]
    none: tuple[float, list[tuple[int, int]]] = (0.0, [])
    best: dict[tuple[int, int], tuple[float, list[tuple[int, int]]]] = {}
    for i in range(len(left)):
        for j in range(len(right)):
            choices = [best.get((i - 1, j), none), best.get((i, j - 1), none)]
            if (alike := likeness(left[i].text, right[j].text)) >= RELATED:
                total, pairs = best.get((i - 1, j - 1), none)
                choices.append((total + alike, [*pairs, (i, j)]))
            best[i, j] = max(choices, key=lambda choice: choice[0])
    return best.get((len(left) - 1, len(right) - 1), none)[1]


def _row(change: Change, a: _Paragraph | None, b: _Paragraph | None) -> Row:
    if change is Change.CHANGED and a and b:
        old, new = marked(a.text, b.text)
    else:
        differs = change is not Change.SAME
        old = (Run(a.text, differs),) if a else ()
        new = (Run(b.text, differs),) if b else ()
    return Row(change, old, new, a.start if a else 0, b.start if b else 0)


def _differing(runs: Sequence[Run], start: int) -> Iterator[Span]:
    for run in runs:
        if run.differs:
            yield Span(start, start + len(run.text))
        start += len(run.text)
