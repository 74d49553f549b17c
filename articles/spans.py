"""Places in a text, and the way back from cleaned text to the page it was cut from.

The mapping is built while cleaning: text that is kept brings the places of its characters along, so
nothing has to be found again afterwards by comparing two strings.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple


class Span(NamedTuple):
    """`[start, end)` in Unicode code points of one text; `text[start:end]` is the mention."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Traced:
    """A piece of text whose every character knows its place `[starts[i], ends[i])` in the page.

    >>> Traced.of("a&amp;b", 10).sub(re.compile("&amp;"), "&").places(Span(1, 2))
    Span(start=11, end=16)
    """

    text: str
    starts: array[int]
    ends: array[int]

    @classmethod
    def of(cls, text: str, start: int = 0) -> Traced:
        """`text` as it stands in the page, beginning at `start`."""
        end = start + len(text)
        return cls(text, array("l", range(start, end)), array("l", range(start + 1, end + 1)))

    @classmethod
    def standing_for(cls, text: str, place: Span) -> Traced:
        """`text` written instead of what the page has at `place` (an entity, a line break)."""
        return cls(text, array("l", [place.start] * len(text)), array("l", [place.end] * len(text)))

    @classmethod
    def join(cls, pieces: Iterable[Traced]) -> Traced:
        texts: list[str] = []
        starts, ends = array("l"), array("l")
        for piece in pieces:
            texts.append(piece.text)
            starts.extend(piece.starts)
            ends.extend(piece.ends)
        return cls("".join(texts), starts, ends)

    def __len__(self) -> int:
        return len(self.text)

    def cut(self, start: int, end: int) -> Traced:
        return Traced(self.text[start:end], self.starts[start:end], self.ends[start:end])

    def places(self, span: Span) -> Span:
        """The page's span for a non-empty span of this text."""
        return Span(self.starts[span.start], self.ends[span.end - 1])

    def through(self, outer: Traced) -> Traced:
        """This text with places where `outer` has them: until now they were places in `outer`.

        For a text read out of another that was itself read out of the page (HTML in a JSON
        string).
        """
        starts, ends = array("l"), array("l")
        for start, end in zip(self.starts, self.ends, strict=True):
            if start < end:
                starts.append(outer.starts[start])
                ends.append(outer.ends[end - 1])
            else:  # a break that stands between two characters
                place = outer.ends[start - 1] if start else outer.starts[0]
                starts.append(place)
                ends.append(place)
        return Traced(self.text, starts, ends)

    def strip(self) -> Traced:
        left = len(self.text) - len(self.text.lstrip())
        right = len(self.text.rstrip())
        return self if (left, right) == (0, len(self.text)) else self.cut(left, max(left, right))

    def sub(
        self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str | Span]
    ) -> Traced:
        """Like `pattern.sub`, keeping places.

        The replacement may be a `Span` of this text (kept with its own places: a group of the
        match) instead of a string (which then stands for the whole match).
        """
        pieces: list[Traced] = []
        done = 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            pieces.append(self.cut(done, match.start()))
            if isinstance(new, Span):
                pieces.append(self.cut(new.start, new.end))
            elif new and match.end() > match.start():
                where = self.places(Span(match.start(), match.end()))
                pieces.append(Traced.standing_for(new, where))
            done = match.end()
        if not pieces:
            return self
        pieces.append(self.cut(done, len(self.text)))
        return Traced.join(pieces)

    def normalised(self) -> Traced:
        """In Unicode NFC. Only the runs that change lose their one-to-one places."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        pieces: list[Traced] = []
        done = start = 0
        for end in range(1, len(self) + 1):
            if end < len(self) and _joins(self.text[end]):
                continue
            run = self.text[start:end]
            composed = unicodedata.normalize("NFC", run)
            if composed != run:
                pieces.append(self.cut(done, start))
                pieces.append(Traced.standing_for(composed, self.places(Span(start, end))))
                done = end
            start = end
        pieces.append(self.cut(done, len(self)))
        return Traced.join(pieces)


def _joins(char: str) -> bool:
    """Whether normalising may combine or reorder `char` with what stands before it."""
    return char > "\u02ff" and (unicodedata.combining(char) > 0 or char in _second_characters())


@cache
def _second_characters() -> frozenset[str]:
    """Every character that a canonical composition ends with, and Hangul's vowels and finals.

    Unicode Standard Annex #15, section 3; asked for only by texts that are not in NFC.
    """
    decompositions = (unicodedata.decomposition(chr(code)) for code in range(sys.maxunicode + 1))
    ends = {
        chr(int(words.rpartition(" ")[2], 16))
        for words in decompositions
        if words and not words.startswith("<") and " " in words
    }
    return frozenset(
        ends | {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    )


class Run(NamedTuple):
    """`length` characters of the text from `start` on, which the page has from `place` on.

    One to one when `exact`; else they all
    stand for the page's `[place, place_end)`.
    """

    start: int
    length: int
    place: int
    place_end: int
    exact: bool


@dataclass(frozen=True, slots=True)
class SourceMap:
    """From a canonical text back to the decoded page, as runs in text order."""

    runs: tuple[Run, ...]

    @classmethod
    def of(cls, traced: Traced) -> SourceMap:
        starts, ends, size = traced.starts, traced.ends, len(traced)
        runs: list[Run] = []
        begin = 0
        for index in range(1, size + 1):
            follows = index < size and starts[index] == ends[index - 1] == starts[index - 1] + 1
            if follows and ends[index] == starts[index] + 1:
                continue
            exact = ends[begin] - starts[begin] == 1
            runs.append(Run(begin, index - begin, starts[begin], ends[index - 1], exact))
            begin = index
        return cls(tuple(runs) if size else ())

    def page_span(self, span: Span) -> Span:
        """Where a non-empty `span` of the canonical text stands in the decoded page.

        What was cut out between two kept characters lies inside the answer. Raises IndexError
        outside the text.
        """
        first, last = self._run(span.start), self._run(span.end - 1)
        start = first.place + (span.start - first.start if first.exact else 0)
        end = last.place + (span.end - last.start) if last.exact else last.place_end
        return Span(start, end)

    def _run(self, offset: int) -> Run:
        index = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        if index < 0 or offset >= self.runs[index].start + self.runs[index].length:
            raise IndexError(f"offset {offset} is outside the text")
        return self.runs[index]
