"""ZIP archives, whole or cut off."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from articles.unpacking.member import (
    COUNT_LIMIT,
    MEGABYTE,
    MEMBER_LIMIT,
    RATIO_FROM,
    RATIO_LIMIT,
    Budget,
    Member,
    UnreadableContainer,
    refused,
)
from articles.unpacking.paths import escape_of, is_passed_over, mended

CHUNK = 64 * 1024
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _SIZES_FOLLOW, _UTF8 = 0x1, 0x8, 0x800
_LOCAL = struct.Struct("<4s5H3I2H")


def members_of_zip(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    # Each entry of the directory becomes an object: counted before zipfile makes them.
    if data.count(b"PK\x01\x02") > 2 * COUNT_LIMIT:
        raise UnreadableContainer(f"more than {COUNT_LIMIT:,} members")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error):
        yield from _salvaged(data, name, budget)
        raise UnreadableContainer("the archive is damaged or cut off") from None
    seen: set[str] = set()
    with archive:
        if len(archive.filelist) > min(COUNT_LIMIT, budget.count):
            raise UnreadableContainer(f"more than {COUNT_LIMIT:,} members")
        for info in archive.filelist:
            path = _path_of(info)
            if info.is_dir() or path.endswith("\\") or is_passed_over(path):
                continue
            budget.take_member()
            member = _member(archive, info, path, name + path, seen, budget)
            if member.data is None or not is_passed_over(path, member.data[:16]):
                yield member


def _path_of(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & _UTF8:
        return info.orig_filename
    return mended(info.orig_filename.encode("cp437", "replace"))


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: str,
    name: str,
    seen: set[str],
    budget: Budget,
) -> Member:
    reason = _objection(info.flag_bits, info.compress_type, path, seen) or _link(info)
    if not reason and info.file_size > MEMBER_LIMIT:
        reason = f"larger than {MEMBER_LIMIT // MEGABYTE} MB"
    if reason:
        return refused(name, reason)
    try:
        with archive.open(info) as stream:
            data = bytearray()
            while piece := stream.read(CHUNK):
                data += piece
                budget.take(len(piece))
                if len(data) > RATIO_FROM and len(data) > RATIO_LIMIT * info.compress_size:
                    return refused(name, f"unpacks to more than {RATIO_LIMIT} times its size")
    except UnreadableContainer:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error):
        return refused(name, "damaged")
    if len(data) != info.file_size:
        return refused(name, "its size is not the one declared")
    return Member(name, bytes(data))


def _objection(flags: int, method: int, path: str, seen: set[str]) -> str:
    """Why a member is refused before a byte of it is unpacked, "" if it is not."""
    if reason := escape_of(path):
        return reason
    if path in seen:
        return "another member has the same name"
    seen.add(path)
    if flags & _ENCRYPTED:
        return "encrypted"
    if method not in _METHODS:
        return f"compressed by a method that is not read ({method})"
    return ""


def _link(info: zipfile.ZipInfo) -> str:
    """The upper half of the attributes is the Unix mode: 0o12 in its first bits is a link."""
    kind = info.external_attr >> 28 if info.create_system == 3 else 0
    return "" if kind in (0, 0o10) else "a link or device, not a file"


def _salvaged(data: bytes, name: str, budget: Budget) -> Iterator[Member]:
    """The members before the place where the archive breaks off, by their local headers."""
    at, seen = 0, set[str]()
    while data[at : at + 4] == b"PK\x03\x04" and at + _LOCAL.size <= len(data):
        _, _, flags, method, _, _, crc, packed, size, name_size, extra = _LOCAL.unpack_from(
            data, at
        )
        start = at + _LOCAL.size + name_size + extra
        raw = data[at + _LOCAL.size : at + _LOCAL.size + name_size]
        path = raw.decode("utf-8", "replace") if flags & _UTF8 else mended(raw)
        if flags & _SIZES_FOLLOW and method != zipfile.ZIP_DEFLATED:
            return  # nothing says where it ends
        budget.take_member()
        if _objection(flags, method, path, seen) or method == zipfile.ZIP_STORED:
            found, end = data[start : start + packed], start + packed
            complete = method == zipfile.ZIP_STORED and len(found) == packed == size
            complete = complete and zlib.crc32(found) == crc
        else:
            found, end, complete = _inflated_at(data, start, budget)
        wanted = complete and not path.endswith("/") and not is_passed_over(path, found[:16])
        if wanted and not escape_of(path):
            yield Member(name + path, found)
        at = _next_header(data, end) if flags & _SIZES_FOLLOW else end


def _inflated_at(data: bytes, start: int, budget: Budget) -> tuple[bytes, int, bool]:
    """The deflated member at `start`: its bytes, where it ends, whether it is complete."""
    unpacker = zlib.decompressobj(-15)
    found, at, rest = bytearray(), start, b""
    while not unpacker.eof:
        if not rest:
            rest = data[at : at + CHUNK]
            at += len(rest)
        if not rest:
            return b"", len(data), False
        try:
            piece = unpacker.decompress(rest, CHUNK)
        except zlib.error:
            return b"", len(data), False
        rest = unpacker.unconsumed_tail
        found += piece
        budget.take(len(piece))
        ratio = len(found) > RATIO_FROM and len(found) > RATIO_LIMIT * (at - start)
        if ratio or len(found) > MEMBER_LIMIT:
            return b"", len(data), False
    return bytes(found), at - len(unpacker.unused_data), True


def _next_header(data: bytes, at: int) -> int:
    """Past the data descriptor, whose form varies."""
    found = data.find(b"PK\x03\x04", at, at + 64)
    return found if found >= 0 else len(data)
