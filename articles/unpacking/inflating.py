"""Compressed bytes → a stream that unpacks only as much as is asked for, and never too much.

The standard library's own file objects know no limit on ratio or on xz's memory.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import Any

from articles.unpacking.member import (
    MEGABYTE,
    RATIO_FROM,
    RATIO_LIMIT,
    Budget,
    UnreadableContainer,
)

GZIP, BZIP2, XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
DEFLATE, RAW_DEFLATE = b"deflate", b"raw deflate"  # HTTP's, which has no mark of its own
CHUNK = 64 * 1024
XZ_MEMORY = 128 * MEGABYTE  # enough for every preset of xz


class _Zlib:
    """zlib's object with the interface that bz2 and lzma have."""

    def __init__(self, window: int) -> None:
        self._inner = zlib.decompressobj(window)
        self._full = False  # the last answer was as long as allowed: more may wait inside

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._full and not self._inner.unconsumed_tail

    def decompress(self, data: bytes, max_length: int) -> bytes:
        found = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self._full = len(found) == max_length
        return found


_MAKERS: dict[bytes, Callable[[], Any]] = {
    DEFLATE: lambda: _Zlib(15),
    RAW_DEFLATE: lambda: _Zlib(-15),
    GZIP: lambda: _Zlib(31),
    BZIP2: bz2.BZ2Decompressor,
    XZ: lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=XZ_MEMORY),
}


def compression_of(data: bytes) -> bytes | None:
    """The mark that gzip, bzip2 or xz data begins with."""
    return next((mark for mark in (GZIP, BZIP2, XZ) if data.startswith(mark)), None)


class Inflating(io.RawIOBase):
    """`data`, unpacked while it is read; several streams behind one another are one.

    Unbuffered, so that what stands before a damage is handed out before the damage is met. Reading
    raises UnreadableContainer for broken data, a ratio past the limit, or a spent budget.
    """

    def __init__(self, data: bytes, budget: Budget, mark: bytes | None = None) -> None:
        mark = mark or compression_of(data)
        assert mark is not None, "asked for compressed data only"
        self._make = _MAKERS[mark]
        self._mark = mark
        self._data, self._at = memoryview(data), 0
        self._unpacker = self._make()
        self._budget = budget
        self._given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        wanted = min(len(buffer), CHUNK)
        piece = b""
        while not piece:
            if self._unpacker.eof and not self._next_stream():
                return 0
            piece = self._more(wanted)
        self._count(len(piece))
        buffer[: len(piece)] = piece
        return len(piece)

    def _more(self, wanted: int) -> bytes:
        fresh = b""
        if self._unpacker.needs_input:
            fresh = bytes(self._data[self._at : self._at + CHUNK])
            self._at += len(fresh)
            if not fresh:
                raise UnreadableContainer("cut off: the compressed data ends too early")
        try:
            piece: bytes = self._unpacker.decompress(fresh, wanted)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError) as error:
            raise UnreadableContainer("the compressed data is damaged") from error
        return piece

    def _next_stream(self) -> bool:
        """Go on with what follows a finished stream; what is no stream is padding."""
        self._at -= len(self._unpacker.unused_data)
        if bytes(self._data[self._at : self._at + len(self._mark)]) != self._mark:
            return False
        self._unpacker = self._make()
        return True

    def _count(self, size: int) -> None:
        self._given += size
        self._budget.take(size)
        if self._given > RATIO_FROM and self._given > RATIO_LIMIT * self._at:
            raise UnreadableContainer(f"unpacks to more than {RATIO_LIMIT} times its size")


def inflated(data: bytes, budget: Budget, limit: int, mark: bytes | None = None) -> bytes:
    """All of `data` unpacked; `mark` says how, where it does not begin with one.

    Raises UnreadableContainer past `limit` bytes.
    """
    found = bytearray()
    stream = Inflating(data, budget, mark)
    while piece := stream.read(CHUNK):
        found += piece
        if len(found) > limit:
            raise UnreadableContainer(f"larger than {limit // MEGABYTE} MB when unpacked")
    return bytes(found)


def beginning(data: bytes, size: int = 1024) -> bytes:
    """The first bytes of compressed `data`, as far as they can be unpacked."""
    try:
        return io.BufferedReader(Inflating(data[:CHUNK], Budget()), size).peek(size)[:size]
    except UnreadableContainer:
        return b""
