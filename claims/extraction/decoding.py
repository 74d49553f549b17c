"""From tag scores to spans: the best tag sequence that BIO allows, for many windows at once."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from articles.spans import Span
from claims.extraction.labels import CONTENT, OUTSIDE, ROLES, TAGS, TokenSpan, begin, inside

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int64]

_NEVER = -1e9


def _transitions() -> tuple[FloatArray, FloatArray]:
    start = np.zeros(TAGS, np.float32)
    steps = np.zeros((TAGS, TAGS), np.float32)
    for role in range(len(ROLES)):
        start[inside(role)] = _NEVER
        allowed = (begin(role), inside(role))
        steps[[t for t in range(TAGS) if t not in allowed], inside(role)] = _NEVER
    return start, steps


_START, _STEPS = _transitions()


def best_tags(scores: FloatArray) -> IntArray:
    """Viterbi over [sequences, tokens, tags] log-probabilities; gives [sequences, tokens]."""
    count, length, _ = scores.shape
    back = np.zeros((length, count, TAGS), np.int8)
    best = scores[:, 0] + _START
    for at in range(1, length):
        paths = best[:, :, None] + _STEPS
        back[at] = paths.argmax(1)
        best = paths.max(1) + scores[:, at]
    tags = np.zeros((count, length), np.int64)
    rows = np.arange(count)
    if length:
        tags[:, -1] = best.argmax(-1)
    for at in range(length - 1, 0, -1):
        tags[:, at - 1] = back[at, rows, tags[:, at]]
    return tags


def spans_of(tags: IntArray, layer: int, tokens: IntArray) -> list[TokenSpan]:
    """The spans of one tag sequence; `tokens` are the places of its tags in the window."""
    spans: list[TokenSpan] = []
    open_role = -1
    for tag, token in zip(tags.tolist(), tokens.tolist(), strict=True):
        role = (tag - 1) // 2 if tag != OUTSIDE else -1
        if role < 0:
            open_role = -1
        elif tag == inside(role) and role == open_role:
            spans[-1] = spans[-1]._replace(last=token)
        else:
            spans.append(TokenSpan(role, layer, token, token))
            open_role = role
    return spans


def without_cracks(spans: list[TokenSpan], places: Sequence[Span]) -> list[TokenSpan]:
    """Sources or cues with nothing between them in the text (《 and 今日俄罗斯》) are one."""
    whole: list[TokenSpan] = []
    for span in spans:
        before = whole[-1] if whole else None
        if (
            before is not None
            and span.role == before.role != CONTENT
            and span.layer == before.layer
            and places[before.last].end == places[span.first].start
        ):
            whole[-1] = before._replace(last=span.last)
        else:
            whole.append(span)
    return whole


def log_softmax(scores: FloatArray) -> FloatArray:
    """Log-probabilities along the last axis."""
    shifted = scores - scores.max(-1, keepdims=True)
    result: FloatArray = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result
