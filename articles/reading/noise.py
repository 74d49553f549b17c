"""Which elements are never article text, by the rules' selectors."""

from __future__ import annotations

import soupsieve
from bs4 import Tag

from articles.reading.markup import attribute_of, text_of
from articles.reading.rules import Noise, Rules, common_rules


class NoiseFinder:
    """Answers for each element below `root` why it is noise, or None.

    Simple selectors are looked up, not tried one by one, and all others are tried in one go: a
    hostile page may have many thousand elements. An element that holds most of the page's text is
    never noise (a form may be wrapped around everything).
    """

    def __init__(self, root: Tag, rules: Rules | None, page_text_length: int) -> None:
        self._limit = page_text_length // 2
        self._simple: dict[str, str] = {}
        others: list[Noise] = []
        for noise in (*(rules.noise if rules else ()), *common_rules().noise):
            name = noise.selector.removeprefix(".").removeprefix("#")
            if name.replace("-", "").replace("_", "").isalnum():
                self._simple.setdefault(noise.selector, noise.reason)
            else:
                others.append(noise)
        self._others = {
            id(element): next(n.reason for n in others if soupsieve.match(n.selector, element))
            for element in root.select(", ".join(noise.selector for noise in others))
        }

    def __call__(self, element: Tag) -> str | None:
        reason = self._reason(element)
        if reason is not None and len("".join(text_of(element).split())) > self._limit:
            return None
        return reason

    def _reason(self, element: Tag) -> str | None:
        names = attribute_of(element, "class").split()
        keys = [element.name, *(f".{name}" for name in names), f"#{attribute_of(element, 'id')}"]
        simple = next((self._simple[key] for key in keys if key in self._simple), None)
        return simple or self._others.get(id(element))
