"""The scheme that training and reading share: roles, layers, tags, and the relations of the linker.

A token has one tag in each of two layers. The *outer* layer holds attributions made in the
publisher's own voice, the *inner* layer those that stand inside another attribution's content.
"""

from collections.abc import Iterable
from typing import NamedTuple

SOURCE, CUE, CONTENT = 0, 1, 2
ROLES = ("source", "cue", "content")
OUTER, INNER = 0, 1
LAYERS = (OUTER, INNER)

OUTSIDE = 0
TAGS = 1 + 2 * len(ROLES)

# (the role that points, the role that is pointed at); each has its own projections and null.
RELATIONS = ((CUE, SOURCE), (CONTENT, CUE), (CONTENT, SOURCE))
CUE_SOURCE, CONTENT_CUE, CONTENT_SOURCE = range(len(RELATIONS))
LINK_SIZE = 48
LINK_WIDTH = len(RELATIONS) * 4 * LINK_SIZE  # left and right vector, at first and last token

OVERLAP = 0
_GAPS = (0, 1, 2, 4, 8, 16, 32, 64, 128)
BUCKETS = 1 + 2 * (len(_GAPS) + 1)


class TokenSpan(NamedTuple):
    """A span in one window: tokens `first` to `last`, both inclusive."""

    role: int
    layer: int
    first: int
    last: int


def begin(role: int) -> int:
    """The tag that opens a span of `role`."""
    return 1 + 2 * role


def inside(role: int) -> int:
    """The tag that continues a span of `role`."""
    return 2 + 2 * role


def tags_of(spans: Iterable[tuple[int, int, int]], length: int) -> list[int]:
    """BIO tags for (role, first, last) spans; a later span writes over an earlier one."""
    tags = [OUTSIDE] * length
    for role, first, last in spans:
        tags[first : last + 1] = [inside(role)] * (last + 1 - first)
        tags[first] = begin(role)
    return tags


def distance_bucket(left: TokenSpan, right: TokenSpan) -> int:
    """Which way and how far `right` lies from `left`, in tokens, on a logarithmic scale."""
    if right.first > left.last:
        return 1 + _scale(right.first - left.last - 1)
    if left.first > right.last:
        return 2 + len(_GAPS) + _scale(left.first - right.last - 1)
    return OVERLAP


def _scale(gap: int) -> int:
    return sum(gap > limit for limit in _GAPS)
