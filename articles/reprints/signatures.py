"""A text's MinHash signature, and its bands, by which a database finds what may be a copy."""

import numpy as np
from numpy.typing import NDArray

from articles.reprints.shingles import Hashes, Shingled, mixed

# 40 bands of 2: of texts that share half of their shingles (one is the other cut to half) all but
# one in 100,000 meet in a band, of those that share a quarter 92 %.
BANDS = 40
ROWS = 2

_SEEDS = mixed(np.arange(1, BANDS * ROWS + 1, dtype=np.uint64))
_FACTORS = mixed(_SEEDS) | np.uint64(1)


def signature(text: Shingled) -> Hashes:
    """The smallest of the text's shingles under each of BANDS x ROWS orders; empty for no text."""
    return least(text.hashes, BANDS * ROWS)


def least(hashes: Hashes, orders: int) -> Hashes:
    """The smallest hash under each of the first `orders` orders, as that order numbers it."""
    if not len(hashes):
        return np.zeros(0, dtype=np.uint64)
    ordered = _FACTORS[:orders, None] * np.unique(hashes) + _SEEDS[:orders, None]
    smallest: Hashes = ordered.min(axis=1)
    return smallest


def bands(signature: Hashes) -> tuple[int, ...]:
    """The signature's bands in order, each one number that fits a signed 64-bit column.

    Two texts are worth comparing if one of their bands, at the same place, is the same.
    """
    rows = signature.reshape(-1, ROWS)
    joined: NDArray[np.uint64] = mixed(rows[:, 0]) + rows[:, 1]
    return tuple(int(value) for value in mixed(joined).view(np.int64))
