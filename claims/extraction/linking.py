"""The learned pair scorer: which source a cue has, and which cue a content."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from claims.extraction.decoding import FloatArray
from claims.extraction.labels import LINK_SIZE, RELATIONS, TokenSpan, distance_bucket


@dataclass(frozen=True)
class Linker:
    """Scores a pair by the product of its vectors, its distance and its layers."""

    null_vector: FloatArray
    null_bias: FloatArray
    distance_bias: FloatArray
    layer_bias: FloatArray

    @classmethod
    def from_parameters(cls, parameters: dict[str, Any]) -> "Linker":
        """From the tables that travel in the model file."""
        names = ("null_vector", "null_bias", "distance_bias", "layer_bias")
        return cls(*(np.asarray(parameters[name], np.float32) for name in names))

    def scores(
        self,
        spans: list[TokenSpan],
        vectors: FloatArray,
        lefts: list[int],
        rights: list[int],
        relation: int,
    ) -> FloatArray:
        """Scores [lefts, rights + 1]; the last column is the null, "none of them".

        `vectors` [spans, 2, W] are the link vectors at the first and last token of each of the
        window's `spans`; `lefts` and `rights` are numbers of spans.
        """
        parts = vectors.reshape(len(spans), 2, len(RELATIONS), 4, LINK_SIZE)[:, :, relation]
        left = parts[lefts, 0, 0] + parts[lefts, 1, 1]
        right = parts[rights, 0, 2] + parts[rights, 1, 3]
        table = np.empty((len(lefts), len(rights) + 1), np.float32)
        table[:, :-1] = left @ right.T / LINK_SIZE**0.5
        for i, one in enumerate(spans[n] for n in lefts):
            for j, other in enumerate(spans[n] for n in rights):
                table[i, j] += self.distance_bias[relation, distance_bucket(one, other)]
                table[i, j] += self.layer_bias[relation, one.layer, other.layer]
        null = left @ self.null_vector[relation] / LINK_SIZE**0.5
        table[:, -1] = null + self.null_bias[relation]
        return table
