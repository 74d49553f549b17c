"""Which kind of container some bytes are: by what they hold, never by their name."""

from __future__ import annotations

from articles.unpacking.inflating import beginning, compression_of
from articles.unpacking.tars import is_tar

_OFFICE = (b"[Content_Types].xml", b"mimetype", b"_rels/.rels")  # first member of DOCX, ODT, EPUB


def container_format(data: bytes) -> str | None:
    """'zip', 'tar', 'compressed', 'warc', 'mhtml', 'feed', 'json', 'jsonl', 'csv', or None for what
    `articles.reading.read` takes as a single article, or refuses."""
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
    return None


def _is_document(data: bytes) -> bool:
    """Whether the ZIP is a document of an office program: one article, not several."""
    size = int.from_bytes(data[26:28], "little")
    first = data[30 : 30 + size]
    return first in _OFFICE or b"word/document.xml" in data[-65_536:]
