"""Which elements are never article text, by the rules' selectors."""

from __future__ import annotations

from articles.reading.markup import Element
from articles.reading.rules import Noise, Rules, common_rules
from articles.reading.selectors import matches


class NoiseFinder:
    """Answers for each element why it is noise, or None.

    Simple selectors are looked up, not tried one by one: a hostile page may have a million
    elements. An element that holds most of the page's text is never noise (a form may be wrapped
    around everything).
    """

    def __init__(self, rules: Rules | None, page_text_length: int) -> None:
        self._limit = page_text_length // 2
        self._simple: dict[str, str] = {}
        self._others: list[Noise] = []
        for noise in (*(rules.noise if rules else ()), *common_rules().noise):
            name = noise.selector.removeprefix(".").removeprefix("#")
            if name.replace("-", "").replace("_", "").isalnum():
                self._simple.setdefault(noise.selector, noise.reason)
            else:
                self._others.append(noise)

    def __call__(self, element: Element) -> str | None:
        reason = self._reason(element)
        if reason is not None and len("".join(element.text().split())) > self._limit:
            return None
        return reason

    def _reason(self, element: Element) -> str | None:
        if (reason := self._simple.get(element.tag)) is not None:
            return reason
        if not element.attributes:
            return None
        keys = [f".{name}" for name in element.classes] + [f"#{element.attributes.get('id', '')}"]
        for key in keys:
            if (reason := self._simple.get(key)) is not None:
                return reason
        return next((n.reason for n in self._others if matches(element, n.selector)), None)
