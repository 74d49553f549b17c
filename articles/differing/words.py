"""The words in which two passages differ: Han characters each for themselves, others by word."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz.distance import Indel

_TOKEN = re.compile(
    r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
    r"|\d+(?:[.,:]\d+)*"  # a number with its points is one word
    r"|[^\W\d_\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+(?:[’'-][^\W\d_]+)*"
    r"|\s+|.",
    re.DOTALL,
)
# Pairs of words that are compared; for longer passages a diff would take minutes and gigabytes.
MOST_PAIRS = 25_000_000


class Run(NamedTuple):
    """A stretch of one passage that stands, or does not stand, in the other."""

    text: str
    differs: bool


def marked(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Both passages in runs; joined they are the passages again.

    >>> marked("70,000 troops", "90,000 troops")[0]
    (Run(text='70,000', differs=True), Run(text=' troops', differs=False))
    """
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    if ours == theirs:
        return _runs([(old, False)]), _runs([(new, False)])
    if len(ours) * len(theirs) > MOST_PAIRS:
        return _runs([(old, True)]), _runs([(new, True)])
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for same, a, b in _steps(ours, theirs):
        left.append((a, not same))
        right.append((b, not same))
    return _runs(left), _runs(right)


def likeness(old: str, new: str) -> float:
    """How many of their words two passages share, in order: 0 to 1."""
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(ours) * len(theirs) > MOST_PAIRS:
        return 0.0
    return float(Indel.normalized_similarity(ours, theirs))


def _steps(ours: list[str], theirs: list[str]) -> Iterator[tuple[bool, str, str]]:
    """Stretches that are the same, and those between; mere spaces between two belong to them."""
    steps = [
        (op.tag == "equal", ours[op.src_start : op.src_end], theirs[op.dest_start : op.dest_end])
        for op in Indel.opcodes(ours, theirs)
    ]
    for place, (same, a, b) in enumerate(steps):
        between = 0 < place < len(steps) - 1
        if same and between and not "".join(a).strip():
            same = False
        yield same, "".join(a), "".join(b)


def _runs(pieces: list[tuple[str, bool]]) -> tuple[Run, ...]:
    runs: list[Run] = []
    for text, differs in pieces:
        if not text:
            continue
        if runs and runs[-1].differs == differs:
            runs[-1] = Run(runs[-1].text + text, differs)
        else:
            runs.append(Run(text, differs))
    return tuple(runs)
