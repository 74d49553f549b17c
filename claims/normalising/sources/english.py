"""An English source phrase → its parts."""

from .speaker import NOBODY, Speaker


def parse(phrase: str) -> Speaker:
    return NOBODY
