"""Names of members: where they lead, what they were before they were mangled, which are passed
over."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

NAME_LIMIT = 1000  # characters
_HAN = re.compile("[\u4e00-\u9fff]")
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
    """A file name from bytes in no declared encoding: UTF-8, then GB18030 or Big5 if it is Chinese
    in them, then the cp437 that ZIP falls back to."""
    for encoding in ("utf-8", "gb18030", "big5hkscs"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        foreign = [char for char in name if char > "\x7f"]
        if encoding == "utf-8" or len(_HAN.findall(name)) * 3 >= len(foreign) * 2:
            return name
    return raw.decode("cp437")


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
