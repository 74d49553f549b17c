"""Text in windows of whole paragraphs, as token ids with their places in the text."""

import re
from dataclasses import dataclass

from tokenizers import Tokenizer

from articles.spans import Span
from claims.extraction.segment import paragraphs

BEGIN, PAD, SEPARATOR, UNKNOWN = 0, 1, 2, 3
WINDOW_SIZE = 144  # what lies farther apart has little to do with each other (decision record 0017)

_SURROGATE = re.compile("[\ud800-\udfff]")
_SENTENCE_ENDS = frozenset("。！？!?.；;")


@dataclass(frozen=True)
class Window:
    """Token ids, and each token's `[start, end)` in the text; marks of the model have no width."""

    ids: list[int]
    places: list[Span]


def pack(text: str, tokenizer: Tokenizer, size: int = WINDOW_SIZE) -> list[Window]:
    """Cut `text` into windows of at most `size` tokens, whole paragraphs wherever they fit."""
    text = _SURROGATE.sub("\ufffd", text)  # one for one: the tokenizer takes UTF-8 only
    blocks = paragraphs(text)
    encodings = tokenizer.encode_batch([text[s:e] for s, e in blocks], add_special_tokens=False)
    packing = _Packing(size)
    for block, encoding in zip(blocks, encodings, strict=True):
        places = [_visible(text, block.start + s, block.start + e) for s, e in encoding.offsets]
        places = _without_doubles(places)
        for first, last in _pieces(text, places, size - 2):
            packing.add(encoding.ids[first:last], places[first:last])
    return packing.finish()


class _Packing:
    def __init__(self, size: int) -> None:
        self.size = size
        self.windows: list[Window] = []
        self._open()

    def _open(self) -> None:
        self.ids = [BEGIN]
        self.places = [Span(0, 0)]

    def add(self, ids: list[int], places: list[Span]) -> None:
        if len(self.ids) + len(ids) + 1 > self.size:
            self.finish()
        if len(self.ids) == 1 and places:
            self.places[0] = Span(places[0].start, places[0].start)
        self.ids += [*ids, SEPARATOR]
        end = places[-1].end if places else 0
        self.places += [*places, Span(end, end)]

    def finish(self) -> list[Window]:
        if len(self.ids) > 1:
            self.windows.append(Window(self.ids, self.places))
        self._open()
        return self.windows


def _visible(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _without_doubles(places: list[Span]) -> list[Span]:
    """One character may give several tokens (… as three points): only the last keeps its width."""
    followed = zip(places, [*places[1:], Span(-1, -1)], strict=False)
    return [Span(a.start, a.start) if a.start == b.start else a for a, b in followed]


def _pieces(text: str, places: list[Span], size: int) -> list[tuple[int, int]]:
    """A paragraph's tokens in runs of at most `size`, cut after a sentence's end if possible."""
    runs, first = [], 0
    while len(places) - first > size:
        cut = first + size
        for k in range(cut, first + size // 2, -1):
            start, end = places[k - 1]
            if end > start and text[end - 1] in _SENTENCE_ENDS:
                cut = k
                break
        runs.append((first, cut))
        first = cut
    if first < len(places):
        runs.append((first, len(places)))
    return runs
