"""The best tag sequence is legal and really the best."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.extraction.decoding import best_tags, log_softmax, spans_of, without_cracks
from claims.extraction.labels import CONTENT, CUE, OUTER, SOURCE, TAGS, TokenSpan, begin, inside


def _legal(tags: tuple[int, ...]) -> bool:
    return all(
        tag == 0 or tag % 2 == 1 or (before in (tag, tag - 1))
        for before, tag in zip((0, *tags), tags, strict=False)
    )


@given(st.integers(0, 2**32 - 1))
def test_viterbi_finds_what_trying_everything_finds(seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(2, 4, TAGS)).astype(np.float32)
    for row, tags in enumerate(best_tags(scores)):
        legal = [t for t in product(range(TAGS), repeat=4) if _legal(t)]
        best = max(legal, key=lambda t: sum(scores[row, i, tag] for i, tag in enumerate(t)))
        assert tuple(tags) == best


def test_spans_of_reads_adjacent_spans_of_one_role_apart() -> None:
    tags = np.array([begin(SOURCE), inside(SOURCE), begin(CUE), begin(CONTENT), begin(CONTENT), 0])
    assert spans_of(tags, OUTER, np.arange(6) + 10) == [
        TokenSpan(SOURCE, OUTER, 10, 11),
        TokenSpan(CUE, OUTER, 12, 12),
        TokenSpan(CONTENT, OUTER, 13, 13),
        TokenSpan(CONTENT, OUTER, 14, 14),
    ]


def test_log_softmax_gives_probabilities() -> None:
    scores = np.array([[1.0, 2.0, 700.0], [0.0, 0.0, 0.0]], np.float32)
    np.testing.assert_allclose(np.exp(log_softmax(scores)).sum(-1), 1, rtol=1e-5)


def test_pieces_of_a_name_are_one_source_but_two_contents_stay_two() -> None:
    places = [Span(0, 1), Span(1, 5), Span(6, 7)]
    pieces = [TokenSpan(SOURCE, OUTER, n, n) for n in range(3)]
    assert without_cracks(pieces, places) == [
        TokenSpan(SOURCE, OUTER, 0, 1),
        TokenSpan(SOURCE, OUTER, 2, 2),
    ]
    contents = [TokenSpan(CONTENT, OUTER, n, n) for n in range(2)]
    assert without_cracks(contents, places) == contents
