"""Where words of one text stand in another version of it: the W3C's TextQuoteSelector."""

from claims.anchoring.carrying import FIGURES, Carried, Mention, Part, carry
from claims.anchoring.revision import Anchor, Method, Revision, anchor, nearest

__all__ = [
    "FIGURES",
    "Anchor",
    "Carried",
    "Mention",
    "Method",
    "Part",
    "Revision",
    "anchor",
    "carry",
    "nearest",
]
