"""How much of one text stands in another, and whether that makes one a copy of the other."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from articles.reprints.shingles import Shingled
from articles.spans import Span

# Measured in decision record 0067: different articles share at most 15 % of the shorter one, copies
# that a publisher cut and edited 60 % and more.
THRESHOLD = 0.5
# Reporters at one event print the same quotations; only a copy tells the rest in the same words.
NARRATION = 0.4
# Of so few shingles outside quotations the whole must decide, and be almost the same.
LITTLE_NARRATION = 12
ALMOST_ALL = 0.9
# The first and the middle third of the shorter text: what only shares its boilerplate, be it at the
# end or at both ends, has a beginning and a middle of its own.
THIRD = 0.35
# A text of fewer shingles says too little to tell a copy from a form of words.
SHORTEST = 24


class Kind(StrEnum):
    """What the likeness looks like: nothing, one text whole in both, or one that was cut."""

    NONE = "none"
    WHOLE = "whole"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class Likeness:
    """`score` is the share (0 to 1) of the shorter text's shingles that the longer one has,
    `narration` the same outside quotation marks, `shared` their number."""

    score: float
    kind_hint: Kind
    shared: int
    narration: float

    def __bool__(self) -> bool:
        return self.kind_hint is not Kind.NONE


def likeness(first: Shingled, second: Shingled) -> Likeness:
    """Compare two texts; the same whichever comes first."""
    short, long = sorted((first, second), key=lambda text: (len(text), text.hashes.tobytes()))
    if len(short) < SHORTEST:
        return Likeness(0.0, Kind.NONE, 0, 0.0)
    common = np.isin(short.hashes, long.hashes)
    score = float(common.mean())
    told = common[short.narrated]
    narration = float(told.mean() if len(told) >= LITTLE_NARRATION else score >= ALMOST_ALL)
    return Likeness(score, _kind(common, len(long), score, narration), int(common.sum()), narration)


def _kind(common: NDArray[np.bool_], length: int, score: float, narration: float) -> Kind:
    first, middle, _last = (third.mean() for third in np.array_split(common, 3))
    if score < THRESHOLD or narration < NARRATION or min(first, middle) < THIRD:
        return Kind.NONE
    return Kind.CUT if len(common) < 0.75 * length else Kind.WHOLE


def shared_passages(text: Shingled, other: Shingled) -> list[Span]:
    """The stretches of `text` whose shingles `other` has too, in order and apart."""
    passages: list[Span] = []
    for place in np.flatnonzero(np.isin(text.hashes, other.hashes)):
        start, end = int(text.starts[place]), int(text.ends[place])
        if passages and start <= passages[-1].end:
            passages[-1] = Span(passages[-1].start, end)
        else:
            passages.append(Span(start, end))
    return passages
