"""DOCX: headings and paragraphs as they stand after all tracked changes (decision record 0062)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from articles.reading.article import UnreadableArticle
from articles.reading.blocks import Block, mostly_chinese, tidy
from articles.reading.documents import DocumentText, told_author, told_title
from articles.reading.draft import Draft
from articles.spans import Traced

UNPACKED_LIMIT = 100 * 1024 * 1024  # bytes of all parts together, images included
MARKUP_LIMIT = 20 * 1024 * 1024  # bytes of one part in XML, whose tree takes ten times as much
PARTS_LIMIT = 5000
PARAGRAPH_LIMIT = 20_000

_WRAPPERS = frozenset(map(qn, ("w:sdt", "w:sdtContent", "w:ins", "w:moveTo", "w:smartTag")))
_LEFT_OUT = frozenset(
    (
        *map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:drawing", "w:pict", "w:object")),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent",
    )
)
_WRITTEN = {
    qn("w:tab"): " ",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\u2011",
}
_TEXT, _PARAGRAPH, _TABLE = qn("w:t"), qn("w:p"), qn("w:tbl")


def read_docx(data: bytes) -> Draft:
    """Raises UnreadableArticle for documents that are broken or far too large."""
    document = _opened(data)
    properties = document.core_properties
    written = DocumentText()
    title = told_title(properties.title)
    named = written.add(title).normalised() if title else None
    blocks = _blocks(document, written)
    headline = _headline(blocks, named)
    author = told_author(properties.author)
    return Draft(
        "docx",
        written.page,
        headline.text if isinstance(headline, Block) else headline,
        [block for block, _ in blocks if block is not headline],
        authors=[author] if author else [],
        published=_created(properties),
        page_title=title,
    )


def _opened(data: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            markup = (p.file_size for p in parts if p.filename.endswith((".xml", ".rels")))
            large = sum(p.file_size for p in parts) > UNPACKED_LIMIT or max(markup) > MARKUP_LIMIT
            if len(parts) > PARTS_LIMIT or large:
                raise UnreadableArticle("a document too large when unpacked")
            if any(part.flag_bits & 1 for part in parts):
                raise UnreadableArticle("an encrypted document")
        return docx.Document(io.BytesIO(data))
    except UnreadableArticle:
        raise
    except Exception as error:  # python-docx names no errors of its own for broken documents
        raise UnreadableArticle("a broken DOCX document") from error


def _blocks(document: Document, written: DocumentText) -> list[tuple[Block, str]]:
    """Every paragraph with the name of its style; tables as dropped ones."""
    chinese = mostly_chinese(document.element.body.xpath("string()")[:20_000])
    found: list[tuple[Block, str]] = []
    for element in _elements(document.element.body):
        if len(found) > PARAGRAPH_LIMIT:
            raise UnreadableArticle(f"more than {PARAGRAPH_LIMIT:,} paragraphs")
        if element.tag == _TABLE:
            cells = " ".join(_words(cell).strip() for cell in element.iter(_PARAGRAPH))
            block = _block(written, cells, chinese)
            if block.words:
                block.reason = "table"
                found.append((block, ""))
            continue
        style = _style(element, document)
        for line in _words(element).split("\n"):
            block = _block(written, line, chinese)
            block.is_heading = style.startswith(("heading", "title"))
            if block.words:
                found.append((block, style))
    return found


def _block(written: DocumentText, line: str, chinese: bool) -> Block:
    traced = written.add(line) if line.strip() else Traced.of("")
    return Block(tidy(traced, chinese))


def _elements(parent: Any) -> Iterator[Any]:
    """The paragraphs and tables, also those in content controls."""
    waiting = list(reversed(parent))
    while waiting:
        element = waiting.pop()
        if element.tag in (_PARAGRAPH, _TABLE):
            yield element
        elif element.tag in _WRAPPERS:
            waiting.extend(reversed(element))


def _words(paragraph: Any) -> str:
    """The paragraph's text; what was deleted, what is drawn, and field codes are none."""
    pieces: list[str] = []
    waiting = list(reversed(paragraph))
    while waiting:
        element = waiting.pop()
        if element.tag == _TEXT:
            pieces.append(element.text or "")
        elif element.tag in _WRITTEN:
            pieces.append(_WRITTEN[element.tag])
        elif element.tag not in _LEFT_OUT:
            waiting.extend(reversed(element))
    return "".join(pieces)


def _style(element: Any, document: Document) -> str:
    try:
        style = Paragraph(element, document._body).style
        return (style.name or "").casefold() if style is not None else ""
    except (KeyError, AttributeError, ValueError):
        return ""


def _headline(blocks: list[tuple[Block, str]], named: Traced | None) -> Block | Traced | None:
    """The paragraph in the style of a title, the one that the properties name, or a heading that
    the text begins with."""
    first = [(block, style) for block, style in blocks if block.reason is None][:10]
    for block, style in first:
        if style == "title" or (named is not None and block.words == named.text):
            return block
    if first and first[0][1].startswith("heading"):
        return first[0][0]
    return named


def _created(properties: Any) -> datetime | None:
    """When the document was made, in UTC by definition: the best there is if it gives no date."""
    try:
        found: datetime | None = properties.created
    except ValueError:
        return None
    return found
