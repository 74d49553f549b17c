"""Places in an article text."""

from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in Unicode code points of one text; `text[start:end]` is the mention."""

    start: int
    end: int
