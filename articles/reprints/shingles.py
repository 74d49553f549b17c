"""A text as overlapping runs of units: what two copies of one text have in common."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import opencc
from numpy.typing import NDArray

from articles.spans import Span

Hashes = NDArray[np.uint64]

# How many units a shingle has. Four words or six characters of Han are a run that two writers
# seldom hit on alone, and short enough to survive between a publisher's small changes.
WORDS = 4
CHARACTERS = 6

# Scripts written without spaces go by the character, all others by the word.
_UNSPACED = "぀-ヿ㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
_UNIT = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_QUOTATION = re.compile(r"“[^”\n]*”|「[^」\n]*」|『[^』\n]*』|«[^»\n]*»|\"[^\"\n]*\"")
_SIMPLIFY = opencc.OpenCC("t2s")
# Odd, so that multiplying by it loses nothing (Knuth's 64-bit multiplier).
_STEP = np.uint64(6364136223846793005)


@dataclass(frozen=True, slots=True, eq=False)
class Shingled:
    """A text's shingles in their order.

    `hashes[i]` is the i-th shingle, which stands at `text[starts[i]:ends[i]]`; `narrated[i]` is
    True where none of it is within quotation marks.
    """

    hashes: Hashes
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    narrated: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.hashes)


def shingled(text: str, language: str) -> Shingled:
    """The shingles of `text`. Simplified and traditional, and upper and lower case, are one."""
    units = list(_UNIT.finditer(text))
    size = CHARACTERS if language.split("-")[0] in {"zh", "ja"} else WORDS
    count = max(0, len(units) - size + 1)
    starts = np.array([unit.start() for unit in units], dtype=np.int32)
    ends = np.array([unit.end() for unit in units], dtype=np.int32)
    narrated = _outside(starts, _quotations(text))
    folded = _folded(text)
    hashes = np.array([_hash(folded[unit.start() : unit.end()]) for unit in units], dtype=np.uint64)
    return Shingled(
        hashes=_rolled(hashes, size)[:count],
        starts=starts[:count],
        ends=ends[size - 1 :][:count],
        narrated=_all_of(narrated, size)[:count],
    )


def _folded(text: str) -> str:
    """The text in simplified characters, each at its place; only for looking up."""
    folded: str = _SIMPLIFY.convert(text)
    if len(folded) == len(text):
        return folded
    return "".join(_SIMPLIFY.convert(character)[:1] or character for character in text)


@lru_cache(maxsize=65_536)
def _hash(unit: str) -> int:
    word = unicodedata.normalize("NFKC", unit).casefold()
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest())


def _rolled(hashes: Hashes, size: int) -> Hashes:
    """One hash for each run of `size` units, which depends on their order."""
    count = max(0, len(hashes) - size + 1)
    rolled = np.zeros(count, dtype=np.uint64)
    for place in range(size):
        rolled = rolled * _STEP + hashes[place : place + count]
    return mixed(rolled)


def mixed(hashes: Hashes) -> Hashes:
    """Every bit of the input moves every bit of the output (the end of splitmix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _all_of(flags: NDArray[np.bool_], size: int) -> NDArray[np.bool_]:
    count = max(0, len(flags) - size + 1)
    found = np.ones(count, dtype=np.bool_)
    for place in range(size):
        found &= flags[place : place + count]
    return found


def _quotations(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _QUOTATION.finditer(text)]


def _outside(starts: NDArray[np.int32], spans: list[Span]) -> NDArray[np.bool_]:
    outside = np.ones(len(starts), dtype=np.bool_)
    for span in spans:
        outside[np.searchsorted(starts, span.start) : np.searchsorted(starts, span.end)] = False
    return outside
