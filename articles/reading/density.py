"""Where running text stands thickest on a page that marks nothing: decision record 0060."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from bs4 import Tag

from articles.reading.blocks import HAN, Block
from articles.reading.markup import ancestors_of

LEAD = 60  # size of a sentence worth a paragraph of its own
LABEL = 25  # a smaller block is a name, a date, a button
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "h2", "h3", "h4", "br"))
_PAUSES = re.compile(r"[.!?…:;,。！？；，：、»”\"“।။๚؟،۔]")
_HAN = re.compile(f"[{HAN}]")


def size_of(block: Block) -> int:
    """In characters, where Han characters count twice as they say twice as much."""
    return len(block.text) + len(_HAN.findall(block.words))


def densest(blocks: Sequence[Block], title: str) -> list[Block]:
    """The blocks below the element whose own paragraphs have most text outside links."""
    scores: defaultdict[int, float] = defaultdict(float)
    elements: dict[int, Tag] = {}
    for block, weight in _weighted([block for block in blocks if block.reason is None], title):
        owner = block.element
        if owner is None or weight < 20:
            continue
        if owner.name in _PARAGRAPHS and owner.parent:
            owner = owner.parent
        for element, share in zip(ancestors_of(owner), (1.0, 0.6, 0.3), strict=False):
            scores[id(element)] += weight * share
            elements[id(element)] = element
    if not scores:
        return []
    best = elements[max(scores, key=lambda key: scores[key])]
    return [
        block
        for block in blocks
        if block.reason is None
        and block.element
        and any(element is best for element in ancestors_of(block.element))
    ]


def _weighted(blocks: Sequence[Block], title: str) -> list[tuple[Block, float]]:
    """How much each block counts as running text.

    Half if it stands above the headline, as notices do, and half if it stands alone between
    labels: a reader's comment between a name and a button.
    """
    sizes = [size_of(block) for block in blocks]
    headline = next((at for at, block in enumerate(blocks) if block.words == title), -1)
    weighted = []
    for at, block in enumerate(blocks):
        weight: float = _prose(block)
        before, after = sizes[at - 1 : at], sizes[at + 1 : at + 2]
        if before and after and max(*before, *after) < LABEL:
            weight /= 2
        if at < headline:
            weight /= 2
        weighted.append((block, weight))
    return weighted


def _prose(block: Block) -> int:
    """Characters outside links; none in lists of key words, which have no punctuation."""
    words = block.words
    if len(words) > 300 and len(_PAUSES.findall(words)) * 150 < len(words):
        return 0
    return len(words) - 2 * block.linked
