"""The few CSS selectors the rules need: `tag`, `.class`, `#id`, `[attr]`, `[attr=value]`,
`[attr*=part]`, combined."""

from __future__ import annotations

import re
from functools import lru_cache

from articles.reading.markup import Element

_PART = re.compile(r"""([a-z0-9]+)|\.([\w-]+)|\#([\w-]+)|\[([\w-]+)(?:(\*?=)([^\]]*))?\]""")
Parts = tuple[tuple[str, str, str], ...]  # (attribute, test, value)


def matches(element: Element, selector: str) -> bool:
    """Whether `element` fits `selector` (one compound selector, no combinators).

    >>> matches(Element("div", {"class": "a caption"}), "div.caption")
    True
    """
    return all(_fits(element, *part) for part in _parts(selector))


def _fits(element: Element, attribute: str, test: str, value: str) -> bool:
    if attribute == "tag":
        return element.tag == value
    actual = element.attributes.get(attribute)
    if actual is None:
        return False
    if test == "~=":
        return value in actual.split()
    if test == "*=":
        return value in actual
    return test == "" or actual == value


@lru_cache(maxsize=512)
def _parts(selector: str) -> Parts:
    parts: list[tuple[str, str, str]] = []
    at = 0
    while at < len(selector):
        match = _PART.match(selector, at)
        if match is None:
            raise ValueError(f"not a selector: {selector!r}")
        tag, class_name, identity, attribute, test, value = match.groups()
        if tag:
            parts.append(("tag", "=", tag))
        elif class_name:
            parts.append(("class", "~=", class_name))
        elif identity:
            parts.append(("id", "=", identity))
        else:
            parts.append((attribute, test or "", value or ""))
        at = match.end()
    return tuple(parts)
