"""Whether one text is a translation of another: sentence by sentence, in the same order."""

import bisect
import re

import numpy as np

from articles.embedding import Vectors

Sentences = Vectors  # a row for each sentence, in order

# Measured in decision record 0067: in translations 9 of 10 sentences find their partner, in other
# articles about the same event 3 of 10.
THRESHOLD = 0.6
# From here on a translation is believed without an editor.
CERTAIN = 0.85
# So few sentences in common may be a quotation.
FEWEST = 5
# The lead and what follows; who translated the first forty sentences translated the text.
MOST = 40
_NEAR = 0.3
_END = re.compile(r"(?<=[。！？!?；;])[”」』’\"]?|\n|(?<=[.!?])[”’\"]?\s+(?=[A-Z“\"])")
_HAN = re.compile("[一-鿿]")


def sentences(text: str) -> list[str]:
    """At most the first MOST sentences, without what is too short to mean anything by itself."""
    parts = (part.strip(" 　”」』") for part in _END.split(text) if part)
    return [part for part in parts if len(part) >= (8 if _HAN.search(part) else 20)][:MOST]


def aligned(first: Sentences, second: Sentences) -> float:
    """The share (0 to 1) of the shorter text's sentences that have their partner in the other.

    Partners are each other's nearest, near enough, and come in the same order.
    """
    if min(len(first), len(second)) < FEWEST:
        return 0.0
    near = _centred(first) @ _centred(second).T
    nearest = near.argmax(axis=1)
    partners = [
        int(other)
        for one, other in enumerate(nearest)
        if near[one, other] > _NEAR and near[:, other].argmax() == one
    ]
    in_order = _longest_rise(partners)
    return in_order / min(near.shape) if in_order >= FEWEST - 1 else 0.0


def _centred(text: Sentences) -> Sentences:
    """Less what all sentences of the text share: its language and its subject."""
    moved = text - text.mean(axis=0)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    centred: Sentences = moved / np.maximum(lengths, 1e-9)
    return centred


def _longest_rise(places: list[int]) -> int:
    """
    >>> _longest_rise([0, 5, 1, 2])
    3
    """
    ends: list[int] = []
    for place in places:
        at = bisect.bisect_left(ends, place)
        ends[at : at + 1] = [place]
    return len(ends)
