"""The nesting of attributions: who reports that somebody says something."""

from collections import defaultdict
from collections.abc import Sequence

from articles.spans import Span
from claims.extraction.attribution import Draft

_STRIDE = 512  # code points


class Places:
    """Which drafts have content at a place, found without asking every draft of a long text."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.drafts = drafts
        self._near: dict[int, list[int]] = defaultdict(list)
        for n, draft in enumerate(drafts):
            strides = {k for s, e in draft.content for k in range(s // _STRIDE, e // _STRIDE + 1)}
            for stride in strides:
                self._near[stride].append(n)

    def near(self, position: int) -> list[int]:
        """The numbers of drafts that may have content at `position`, in order."""
        return self._near.get(position // _STRIDE, [])

    def around(self, span: Span) -> list[int]:
        """The numbers of the drafts whose content holds `span`, in order."""
        return [n for n in self.near(span.start) if holds(self.drafts[n].content, [span])]


def in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """Reading order; of those that begin at one place, the one that says more comes first."""
    return sorted(drafts, key=reading_order)


def reading_order(draft: Draft) -> tuple[object, ...]:
    """What `in_order` sorts by."""
    return (draft.start, -draft.size, draft.content, draft.cue, draft.source)


def parents(drafts: Sequence[Draft]) -> list[int | None]:
    """For each draft the number of the innermost one whose content holds its content, if any.

    Of two with equal contents the one whose source comes first in the text is the outer one
    (美联社引用…消息人士的话报导).
    """
    found: list[int | None] = []
    places = Places(drafts)
    for n, draft in enumerate(drafts):
        near = places.near(draft.content[0].start)
        around = [m for m in near if m != n and _is_within(draft, n, drafts[m], m)]
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
