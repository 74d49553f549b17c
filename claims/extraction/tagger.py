"""The tagger: windows of tokens → source, cue and content spans, with vectors to link them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from claims.extraction.decoding import FloatArray, IntArray, best_tags, log_softmax, spans_of
from claims.extraction.labels import LAYERS, OUTSIDE, TAGS, TokenSpan, begin, inside
from claims.extraction.linking import Linker
from claims.extraction.windows import PAD, WINDOW_SIZE, Window, pack

MODEL = Path(__file__).with_name("model")

_BATCH_TOKENS = 2048


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
    """The network in ONNX Runtime, with its tokenizer and its linker."""

    def __init__(self, folder: Path = MODEL, *, threads: int = 0) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        # Idle threads that spin would take the cores from everything else on the machine.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = onnxruntime.InferenceSession(
            str(folder / "tagger.int8.onnx"), options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        metadata = self._session.get_modelmeta().custom_metadata_map
        self.linker = Linker.from_parameters(json.loads(metadata["linker"]))

    def windows(self, text: str, size: int = WINDOW_SIZE) -> list[Window]:
        """The text cut into windows for `tag`."""
        return pack(text, self._tokenizer, size)

    def tag(self, windows: Sequence[Window]) -> list[TaggedWindow]:
        """Tag all windows; the answer has their order, whatever the batches."""
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].ids))
        tagged: dict[int, TaggedWindow] = {}
        for group in _groups(order, windows):
            found = self._tag_batch([windows[i] for i in group])
            tagged.update(zip(group, found, strict=True))
        return [tagged[i] for i in range(len(windows))]

    def _tag_batch(self, windows: list[Window]) -> list[TaggedWindow]:
        longest = max(len(window.ids) for window in windows)
        ids = np.full((len(windows), longest), PAD, np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids)] = window.ids
            mask[row, : len(window.ids)] = 1
        tags, links = self._session.run(["tags", "links"], {"ids": ids, "mask": mask})
        scores = log_softmax(tags.reshape(len(windows), longest, len(LAYERS), TAGS))
        found = [_Found(window, scores[row]) for row, window in enumerate(windows)]
        decoded = _decode([sequence for f in found for sequence in f.sequences])
        results = []
        for row, f in enumerate(found):
            pair = decoded[row * len(LAYERS) : (row + 1) * len(LAYERS)]
            spans, probabilities = f.spans(pair)
            ends = np.asarray([(s.first, s.last) for s in spans], np.int64).reshape(-1, 2)
            vectors = links[row][ends]
            results.append(TaggedWindow(f.window, spans, probabilities, vectors))
        return results


class _Found:
    """The scores of one window, and the tokens of it that have a place in the text."""

    def __init__(self, window: Window, scores: FloatArray) -> None:
        self.window = window
        self.scores = scores
        widths = [place.end - place.start for place in window.places]
        kept = [i for i, (w, n) in enumerate(zip(widths, window.ids, strict=True)) if w or n <= 2]
        self.tokens: IntArray = np.asarray(kept, np.int64)
        marks = [row for row, i in enumerate(kept) if not widths[i]]
        self.sequences = []
        for layer in LAYERS:
            sequence = scores[self.tokens, layer].copy()
            sequence[marks] = -1e9  # no span reaches over the end of a paragraph
            sequence[marks, OUTSIDE] = 0
            self.sequences.append(sequence)

    def spans(self, tags: list[IntArray]) -> tuple[list[TokenSpan], list[float]]:
        spans = [s for layer in LAYERS for s in spans_of(tags[layer], layer, self.tokens)]
        return spans, [self._probability(span) for span in spans]

    def _probability(self, span: TokenSpan) -> float:
        tokens = self.scores[span.first : span.last + 1, span.layer]
        role = np.logaddexp(tokens[:, begin(span.role)], tokens[:, inside(span.role)])
        return float(np.exp(role.mean()))


def _decode(sequences: list[FloatArray]) -> list[IntArray]:
    longest = max(len(sequence) for sequence in sequences)
    table = np.zeros((len(sequences), longest, TAGS), np.float32)
    for row, sequence in enumerate(sequences):
        table[row, : len(sequence)] = sequence
    tags = best_tags(table)
    return [tags[row, : len(sequence)] for row, sequence in enumerate(sequences)]


def _groups(order: list[int], windows: Sequence[Window]) -> list[list[int]]:
    groups: list[list[int]] = []
    for i in order:
        if groups and (len(groups[-1]) + 1) * len(windows[i].ids) <= _BATCH_TOKENS:
            groups[-1].append(i)
        else:
            groups.append([i])
    return groups


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
