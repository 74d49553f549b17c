"""Words that are no longer the same, found by how alike they are."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from articles.spans import Span
from claims.anchoring.edges import HAN, weight

# The share of letters that old and new words have in common, in order: between the unlike and the
# alike ones of examples.toml.
ALIKE = 0.75
SHORTEST = 12  # letters; in fewer a likeness says little
LONGEST = 2_000  # code points; longer words are found as they are or not at all
GRAMS = 48  # pieces of the words that are looked for
OFTEN = 20  # places on either side at which each is noted
PLACES = 5  # of those with most pieces, tried in full
SLACK = 200  # code points by which words may have grown or shrunk at an end
SAME_NEIGHBOUR = 6  # hundredths of likeness that an end gains where the same character stands by it

_BOUNDARY = re.compile(r"\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Alike:
    start: int
    end: int
    score: float


def likest(
    quote: str, text: str, *, near: int, within: Span, beside: tuple[str, str] = ("", "")
) -> Alike | None:
    """The words of `text` most like `quote`, if they are like it; of two, those nearer to `near`.

    `beside` are the characters that stood before and after the quote, where there were any.

    >>> text = "He put it at some 94,300 men near the border."
    >>> whole = Span(0, len(text))
    >>> was = "at about 94,300 men near the border"
    >>> found = likest(was, text, near=0, within=whole, beside=(" ", "."))
    >>> text[found.start:found.end]
    'at some 94,300 men near the border'
    """
    if weight(quote) < SHORTEST or len(quote) > LONGEST:
        return None
    best: Alike | None = None
    for start in _likely(quote, text, near, within):
        found = _fitted(quote, text, start, within, beside)
        if found and found.score >= ALIKE and (best is None or found.score > best.score):
            best = found
    return best


def _likely(quote: str, text: str, near: int, within: Span) -> list[int]:
    """Where the words may begin: the places that most of their pieces point at, nearest first."""
    size = 3 if len(HAN.findall(quote)) * 2 > len(quote) else 6
    step = max(1, (len(quote) - size) // GRAMS)
    width = len(quote) // 4 + 8
    votes: Counter[int] = Counter()
    first: dict[int, int] = {}
    for offset in range(0, max(len(quote) - size, 0) + 1, step):
        for place in _noted(text, quote[offset : offset + size], near + offset, within):
            start = place - offset
            votes[start // width] += 1
            first.setdefault(start // width, start)
    ranked = sorted(votes, key=lambda bin: (-votes[bin], abs(first[bin] - near)))
    return sorted((first[bin] for bin in ranked[:PLACES]), key=lambda start: abs(start - near))


def _noted(text: str, gram: str, near: int, within: Span) -> Iterator[int]:
    near = min(max(near, within.start), within.end)
    place = near
    for _ in range(OFTEN):
        place = text.find(gram, place, within.end)
        if place < 0:
            break
        yield place
        place += 1
    place = near + len(gram) - 1
    for _ in range(OFTEN):
        place = text.rfind(gram, within.start, max(place, 0))
        if place < 0:
            break
        yield place
        place += len(gram) - 1


def _fitted(
    quote: str, text: str, start: int, within: Span, beside: tuple[str, str]
) -> Alike | None:
    """The whole words around a place that are most like `quote`: first one end, then the other."""
    slack = min(SLACK, len(quote) // 2 + 16)
    low = max(start - slack, within.start)
    high = min(start + len(quote) + slack, within.end)
    starts, ends = _bounds(text, low, high)
    if not starts:
        return None
    before, after = beside

    def like(start: int, end: int) -> float:
        same = (text[max(start - 1, 0) : start] == before) + (text[end : end + 1] == after)
        return fuzz.ratio(quote, text[start:end]) + SAME_NEIGHBOUR * same

    end = min(ends, key=lambda place: abs(place - start - len(quote)))
    for _ in range(2):
        start = max(starts, key=lambda place: like(place, end))
        end = max(ends, key=lambda place: like(start, place))
    if start >= end:
        return None
    return Alike(start, end, fuzz.ratio(quote, text[start:end]) / 100)


def _bounds(text: str, low: int, high: int) -> tuple[list[int], list[int]]:
    """Where whole words begin and end; every Han character is one."""
    starts: list[int] = []
    ends: list[int] = []
    for found in _BOUNDARY.finditer(text, low, high):
        word = found[0]
        if HAN.search(word):
            starts += range(found.start(), found.end())
            ends += range(found.start() + 1, found.end() + 1)
        else:
            starts.append(found.start())
            ends.append(found.end())
    return starts, ends
