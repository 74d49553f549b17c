"""The tagger: windows of tokens → source, cue and content spans, with vectors to link them."""

import hashlib
import json
import os
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from claims.extraction.decoding import (
    FloatArray,
    IntArray,
    best_tags,
    log_softmax,
    spans_of,
    without_cracks,
)
from claims.extraction.labels import LAYERS, OUTSIDE, TAGS, TokenSpan, begin, inside
from claims.extraction.linking import Linker
from claims.extraction.windows import BEGIN, SEPARATOR, WINDOW_SIZE, Window, pack

MODEL = Path(__file__).with_name("model")

_MARKS = (BEGIN, SEPARATOR)
_AT_ONCE = 32  # windows whose tags are decoded together


@dataclass(frozen=True)
class TaggedWindow:
    """A window, its spans with their mean probabilities, and their link vectors.

    `vectors` [spans, 2, W] are those at the first and at the last token of each span.
    """

    window: Window
    spans: list[TokenSpan]
    probabilities: list[float]
    vectors: FloatArray


class Tagger:
    """The network in ONNX Runtime, with its tokenizer and its linker.

    `threads` windows are in the network at a time; 0 means one for each core.
    """

    def __init__(self, folder: Path = MODEL, *, threads: int = 0) -> None:
        self._threads = threads or os.cpu_count() or 1
        self._session = _session(folder / "tagger.int8.onnx")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.linker = Linker.from_parameters(json.loads(metadata["linker"]))

    def windows(self, text: str, size: int = WINDOW_SIZE) -> list[Window]:
        """The text cut into windows for `tag`."""
        return pack(text, self._tokenizer, size)

    def tag(self, windows: Sequence[Window]) -> Iterator[TaggedWindow]:
        """Tag all windows, in their order; the next ones are tagged while one is used.

        The network sees one window at a time: int8 scales are taken over a whole input, and in
        a batch the neighbours would change a window's answer.
        """
        ahead: deque[list[Future[_Found]]] = deque()
        with ThreadPoolExecutor(self._threads) as pool:
            for at in range(0, len(windows), _AT_ONCE):
                ahead.append([pool.submit(self._run, w) for w in windows[at : at + _AT_ONCE]])
                if len(ahead) > 1:
                    yield from _decoded(ahead.popleft())
            while ahead:
                yield from _decoded(ahead.popleft())

    def _run(self, window: Window) -> "_Found":
        ids = np.asarray([window.ids], np.int64)
        tags, links = self._session.run(["tags", "links"], {"ids": ids, "mask": np.ones_like(ids)})
        scores = log_softmax(tags[0].reshape(len(window.ids), len(LAYERS), TAGS))
        return _Found(window, scores, links[0])


class _Found:
    """The scores of one window, and the tokens of it that have a place in the text."""

    def __init__(self, window: Window, scores: FloatArray, links: FloatArray) -> None:
        self.window, self.scores, self.links = window, scores, links
        widths = [place.end - place.start for place in window.places]
        kept = [
            i for i, (w, n) in enumerate(zip(widths, window.ids, strict=True)) if w or n in _MARKS
        ]
        self.tokens: IntArray = np.asarray(kept, np.int64)
        marks = [row for row, i in enumerate(kept) if not widths[i]]
        self.sequences = []
        for layer in LAYERS:
            sequence = scores[self.tokens, layer].copy()
            sequence[marks] = -1e9  # no span reaches over the end of a paragraph
            sequence[marks, OUTSIDE] = 0
            self.sequences.append(sequence)

    def tagged(self, tags: list[IntArray]) -> TaggedWindow:
        spans = [s for layer in LAYERS for s in spans_of(tags[layer], layer, self.tokens)]
        spans = without_cracks(spans, self.window.places)
        ends = np.asarray([(s.first, s.last) for s in spans], np.int64).reshape(-1, 2)
        sure = [self._probability(span) for span in spans]
        return TaggedWindow(self.window, spans, sure, self.links[ends])

    def _probability(self, span: TokenSpan) -> float:
        tokens = self.scores[span.first : span.last + 1, span.layer]
        role = np.logaddexp(tokens[:, begin(span.role)], tokens[:, inside(span.role)])
        return float(np.exp(role.mean()))


def _session(model: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Windows run side by side: that is faster than many threads on one, which wait for each other.
    options.intra_op_num_threads = 1
    # The runtime's fused layer norm is slower than its parts: without it a tenth is saved.
    return onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"],
        disabled_optimizers=["SkipLayerNormFusion"],
    )  # fmt: skip


def _decoded(runs: Sequence[Future[_Found]]) -> Iterator[TaggedWindow]:
    found = [run.result() for run in runs]
    tags = _decode([sequence for f in found for sequence in f.sequences])
    for row, f in enumerate(found):
        yield f.tagged(tags[row * len(LAYERS) : (row + 1) * len(LAYERS)])


def _decode(sequences: list[FloatArray]) -> list[IntArray]:
    longest = max(len(sequence) for sequence in sequences)
    table = np.zeros((len(sequences), longest, TAGS), np.float32)
    for row, sequence in enumerate(sequences):
        table[row, : len(sequence)] = sequence
    tags = best_tags(table)
    return [tags[row, : len(sequence)] for row, sequence in enumerate(sequences)]


@cache
def shipped_tagger(threads: int = 0) -> Tagger:
    """The tagger in `model/`, loaded once for each number of threads."""
    return Tagger(threads=threads)


@cache
def model_hash() -> str:
    """SHA-256 over the model and its tokenizer: what an extraction run names."""
    digest = hashlib.sha256()
    for name in ("tagger.int8.onnx", "tokenizer.json"):
        digest.update((MODEL / name).read_bytes())
    return digest.hexdigest()
