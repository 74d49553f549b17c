"""A text in paragraphs, with what it shares with another marked."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from articles.spans import Span


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one paragraph that is shared, or is not."""

    text: str
    shared: bool


def paragraphs(text: str, shared: Sequence[Span]) -> list[list[Run]]:
    """The lines of `text` as runs; `shared` are spans in order that do not touch.

    >>> paragraphs("one two\\nthree", [Span(4, 9)])
    [[Run(text='one ', shared=False), Run(text='two', shared=True)], [Run(text='t', shared=True), \
Run(text='hree', shared=False)]]
    """
    lines: list[list[Run]] = []
    for start, line in _lines(text):
        within = Span(start, start + len(line))
        lines.append([Run(text[a:b], is_shared) for a, b, is_shared in _cut(within, shared)])
    return lines


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield start, line
        start += len(line) + 1


def _cut(within: Span, shared: Iterable[Span]) -> Iterator[tuple[int, int, bool]]:
    place = within.start
    for span in shared:
        start, end = max(span.start, place), min(span.end, within.end)
        if start >= end:
            continue
        if start > place:
            yield place, start, False
        yield start, end, True
        place = end
    if place < within.end:
        yield place, within.end, False
