"""The nesting of attributions: who reports that somebody says something."""

from collections.abc import Sequence

from articles.spans import Span
from claims.extraction.attribution import Draft


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Reading order; of those that begin at one place, the one that says more comes first."""
    return sorted(drafts, key=lambda d: (d.start, -d.size, d.content, d.cue, d.source))


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the innermost one whose content holds its content, if any.

    Of two with equal contents the one whose source comes first in the text is the outer one
    (美联社引用…消息人士的话报导).
    """
    found: list[int | None] = []
    for n, draft in enumerate(drafts):
        around = [m for m, other in enumerate(drafts) if m != n and _is_within(draft, n, other, m)]
        found.append(
            min(around, key=lambda m: (drafts[m].size, _reversed(drafts[m], m)), default=None)
        )
    return found


def _is_within(draft: Draft, n: int, other: Draft, m: int) -> bool:
    if draft.content == other.content:
        return _rank(other, m) < _rank(draft, n)
    return draft.size < other.size and holds(other.content, draft.content)


def holds(outer: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Whether every span of `inner` lies in one of `outer`."""
    return all(any(o.start <= i.start and i.end <= o.end for o in outer) for i in inner)


def _rank(draft: Draft, number: int) -> tuple[int, int]:
    first = draft.source or draft.cue or draft.content
    return first[0].start, number


def _reversed(draft: Draft, number: int) -> tuple[int, int]:
    start, n = _rank(draft, number)
    return -start, -n
