"""From candidates to one answer each: which blocks are text, who published it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable

from articles.reading.blocks import Block
from articles.reading.crediting import datelines
from articles.reading.draft import Draft
from articles.reading.rules import Pattern, common_rules, host_of, publisher_named
from articles.reading.wires import wire_named

_WEB_ADDRESS = re.compile(r"https?://\S+$")
CAPTION_LIMIT = 200  # characters: text beside an image that is longer is a paragraph
_SENTENCE_END = re.compile(r"[。.!?！？]\s*$")


def mark_dropped(draft: Draft) -> None:
    """Give each block that is not article text its reason."""
    rules = draft.rules.drop if draft.rules else ()
    patterns = (*rules, *common_rules().drop)
    title = draft.title.text if draft.title else None
    over: str | None = None
    kept = 0
    for block in draft.blocks:
        if block.reason is not None:
            continue
        if over:
            block.reason = over
        elif pattern := _first_found(patterns, block.words):
            block.reason = pattern.reason
            over = pattern.reason if pattern.rest else None
        else:
            block.reason = _reason_by_place(block, draft.format, title if kept < 3 else None)
            kept += block.reason is None


def _reason_by_place(block: Block, format_name: str, title: str | None) -> str | None:
    """Why the block is not text, by what stands around it."""
    if block.words == title:
        return "title repeated"
    if block.beside_image and len(block.words) < CAPTION_LIMIT:
        return "photo caption"
    if format_name in ("text", "pdf", "docx") and _only_byline(block.words):
        return "byline line"
    if format_name == "html" and block.linked > 0.9 * len(block.text):
        return "related links"
    return None


def _first_found(patterns: Iterable[Pattern], words: str) -> Pattern | None:
    return next((pattern for pattern in patterns if pattern.regex.search(words)), None)


def _only_byline(words: str) -> bool:
    """A line that holds nothing but the writer's name."""
    return len(words) < 60 and any(
        (found := pattern.regex.match(words)) and found.end() == len(words)
        for pattern in common_rules().byline
    )


def publisher_of(draft: Draft) -> str | None:
    """The canonical name where a rule knows the publisher, else the name the page gives itself."""
    if draft.publisher:
        return _canonical(draft.publisher)
    if draft.rules:
        return draft.rules.name
    names = [name for name in draft.site_names if "://" not in name]
    if names:
        return _canonical(names[0])
    for match in datelines(draft):
        name = match.groupdict().get("publisher")
        if name and not wire_named(name):
            return _canonical(name)
    return None


def _canonical(name: str) -> str:
    known = publisher_named(name) or wire_named(name)
    return known.name if known else name.strip()


def canonical_url(draft: Draft, given: str) -> str | None:
    """The original's address, cut to the publisher's canonical form where its rule names one."""
    addresses = ["https:" + url if url.startswith("//") else url for url in draft.urls]
    web = (url for url in [*addresses, given] if _WEB_ADDRESS.match(url) and host_of(url))
    url = next(web, None)
    if url and draft.rules and draft.rules.address:
        return draft.rules.address.canonical(url)
    return url


def kept_blocks(draft: Draft) -> list[Block]:
    return [block for block in draft.blocks if block.reason is None]
