"""Tar archives, compressed or not, and lone compressed files."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from typing import Any, Self

from articles.unpacking.inflating import Inflating, compression_of, inflated
from articles.unpacking.member import (
    MEGABYTE,
    MEMBER_LIMIT,
    Budget,
    Member,
    UnreadableContainer,
    refused,
)
from articles.unpacking.paths import escape_of, is_passed_over, mended

HEADER_LIMIT = MEGABYTE  # long names and extended headers; real ones stay under 4 KB
_EXTENSIONS = (b"x", b"g", b"X", b"L", b"K", b"N")
_HEADER = 512
_CHECKSUM = slice(148, 156)


class _Header(tarfile.TarInfo):
    """A header that says when it is damaged or far too long; tarfile would stop without a word, and
    read an extended header of any length into memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            header = super().frombuf(buf, encoding, errors)
        except tarfile.HeaderError:
            if any(buf):
                raise UnreadableContainer("the archive is damaged or cut off") from None
            raise
        if header.type in _EXTENSIONS and header.size > HEADER_LIMIT:
            raise UnreadableContainer("a header of the archive is too long")
        return header


def is_tar(head: bytes) -> bool:
    """Whether the first 512 bytes are a tar header, by its mark or, before POSIX, its checksum."""
    if len(head) < _HEADER:
        return False
    if head[257:262] == b"ustar":
        return True
    digits = head[_CHECKSUM].strip(b" \x00")
    if not digits.isdigit() or not head[0]:
        return False
    counted = sum(head[:148]) + 8 * 32 + sum(head[156:_HEADER])
    return int(digits, 8) == counted if set(digits) <= set(b"01234567") else False


def members_of_tar(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    stream: Any
    stream = Inflating(data, budget) if compression_of(data) else io.BytesIO(data)
    try:
        with tarfile.open(
            fileobj=stream, mode="r|", tarinfo=_Header, encoding="utf-8", errors="surrogateescape"
        ) as archive:
            yield from _members(archive, name, budget)
    except UnreadableContainer:
        raise
    except (tarfile.TarError, EOFError, OSError, ValueError, OverflowError) as error:
        raise UnreadableContainer("the archive is damaged or cut off") from error


def _members(archive: tarfile.TarFile, name: str, budget: Budget) -> Iterator[Member]:
    seen: set[str] = set()
    while (info := archive.next()) is not None:
        archive.members.clear()  # type: ignore[attr-defined]  # it would keep all headers
        path = mended(info.name.encode("utf-8", "surrogateescape"))
        if info.isdir() or is_passed_over(path):
            continue
        budget.take_member()
        if reason := _objection(info, path, seen):
            yield refused(name + path, reason)
            continue
        file: Any = archive.extractfile(info)
        found = file.read()
        budget.take(len(found))
        if not is_passed_over(path, found[:16]):
            yield Member(name + path, found)


def _objection(info: tarfile.TarInfo, path: str, seen: set[str]) -> str:
    if reason := escape_of(path):
        return reason
    if path in seen:
        return "another member has the same name"
    seen.add(path)
    if info.issym() or info.islnk():
        return "a link, not a file"
    if not info.isreg() or info.issparse():
        return "a device, not a file"
    if info.size > MEMBER_LIMIT:
        return f"larger than {MEMBER_LIMIT // MEGABYTE} MB"
    return ""


def member_of_compressed(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The one file in gzip, bzip2 or xz data: "a.html.gz" → "a.html.gz/a.html"."""
    budget.take_member()
    last = name.rstrip("/").rpartition("/")[2]
    stem, dot, suffix = last.rpartition(".")
    inner = stem if dot and suffix.lower() in ("gz", "gzip", "bz2", "xz") else "content"
    yield Member(name + inner, inflated(data, budget, MEMBER_LIMIT))
