"""One text and a later version of it: where words of the first stand in the second.

As the W3C's Web Annotation model has it, words are known by themselves and by what stands before
and after them (TextQuoteSelector), then by their place (TextPositionSelector); what is found by
neither may still be found by likeness, as Hypothesis does it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from articles.spans import Span
from claims.anchoring.edges import cuts, weight
from claims.anchoring.likeness import likest

CONTEXT = 32  # code points before and after, as in Hypothesis's selectors
ENOUGH = 24  # letters of quote and context together that do not meet twice by chance
REACH = 64  # code points from where they are expected, for words without enough context
MOST = 500  # occurrences looked at on either side of the expected place


class Method(StrEnum):
    EXACT = "exact"
    POSITION = "position"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Anchor:
    """`new[start:end]` are the words; `score` is their likeness to the old ones, 0 to 1."""

    start: int
    end: int
    method: Method
    score: float = 1.0

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


def anchor(
    old: str, new: str, span: Span, *, near: int | None = None, within: Span | None = None
) -> Anchor | None:
    """Where the words at `span` of `old` stand in `new`; None where they do not.

    `near` is where they are expected to begin, if something is known of it; `within` bounds where
    they may stand. Raises ValueError for a span that is empty or not in `old`.

    >>> anchor("The army has 7 tanks left.", "Today the army has 7 tanks left.", Span(13, 20))
    Anchor(start=19, end=26, method=<Method.EXACT: 'exact'>, score=1.0)
    """
    return Revision(old, new).anchor(span, near=near, within=within)


@dataclass(frozen=True)
class Revision:
    """Both texts, and what is known of them as a whole."""

    old: str
    new: str

    @cached_property
    def same_before(self) -> int:
        """How many code points both begin with."""
        return _common(self.old, self.new, lambda text, n: text[:n])

    @cached_property
    def same_after(self) -> int:
        """How many code points both end with."""
        return _common(self.old, self.new, lambda text, n: text[len(text) - n :])

    def anchor(
        self,
        span: Span,
        *,
        near: int | None = None,
        within: Span | None = None,
        fuzzy: bool = True,
    ) -> Anchor | None:
        """As `anchor` does; words that merely are alike are found only where `fuzzy`."""
        if not 0 <= span.start < span.end <= len(self.old):
            raise ValueError(f"no span of the old text: {span}")
        bounds = within or Span(0, len(self.new))
        expected = self.expected(span) if near is None else near
        expected = min(max(expected, bounds.start), bounds.end)
        found = self._same_words(span, expected, bounds)
        if found is None and fuzzy:
            quote = self.old[span.start : span.end]
            beside = (
                self.old[max(span.start - 1, 0) : span.start],
                self.old[span.end : span.end + 1],
            )
            alike = likest(quote, self.new, near=expected, within=bounds, beside=beside)
            if alike:
                found = Anchor(alike.start, alike.end, Method.FUZZY, alike.score)
        return found

    def expected(self, span: Span) -> int:
        """Where the words begin if nothing else is known."""
        return span.start + (self._shift if span.start >= self._tail else 0)

    @property
    def _shift(self) -> int:
        return len(self.new) - len(self.old)

    @property
    def _tail(self) -> int:
        """Where the old text begins to be the same as the new one up to the end."""
        return len(self.old) - self.same_after

    def _same_words(self, span: Span, expected: int, bounds: Span) -> Anchor | None:
        quote = self.old[span.start : span.end]
        places = self._steady(span, bounds) or [
            place
            for place in _around(self.new, quote, expected, bounds)
            if self._is_whole(span, place)
        ]
        if not places:
            return None
        context = {place: self._context(span, place) for place in places}
        places.sort(key=lambda place: (-context[place], abs(place - expected)))
        best = places[0]
        alone = len(places) == 1 or context[places[1]] < context[best]
        if weight(quote) + context[best] >= ENOUGH:
            return self._at(best, quote, Method.EXACT if alone else Method.POSITION)
        nearest = min(places, key=lambda place: abs(place - expected))
        if abs(nearest - expected) <= REACH:
            return self._at(nearest, quote, Method.POSITION)
        return None

    def _at(self, place: int, quote: str, method: Method) -> Anchor:
        return Anchor(place, place + len(quote), method)

    def _steady(self, span: Span, bounds: Span) -> list[int]:
        """Where the words stand if the texts differ only before or only after them."""
        place = span.start
        if span.end > self.same_before:
            if span.start < self._tail:
                return []
            place += self._shift
        inside = bounds.start <= place and place + span.end - span.start <= bounds.end
        return [place] if inside and self._is_whole(span, place) else []

    def _is_whole(self, span: Span, place: int) -> bool:
        """Words that were whole are so still."""
        end = place + span.end - span.start
        return not cuts(self.new, place, end) or cuts(self.old, span.start, span.end)

    def _context(self, span: Span, place: int) -> int:
        """The weight of what stands the same around both, without a gap, up to CONTEXT."""
        before, end = 0, place + span.end - span.start
        while (
            before < min(CONTEXT, span.start, place)
            and self.old[span.start - before - 1] == self.new[place - before - 1]
        ):
            before += 1
        after = 0
        while (
            after < min(CONTEXT, len(self.old) - span.end, len(self.new) - end)
            and self.old[span.end + after] == self.new[end + after]
        ):
            after += 1
        return weight(self.new[place - before : place]) + weight(self.new[end : end + after])


def nearest(text: str, words: str, expected: int) -> int | None:
    """Where the words stand, whole, as near to the expected place as can be.

    >>> nearest("70,000 or 170,000", "70,000", 17), nearest("170,000", "70,000", 0)
    (0, None)
    """
    places = [
        place
        for place in _around(text, words, min(max(expected, 0), len(text)), Span(0, len(text)))
        if not cuts(text, place, place + len(words))
    ]
    return min(places, key=lambda place: abs(place - expected), default=None)


def _around(text: str, quote: str, expected: int, bounds: Span) -> Iterator[int]:
    """Where `quote` stands, at most MOST places on either side of the expected one."""
    place = text.find(quote, expected, bounds.end)
    for _ in range(MOST):
        if place < 0:
            break
        yield place
        place = text.find(quote, place + 1, bounds.end)
    end = min(expected - 1 + len(quote), bounds.end)
    place = text.rfind(quote, bounds.start, max(end, 0))
    for _ in range(MOST):
        if place < 0:
            break
        yield place
        place = text.rfind(quote, bounds.start, place + len(quote) - 1)


def _common(old: str, new: str, part: Callable[[str, int], str]) -> int:
    """The greatest n for which the parts of n code points are the same, by bisection."""
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if part(old, middle) == part(new, middle):
            low = middle
        else:
            high = middle - 1
    return low
