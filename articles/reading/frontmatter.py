"""Front matter: the YAML between two fences at the head of a page, with the place of each value."""

from __future__ import annotations

import re
from typing import NamedTuple

import yaml

from articles.spans import Span

SIZE_LIMIT = 40_000  # characters; real front matter stays under 3,000
_OPENING = re.compile(r"\n*---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


class Value(NamedTuple):
    text: str
    place: Span


class FrontMatter(NamedTuple):
    values: dict[str, Value]
    end: int  # where the body begins


def read_front_matter(page: str) -> FrontMatter | None:
    """The page's front matter, or None when it has none that is YAML.

    Keys are lower case; values are as written, with no type; lists and nested values are left out.
    """
    opening = _OPENING.match(page)
    if opening is None:
        return None
    start = opening.end()
    closing = _CLOSING.search(page, start, start + SIZE_LIMIT)
    if closing is None:
        return None
    values = _values(page[start : closing.start()], start)
    return FrontMatter(values, closing.end()) if values else None


def _values(block: str, offset: int) -> dict[str, Value]:
    try:
        # Composed, not loaded: nodes know their places, and nothing becomes a date or an object.
        root = yaml.compose(block, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    if not isinstance(root, yaml.MappingNode):
        return {}
    return {
        str(key.value).lower(): Value(
            node.value, Span(offset + node.start_mark.index, offset + node.end_mark.index)
        )
        for key, node in root.value
        if isinstance(node, yaml.ScalarNode) and node.value
    }
