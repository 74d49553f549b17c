"""Embeddings without what all claims of a language share, so that languages can be compared.

Of two sentences in one language the encoder says "much alike" whatever they say, of two in
different ones never. Less the mean of each language, a claim lies nearest to what says the same.
"""

from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


def centred(vectors: Vectors, language: str) -> Vectors:
    """Rows of length 1 → rows of length 1; a language without a mean of its own has the mean of
    those that have one."""
    moved = vectors - _mean(language.split("-")[0])
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    result: Vectors = (moved / np.maximum(lengths, 1e-9)).astype(np.float32)
    return result


@cache
def _mean(language: str) -> Vectors:
    """Of the claims in the shared articles (python -m tests.quality.linking --means)."""
    with files(__package__).joinpath("means.npz").open("rb") as file:
        means = dict(np.load(file))
    if language in means:
        mean: Vectors = means[language]
        return mean
    both: Vectors = np.mean([means["en"], means["zh"]], axis=0)
    return both
