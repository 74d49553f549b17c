"""Bytes → text: byte-order marks, what the transport and the page declare, and a guess as the last
resort.

Declarations are claims: what decodes as UTF-8 is UTF-8, and a declared encoding that gives mere
noise where a Chinese one gives plain words is not believed.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from charset_normalizer import from_bytes

from articles.reading.article import UnreadableArticle

SIZE_LIMIT = 5 * 1024 * 1024  # bytes; the largest real page seen is 0.4 MB

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins like UTF-16's, so it goes first
    (codecs.BOM_UTF32_BE, "utf-32"),
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
# What is declared → what is meant: GB18030 holds all of GB2312 and GBK.
_MEANT = {
    "gb2312": "gb18030",
    "gb_2312-80": "gb18030",
    "gbk": "gb18030",
    "x-gbk": "gb18030",
    "cp936": "gb18030",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "cp950": "big5hkscs",
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "hz-gb-2312": "hz",
}
_SEVEN_BIT = frozenset(("hz", "iso2022_jp", "iso2022_kr"))  # ASCII to the eye
# Python's names for what no page is in, or only an attacker's.
_NEVER = ("utf-7", "idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape")
_UTF8 = ("utf-8", "utf8", "utf-8-sig")
_CHINESE = ("gb18030", "big5hkscs")
_COMMON_HAN = set(
    "的一是不了在人有我他這个中大来上国國和地到以说說时要就出会可也你对生能而子那得于着下自之年"
    "時會對於著過为為这個们們月日市民軍军報报道新聞闻無无"
)
_TELLING_SHARE = 0.06  # of the common characters among all foreign ones; prose has about 0.25
_PLAIN_SHARE = 0.12
_BROKEN = 400  # one broken character among so many does not make it another encoding


class Decoded(NamedTuple):
    text: str
    encoding: str


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The page's text, with "\\n" line ends; `declared` is what the transport said.

    Raises UnreadableArticle for what cannot be text.
    """
    if len(data) > SIZE_LIMIT:
        raise UnreadableArticle(f"larger than {SIZE_LIMIT // 1024 // 1024} MB")
    if not data.strip():
        raise UnreadableArticle("empty")
    if data.startswith(_BINARY_STARTS):
        raise UnreadableArticle("a binary file, not text")
    text, encoding = decoded(data, declared)
    if not text.strip():
        raise UnreadableArticle("empty")
    controls = sum(text.count(chr(code)) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if controls > 2 + len(text) // 200:
        raise UnreadableArticle("a binary file, not text")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    return Decoded(text, encoding)


def decoded(data: bytes, declared: str | None = None) -> Decoded:
    """`data` as text of any size, as it stands. Raises UnreadableArticle if no encoding fits."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _lenient(data, encoding)
    if unmarked := _unmarked_utf32(data) or _unmarked_utf16(data):
        return _lenient(data, unmarked)
    names = list(_declared_names(data, declared))
    if data.isascii() and (seven := next((name for name in names if name in _SEVEN_BIT), None)):
        return _strict(data, seven) or Decoded(data.decode("ascii"), "utf-8")
    if (found := _strict(data, "utf-8")) or (found := _nearly_utf8(data, names)):
        return found
    guess = _guessed_chinese(data)
    for name in names:
        if name not in _UTF8 and (believed := _believed(data, name, guess)):
            return believed
    return guess or _guessed(data)


def _declared_names(data: bytes, declared: str | None) -> list[str]:
    """What the transport, then the page itself declares, each as Python calls what is meant."""
    found = _DECLARED.search(data[:4096])
    written = [declared or "", found[1].decode("ascii") if found else ""]
    names = [name.strip().strip("\"'").lower() for name in written]
    return [_python_name(_MEANT.get(name, name)) for name in names if name]


def _python_name(name: str) -> str:
    try:
        info = codecs.lookup(name)
    except (LookupError, UnicodeError):
        return ""
    text = getattr(info, "_is_text_encoding", True) and info.name not in _NEVER  # rot13, zip …
    return _MEANT.get(info.name, info.name) if text else ""


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except (UnicodeError, LookupError):
        return None


def _lenient(data: bytes, encoding: str) -> Decoded:
    name = "utf-8" if encoding == "utf-8-sig" else encoding
    return Decoded(data.decode(encoding, errors="replace"), name)


def _forgiving(data: bytes, encoding: str) -> Decoded | None:
    """Decoded with a few broken characters at most."""
    if found := _strict(data, encoding):
        return found
    found = _lenient(data, encoding)
    foreign = sum(char > "\x7f" for char in found.text)
    return found if found.text.count("\ufffd") * _BROKEN < foreign else None


def _believed(data: bytes, name: str, guess: Decoded | None) -> Decoded | None:
    """What a declared encoding gives, unless a Chinese one plainly gives the words."""
    found = (_forgiving if name in _CHINESE else _strict)(data, name) if name else None
    if found and guess and guess.encoding != found.encoding:
        share, guessed = _share(found.text), _share(guess.text)
        if guessed > _PLAIN_SHARE and guessed > 3 * share:
            return None
    return found


def _share(text: str) -> float:
    """How many of the foreign characters are everyday Chinese ones."""
    foreign = [char for char in text if char > "\x7f"]
    return sum(char in _COMMON_HAN for char in foreign) / max(1, len(foreign))


def _unmarked_utf32(data: bytes) -> str | None:
    head = data[:2000]
    if len(data) % 4 or len(head) < 8:
        return None
    found = (name for name in ("utf-32-le", "utf-32-be") if _strict(head, name))
    return next(found, None)  # by chance, no other bytes are all code points


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


def _nearly_utf8(data: bytes, names: list[str]) -> Decoded | None:
    """A few broken bytes in a UTF-8 page (a cut-off character) do not make it another encoding."""
    found = _lenient(data, "utf-8")
    foreign = sum(char > "\x7f" for char in found.text)
    broken = found.text.count("\ufffd")
    return found if broken * 50 < foreign or ("utf-8" in names and broken * 20 < foreign) else None


def _guessed_chinese(data: bytes) -> Decoded | None:
    """The Chinese encoding that gives most everyday characters, if it gives enough."""
    encodings = [*_CHINESE] if len(data) % 2 else [*_CHINESE, "utf-16-le", "utf-16-be"]
    found = [decoded for name in encodings if (decoded := _forgiving(data, name))]
    best = max(found, key=lambda decoded: _share(decoded.text), default=None)
    return best if best and _share(best.text) > _TELLING_SHARE else None


def _guessed(data: bytes) -> Decoded:
    match = from_bytes(data[:200_000]).best()
    if match is None:
        raise UnreadableArticle("no known text encoding")
    return _lenient(data, match.encoding)
