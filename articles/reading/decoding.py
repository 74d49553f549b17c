"""Bytes → text: byte-order marks, declared encodings, and a guess as the last resort."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from articles.reading.article import UnreadableArticle

SIZE_LIMIT = 5 * 1024 * 1024  # bytes; the largest real page seen is 0.4 MB

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\x7fELF",
    b"RIFF",
)
# What pages declare → what they mean: GB18030 holds all of GB2312 and GBK.
_MEANT = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "big5": "big5hkscs",
    "iso-8859-1": "cp1252",
}
_COMMON_HAN = set(
    "的一是不了在人有我他这個中大来上国國和地到以说說時要就出会會可也你对對生能而子那得于於着下自之年"
)


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """The page's text, with "\\n" line ends. Raises UnreadableArticle for what cannot be text."""
    if len(data) > SIZE_LIMIT:
        raise UnreadableArticle(f"larger than {SIZE_LIMIT // 1024 // 1024} MB")
    if not data.strip():
        raise UnreadableArticle("empty")
    if data.startswith(_BINARY_STARTS):
        raise UnreadableArticle("a binary file, not text")
    text, encoding = _decoded(data)
    if not text.strip():
        raise UnreadableArticle("empty")
    controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if controls > 2 + len(text) // 200:
        raise UnreadableArticle("a binary file, not text")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return Decoded(text, encoding)


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    if unmarked := _unmarked_utf16(data):
        return _lenient(data, unmarked)
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        failed_at = error.start
    if declared := _DECLARED.search(data[:4096]):
        name = declared[1].decode("ascii").lower()
        if name not in ("utf-8", "utf8"):
            found = _strict(data, _MEANT.get(name, name))
            if found:
                return found
        elif _mostly_utf8(data):
            return _lenient(data, "utf-8")
    if _mostly_utf8(data) and failed_at:
        return _lenient(data, "utf-8")
    return _guessed(data)


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except (UnicodeDecodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    return Decoded(data.decode(encoding, errors="replace"), name)


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: nearly every second byte of markup and spaces is zero."""
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < len(head) // 20 or min(even, odd) > max(even, odd) // 10:
        return None
    zeros, partners = (head[0::2], head[1::2]) if even > odd else (head[1::2], head[0::2])
    beside = bytes(byte for zero, byte in zip(zeros, partners, strict=True) if not zero)
    if not beside.isascii():
        return None  # zeros, but not those of markup and spaces
    return "utf-16-be" if even > odd else "utf-16-le"


def _mostly_utf8(data: bytes) -> bool:
    """A few broken bytes in a UTF-8 page (a cut-off character) do not make it another encoding."""
    text = data.decode("utf-8", errors="replace")
    return text.count("\ufffd") * 50 < sum(char > "\x7f" for char in text)


def _guessed(data: bytes) -> Decoded:
    """The Chinese encodings by how many everyday characters they give, then charset-normalizer."""
    best: tuple[float, Decoded] | None = None
    for encoding in ("gb18030", "big5hkscs"):
        found = _strict(data, encoding)
        if found:
            foreign = [char for char in found.text if char > "\x7f"]
            share = sum(char in _COMMON_HAN for char in foreign) / max(1, len(foreign))
            if best is None or share > best[0]:
                best = (share, found)
    if best and best[0] > 0.06:
        return best[1]
    match = from_bytes(data[:200_000]).best()
    if match is None:
        raise UnreadableArticle("no known text encoding")
    return _lenient(data, match.encoding)
