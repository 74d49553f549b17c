"""Plain text: the first line is the title."""

from __future__ import annotations

import re

from articles.reading.blocks import Block, mostly_chinese, tidy
from articles.reading.draft import Draft
from articles.reading.markdown import hard_wrapped, paragraphs
from articles.reading.mirrors import original_url
from articles.reading.rules import publisher_at
from articles.spans import Traced

_LINE = re.compile(r"[^\n]+")


def read_text(page: str) -> Draft:
    chinese, joined = mostly_chinese(page), hard_wrapped(page)
    blocks: list[Block] = []
    for place in paragraphs(page):
        paragraph = Traced.of(page[place.start : place.end], place.start)
        pieces = (
            [paragraph]
            if joined
            else [paragraph.cut(*match.span()) for match in _LINE.finditer(paragraph.text)]
        )
        for piece in pieces:
            text = tidy(piece, chinese)
            if text.text:
                blocks.append(Block(text))
    url = original_url(page)
    title = blocks.pop(0).text if blocks else None
    return Draft(
        "text",
        page,
        title,
        blocks,
        rules=publisher_at(url) if url else None,
        urls=[url] if url else [],
    )
