"""Which elements are never article text, by the rules' selectors."""

from __future__ import annotations

import soupsieve
from bs4 import Tag

from articles.reading.inserts import COMMENTS
from articles.reading.markup import text_of
from articles.reading.rules import Rules, common_rules
from articles.reading.selecting import Reasons


class NoiseFinder:
    """Answers for each element below `root` why it is noise, or None.

    An element that holds most of the page's text is never noise (a form may be wrapped around
    everything), nor is one with the headline and a good part of the text. Only comments may be
    longer than what they are about.
    """

    def __init__(self, root: Tag, rules: Rules | None, page_text_length: int) -> None:
        self._limit = page_text_length // 2
        noises = (*(rules.noise if rules else ()), *common_rules().noise)
        self._reasons = Reasons([(noise.selector, noise.reason) for noise in noises])
        others = self._reasons.others
        self._others = {
            id(element): next(why for what, why in others if soupsieve.match(what, element))
            for element in (root.select(", ".join(what for what, _ in others)) if others else ())
        }

    def __call__(self, element: Tag) -> str | None:
        reason = self._reasons.of(element) or self._others.get(id(element))
        if reason is None:
            return None
        length = len("".join(text_of(element).split()))
        if length <= self._limit // 2:
            return reason
        if length > self._limit and reason != COMMENTS:
            return None
        return reason if element.find("h1") is None else None
