"""WARC web archives: the pages that a crawler got, as warcio reads them, within our limits."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader, DecompressingBufferedReader
from warcio.exceptions import ArchiveLoadFailed

from articles.unpacking.inflating import DEFLATE, GZIP, RAW_DEFLATE, Inflating, inflated
from articles.unpacking.member import (
    MEGABYTE,
    MEMBER_LIMIT,
    Budget,
    Member,
    UnreadableContainer,
    refused,
)

LINE_LIMIT = 64 * 1024  # characters of a header line
LINES_LIMIT = 2000  # header lines of a record
_READ = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")
_TYPES = ("response", "resource")


class _Reader(DecompressingBufferedReader):  # type: ignore[misc]  # warcio is untyped
    """warcio's reader, which would take header lines of any length and number."""

    lines = 0

    def readline(self, length: int | None = None) -> bytes:
        line: bytes = super().readline(length or LINE_LIMIT)
        self.lines += 1
        endless = len(line) > LINE_LIMIT // 8 and not line.endswith(b"\n")
        if endless or self.lines > LINES_LIMIT:
            raise ArchiveLoadFailed("endless headers")
        return line

    def read(self, length: int | None = None) -> bytes:
        self.lines = 0
        found: bytes = super().read(length)
        return found


def members_of_warc(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    gzipped = data.startswith(GZIP)
    archive = ArchiveIterator(Inflating(data, budget) if gzipped else io.BytesIO(data))
    archive.reader = _Reader(archive.fh)
    found = 0
    try:
        for record in archive:
            found += record.rec_type is not None
            if record.rec_type in _TYPES and (member := _member(record, name, budget)):
                budget.take_member()
                yield member
            if getattr(record.raw_stream, "limit", 0) and not _skip(record):
                raise UnreadableContainer("the web archive is cut off")
    except (ArchiveLoadFailed, EOFError, ValueError, AttributeError, TypeError) as error:
        if isinstance(error, UnreadableContainer):
            raise
        raise UnreadableContainer("the web archive is damaged") from error
    if not found:
        raise UnreadableContainer("the web archive is damaged")


def _skip(record: Any) -> bool:
    """Read over what is left of a record; whether all of it was there."""
    while record.raw_stream.read(LINE_LIMIT):
        pass
    return not record.raw_stream.limit


def _member(record: Any, name: str, budget: Budget) -> Member | None:
    """The record's page, its refusal, or None for what is plainly no article."""
    headers = {key.lower(): value for key, value in _headers(record)}
    kind = Message()
    kind["content-type"] = headers.get("content-type") or record.content_type or ""
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if kind.get_content_type() not in _READ or url.endswith("/robots.txt"):
        return None
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if not status.startswith("2"):
        return refused(name + url, f"the server answered {status or 'nothing'}")
    raw = record.raw_stream.read(MEMBER_LIMIT + 1)
    if len(raw) > MEMBER_LIMIT:
        return refused(name + url, f"larger than {MEMBER_LIMIT // MEGABYTE} MB")
    if record.raw_stream.limit or record.rec_headers.get_header("WARC-Truncated"):
        return refused(name + url, "cut off")
    try:
        page = _plain(raw, headers, budget)
    except UnreadableContainer as error:
        return refused(name + url, error.reason)
    budget.take(len(page))
    return Member(
        name + url,
        page,
        url=url,
        encoding=kind.get_content_charset(),
        media_type=kind.get_content_type(),
        headers=headers,
        fetched_at=_moment(record.rec_headers.get_header("WARC-Date") or ""),
    )


def _headers(record: Any) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = record.http_headers.headers if record.http_headers else []
    return found


def _plain(raw: bytes, headers: dict[str, str], budget: Budget) -> bytes:
    """The body without its transfer and content encodings, if they are still on it."""
    if headers.get("transfer-encoding", "").lower() == "chunked":
        raw = ChunkedDataReader(io.BytesIO(raw)).read()
    encoding = headers.get("content-encoding", "").strip().lower()
    if encoding in ("gzip", "x-gzip"):
        return inflated(raw, budget, MEMBER_LIMIT) if raw.startswith(GZIP) else raw
    if encoding == "deflate":
        zlib_header = len(raw) > 1 and raw[0] & 15 == 8 and int.from_bytes(raw[:2], "big") % 31 == 0
        mark = DEFLATE if zlib_header else RAW_DEFLATE
        return inflated(raw, budget, MEMBER_LIMIT, mark)
    if encoding not in ("", "identity") and not raw.lstrip().startswith((b"<", b"%PDF")):
        raise UnreadableContainer(f"compressed by {encoding[:20]}, which is not read")
    return raw


def _moment(written: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
