"""What is set into an article without being its text: links to other articles, alone, in lists, or
as cards with a line or two of the other article below its headline."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from bs4 import Tag

from articles.reading.blocks import Block
from articles.reading.rules import common_rules

RELATED = "related links"
COMMENTS = "comments"
ARTICLE = 100  # characters; a label of comments above the article has less above it
HEADING = 40
CARD = 400  # characters; a longer element with a link at its head is a part of the article
SENTENCE_END = re.compile(r"[.!?…。！？；।။؟۔][”’\"'»）)\]]*\s*$")
_WRAPPERS = frozenset(("a", "header", "span", "strong", "b", "h2", "h3", "h4"))
_LISTS = frozenset(("ul", "ol"))
_CARDS = frozenset(("div", "section", "article", "aside", "li", "td"))


def drop_inserts(blocks: Sequence[Block]) -> None:
    """Give the inserted blocks among the kept ones their reason."""
    kept = [block for block in blocks if block.reason is None]
    by_parent: dict[int, list[Block]] = {}
    parents: dict[int, Tag] = {}
    lengths: Counter[int] = Counter()
    for block in kept:
        parent = _container(block)
        if parent is not None:
            by_parent.setdefault(id(parent), []).append(block)
            parents[id(parent)] = parent
            lengths[id(parent)] += len(block.text)
    main = lengths.most_common(1)[0][0] if lengths else 0
    for key, inside in by_parent.items():
        if _is_list_of_links(parents[key], inside) or (
            key != main and _is_card(parents[key], inside)
        ):
            _drop(inside)
    _drop(block for block in kept if _is_link(block, 0.75) and not is_sentence(block))
    _drop_lists_below(kept, _headings(RELATED))
    _drop_comments(blocks, _headings(COMMENTS))


def _headings(reason: str) -> list[re.Pattern[str]]:
    return [pattern.regex for pattern in common_rules().drop if pattern.reason == reason]


def _is_heading(block: Block, patterns: Sequence[re.Pattern[str]]) -> bool:
    return len(block.words) < HEADING and any(p.search(block.words) for p in patterns)


def _drop_lists_below(kept: Sequence[Block], patterns: Sequence[re.Pattern[str]]) -> None:
    """The list below a heading that announces other articles."""
    below = False
    for block in kept:
        if _is_heading(block, patterns):
            below = True
        elif block.element is None or block.element.name != "li":
            below = False
        elif below:
            block.reason = RELATED


def _drop_comments(blocks: Sequence[Block], patterns: Sequence[re.Pattern[str]]) -> None:
    """What comes after a heading of readers' comments, if the article came before it."""
    before, over = 0, False
    for block in blocks:
        over = over or (before > ARTICLE and _is_heading(block, patterns))
        if block.reason is None:
            before += len(block.text)
            block.reason = COMMENTS if over else None


def _container(block: Block) -> Tag | None:
    parent = block.element.parent if block.element else None
    while parent is not None and parent.name in _WRAPPERS:
        parent = parent.parent
    return parent


def is_sentence(block: Block) -> bool:
    return bool(SENTENCE_END.search(block.words))


def _drop(blocks: Iterable[Block]) -> None:
    for block in blocks:
        block.reason = RELATED


def _is_link(block: Block, share: float) -> bool:
    return block.linked > share * len(block.text)


def _is_list_of_links(parent: Tag, items: Sequence[Block]) -> bool:
    length = sum(len(block.text) for block in items)
    return (
        parent.name in _LISTS
        and len(items) > 1
        and 2 * sum(block.linked for block in items) > length
        and not any(map(is_sentence, items))
    )


def _is_card(parent: Tag, inside: Sequence[Block]) -> bool:
    length = sum(len(block.text) for block in inside)
    return parent.name in _CARDS and length < CARD and _is_link(inside[0], 0.9)
