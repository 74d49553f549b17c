"""Names of members: where they lead, what they were before they were mangled, which are passed
over."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

NAME_LIMIT = 1000  # characters
# The bytes under which each encoding keeps its common characters: the first, the least second.
_EVERYDAY = {"gb18030": (range(0xB0, 0xD8), 0xA1), "big5hkscs": (range(0xA4, 0xC7), 0x40)}
EVERYDAY_SHARE = 0.6
_DRIVE = re.compile(r"[A-Za-z]:")


def escape_of(path: str) -> str:
    """Why `path` must not be followed, "" if it stays inside its archive."""
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\")) or _DRIVE.match(path):
        return "its path is absolute"
    if ".." in parts:
        return "its path leads out of the archive"
    if len(path) > NAME_LIMIT:
        return "its name is too long"
    if any(char < " " for char in path):
        return "its name holds control characters"
    return ""


def mended(raw: bytes) -> str:
    """A file name from bytes in no declared encoding: UTF-8, then GB18030 or Big5 if everyday
    Chinese is in them, then the cp437 that ZIP falls back to."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    found = [(_everyday(raw, encoding), encoding) for encoding in _EVERYDAY]
    share, encoding = max(found)
    return raw.decode(encoding if share >= EVERYDAY_SHARE else "cp437")


def _everyday(raw: bytes, encoding: str) -> float:
    """How many of the foreign characters stand where the encoding keeps the common ones."""
    try:
        foreign = [char for char in raw.decode(encoding) if char > "\x7f"]
    except UnicodeDecodeError:
        return 0.0
    leads, least = _EVERYDAY[encoding]
    codes = [char.encode(encoding) for char in foreign]
    return sum(c[0] in leads and c[1] >= least for c in codes) / max(1, len(codes))


def is_passed_over(path: str, head: bytes = b"") -> bool:
    """Whether the member is plainly no article, and nobody wants to hear of it (`skipped.toml`)."""
    names, starts = _skipped()
    path = path.replace("\\", "/")
    return any(pattern.search(path) for pattern in names) or head.startswith(starts)


@lru_cache(maxsize=1)
def _skipped() -> tuple[tuple[re.Pattern[str], ...], tuple[bytes, ...]]:
    data = skipping_rules()
    names = tuple(re.compile(entry["pattern"], re.IGNORECASE) for entry in data["name"])
    starts = tuple(
        start.encode().decode("unicode_escape").encode("latin-1")
        for entry in data["start"]
        for start in entry["starts"]
    )
    return names, starts


def skipping_rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "skipped.toml").read_text(encoding="utf-8"))
