"""Which format a decoded page is in, by its content and never by its name."""

from __future__ import annotations

import io
import json
import re
import zipfile

from articles.reading.article import UnreadableArticle
from articles.reading.frontmatter import read_front_matter
from articles.reading.markdown import heading_words
from articles.reading.records import looks_like_record

LINE_LIMIT = 100_000  # real pages stay under 5,000

_REPOST = re.compile(r"\[(?:轉載自|转载自|Reposted from )[^\]\n]{1,40}\]\(https?://[^)\s]+\)")
_MIRROR_FOOTER = re.compile(
    r"^(?:<br/?>)?原文(?:链接|鏈接|連結|地址)[^：:\n]{0,20}[：:]\s*https?://\S+", re.MULTILINE
)
_HTML_START = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?>(?><!--.{0,2000}?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.DOTALL,
)
_BLOCK_TAG = re.compile(r"<(?:p|div|article|main|body|h1|h2)\b[^>]{0,2000}>", re.IGNORECASE)
# Documents that are no text and have no reader, by how they begin or by what their ZIP holds.
_OLD_OFFICE = "an old Word or Excel file; save it as DOCX"
_NOT_READ = (
    (b"\xd0\xcf\x11\xe0", _OLD_OFFICE),
    (b"{\\rtf", "an RTF document; save it as DOCX"),
    (b"PK\x05\x06", "an empty archive"),
)
_NOT_READ_INSIDE = (
    ("xl/workbook.xml", "a spreadsheet; save it as CSV"),
    ("ppt/presentation.xml", "a presentation, not an article"),
    ("META-INF/container.xml", "an electronic book, not an article"),
    ("content.xml", "an OpenDocument file; save it as DOCX"),
)
_LETTER = re.compile(r"[^\W\d_]")


def document_format(data: bytes) -> str | None:
    """'pdf', 'docx', or None for what may be text.

    Raises UnreadableArticle for documents that are neither.
    """
    for start, reason in _NOT_READ:
        if data.startswith(start):
            raise UnreadableArticle(reason)
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        raise UnreadableArticle("a broken ZIP archive or document") from None
    if "word/document.xml" in names:
        return "docx"
    inside = (reason for name, reason in _NOT_READ_INSIDE if name in names)
    raise UnreadableArticle(next(inside, "an archive, not an article"))


def format_of(page: str) -> str:
    """'html', 'mirror-markdown', 'repost-markdown', 'front-matter-markdown', 'markdown', 'record',
    'text'."""
    if looks_like_record(page):
        return "record"
    if _HTML_START.match(page):
        return "html"
    if read_front_matter(page):
        return "front-matter-markdown"
    head = page.lstrip("\ufeff\n ")[:3000]
    starts_with_heading = heading_words(head.split("\n", 1)[0]) is not None
    if starts_with_heading and _REPOST.search(head):
        return "repost-markdown"
    tags = len(_BLOCK_TAG.findall(page))
    if starts_with_heading and tags and (_MIRROR_FOOTER.search(page) or "<ok " in page):
        return "mirror-markdown"
    if starts_with_heading:
        return "markdown"
    return "html" if tags >= 2 else "text"


def _is_json(page: str) -> bool:
    """Whether the page is JSON, or its first line is, as in JSON lines."""
    start = page.lstrip()
    if start[:1] not in ("{", "["):
        return False
    lines = start.partition("\n")[0] if start.startswith("{") else start
    for text in (start, lines):
        try:
            json.loads(text)
        except RecursionError:
            return True
        except ValueError:
            continue
        return True
    return False


def refuse_what_is_no_article(page: str) -> None:
    """Raise UnreadableArticle for data that is text but plainly no prose."""
    if page.count("\n") > LINE_LIMIT:
        raise UnreadableArticle(f"more than {LINE_LIMIT:,} lines")
    if _is_json(page) and not looks_like_record(page):
        raise UnreadableArticle("JSON, not an article")
    letters = len(_LETTER.findall(page[:100_000]))
    if letters < 20:
        raise UnreadableArticle("no article text")
    if (
        max(map(len, page[:100_000].split()), default=0) > 5000
        and letters == len(re.findall(r"[A-Za-z]", page[:100_000]))
        and "<" not in page[:1000]
    ):
        raise UnreadableArticle("one endless word, not an article")
