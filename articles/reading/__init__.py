"""Bytes → article: decode, tell the format, find the main text, the headline, the publisher and the
date.

The one door is `read`. Nothing here knows a clock, a network or a database; per-publisher knowledge
is data (`publishers/*.toml`), so that a new publisher needs no code.
"""

from __future__ import annotations

from collections.abc import Callable

from articles.reading.article import Dropped, Image, ReadArticle, UnreadableArticle
from articles.reading.crediting import byline_of, wire_of
from articles.reading.deciding import (
    canonical_url,
    kept_blocks,
    mark_dropped,
    publisher_of,
)
from articles.reading.decoding import decode
from articles.reading.docx import read_docx
from articles.reading.draft import Draft
from articles.reading.formats import document_format, format_of, refuse_what_is_no_article
from articles.reading.language import language_of
from articles.reading.mirrors import read_markdown, read_mirror, read_repost, read_with_front_matter
from articles.reading.pages import read_page
from articles.reading.pdf import read_pdf
from articles.reading.records import read_record
from articles.reading.rules import publisher_at
from articles.reading.texts import read_text
from articles.reading.when import published_of
from articles.spans import SourceMap, Span, Traced

__all__ = ["READER_VERSION", "Dropped", "Image", "ReadArticle", "UnreadableArticle", "read"]

# Kept with every text; to be raised when a change here changes what texts say.
READER_VERSION = "2"

TITLE_LIMIT = 300  # characters

_READERS: dict[str, Callable[[str], Draft]] = {
    "html": read_page,
    "mirror-markdown": read_mirror,
    "repost-markdown": read_repost,
    "front-matter-markdown": read_with_front_matter,
    "markdown": read_markdown,
    "text": read_text,
    "record": read_record,
}
_DOCUMENT_READERS: dict[str, Callable[[bytes], Draft]] = {"pdf": read_pdf, "docx": read_docx}


def read(data: bytes, *, name: str = "", url: str = "", encoding: str | None = None) -> ReadArticle:
    """The article in `data`, a file or the answer of a server.

    `name` is only for messages; `url` is where the bytes came from and counts where the page itself
    does not say; `encoding` is what the transport declared. Raises UnreadableArticle with a reason
    when there is no article in it.

    >>> page = "大桥通车\\n\\n【例报2022年1月2日讯】市长周日说，新建的跨海大桥已经通车。"
    >>> read(page.encode()).publisher
    '例报'
    """
    if document := document_format(data):
        draft, used = _DOCUMENT_READERS[document](data), ""
    else:
        page, used = decode(data, encoding)
        refuse_what_is_no_article(page)
        draft = _READERS[format_of(page)](page)
    draft.rules = draft.rules or (publisher_at(url) if url else None)
    mark_dropped(draft)
    return _finished(draft, used, url)


def _finished(draft: Draft, encoding: str, given_url: str) -> ReadArticle:
    kept = kept_blocks(draft)
    title = draft.title
    body = [title.text] if title and draft.format == "text" else []  # it may be all there is
    if sum(sum(map(str.isalpha, words)) for words in (*body, *(b.words for b in kept))) < 20:
        raise UnreadableArticle("no article text")
    if title is None or not title.text:
        title = kept.pop(0).text
    text = _joined([title, *(block.text for block in kept)])
    publisher = publisher_of(draft)
    return ReadArticle(
        title=_headline(title.text),
        byline=byline_of(draft, publisher),
        publisher=publisher,
        wire=wire_of(draft, publisher),
        url=canonical_url(draft, given_url),
        published=published_of(draft),
        language=language_of(text.text, draft.languages),
        text=text.text,
        images=tuple(draft.images),
        dropped=tuple(Dropped(b.words, b.reason) for b in draft.blocks if b.reason is not None),
        format=draft.format,
        encoding=encoding,
        source_map=SourceMap.of(text),
    )


def _headline(title: str) -> str:
    """The title as a field: a text without one begins with a whole paragraph."""
    return title if len(title) <= TITLE_LIMIT else title[: TITLE_LIMIT - 1].rstrip() + "…"


def _joined(blocks: list[Traced]) -> Traced:
    """The blocks with a line break between them, which stands where the block before it ends."""
    pieces: list[Traced] = []
    for block in blocks:
        if pieces:
            end = pieces[-1].ends[-1]
            pieces.append(Traced.standing_for("\n", Span(end, end)))
        pieces.append(block)
    return Traced.join(pieces)
