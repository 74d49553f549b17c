"""CSS selection over one page, quick for the selectors that rules mostly use.

Names, classes and ids are looked up in an index made in one pass; every other selector is left to
BeautifulSoup. A hostile page may have many thousand elements, and rules have a hundred selectors.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bs4 import Tag

from articles.reading.markup import attribute_of

_SIMPLE = re.compile(r"[.#]?[A-Za-z][\w-]*")
_ATTRIBUTE = re.compile(r"""\[([a-z-]+)(?:(\*?=)["']?([^"'\]]+)["']?)?\]""")


class Elements:
    """All elements below `root`, in page order."""

    def __init__(self, root: Tag) -> None:
        self._root = root
        self._by_key: dict[str, list[Tag]] = {}
        for element in root.find_all(True):
            for key in keys_of(element):
                self._by_key.setdefault(key, []).append(element)

    def select(self, selector: str) -> Sequence[Tag]:
        if _SIMPLE.fullmatch(selector):
            return self._by_key.get(selector, ())
        return self._root.select(selector)


def keys_of(element: Tag) -> list[str]:
    """The simple selectors that fit the element: its name, its classes, its id."""
    classes = dict.fromkeys(attribute_of(element, "class").split())
    keys = [element.name, *(f".{name}" for name in classes)]
    if own_id := attribute_of(element, "id"):
        keys.append(f"#{own_id}")
    return keys


class Reasons:
    """Selectors with a reason each: which reason fits an element, the simple ones going first."""

    def __init__(self, selectors: Sequence[tuple[str, str]]) -> None:
        self.others: list[tuple[str, str]] = []  # what only BeautifulSoup can answer
        self._by_key: dict[str, str] = {}
        self._by_attribute: dict[str, list[tuple[re.Pattern[str], str]]] = {}
        for selector, reason in selectors:
            if _SIMPLE.fullmatch(selector):
                self._by_key.setdefault(selector, reason)
            elif match := _ATTRIBUTE.fullmatch(selector):
                self._add(match, reason)
            else:
                self.others.append((selector, reason))

    def _add(self, match: re.Match[str], reason: str) -> None:
        name, operator, value = match.groups()
        pattern = re.escape(value or "")
        if operator == "=":
            pattern = f"^{pattern}$"
        self._by_attribute.setdefault(name, []).append((re.compile(pattern), reason))

    def of(self, element: Tag) -> str | None:
        simple = next((self._by_key[k] for k in keys_of(element) if k in self._by_key), None)
        if simple is not None:
            return simple
        for name, patterns in self._by_attribute.items():
            if name in element.attrs:
                value = attribute_of(element, name)
                for pattern, reason in patterns:
                    if pattern.search(value):
                        return reason
        return None
