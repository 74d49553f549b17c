"""Which kind of container some bytes are: by what they hold, never by their name."""

from __future__ import annotations

from articles.reading.article import UnreadableArticle
from articles.reading.decoding import decoded
from articles.unpacking.feeds import is_feed
from articles.unpacking.inflating import beginning, compression_of
from articles.unpacking.lists import json_format
from articles.unpacking.mhtml import is_mhtml
from articles.unpacking.tables import delimiter_of
from articles.unpacking.tars import is_tar

HEAD = 64 * 1024  # bytes that tell a format
_OFFICE = (b"[Content_Types].xml", b"mimetype", b"_rels/.rels")  # first member of DOCX, ODT, EPUB
_NO_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x7fELF", b"RIFF", b"\xd0\xcf\x11\xe0")


def container_format(data: bytes, encoding: str | None = None) -> str | None:
    """'zip', 'tar', 'compressed', 'warc', 'mhtml', 'feed', 'json', 'jsonl', 'csv', or None for what
    `articles.reading.read` takes as a single article, or refuses.

    `encoding` is what the transport declared.
    """
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return None if _is_document(data) else "zip"
    if compression_of(data):
        head = beginning(data)
        if head.startswith(b"WARC/"):
            return "warc"
        return "tar" if is_tar(head) else "compressed"
    if data.startswith(b"WARC/"):
        return "warc"
    if is_tar(data[:512]):
        return "tar"
    if data.startswith(_NO_TEXT) or not data.strip():
        return None
    return "mhtml" if is_mhtml(data) else _text_format(data, encoding)


def _text_format(data: bytes, encoding: str | None) -> str | None:
    try:
        head = decoded(data[:HEAD], encoding).text.lstrip("\ufeff \t\r\n")
        if head.startswith("<"):
            return "feed" if is_feed(head) else None
        if head.startswith(("{", "[")):
            return json_format(decoded(data, encoding).text.lstrip("\ufeff"))
    except UnreadableArticle:
        return None
    return "csv" if delimiter_of(head) else None


def _is_document(data: bytes) -> bool:
    """Whether the ZIP is a document of an office program: one article, not several."""
    size = int.from_bytes(data[26:28], "little")
    first = data[30 : 30 + size]
    return first in _OFFICE or b"word/document.xml" in data[-65_536:]
