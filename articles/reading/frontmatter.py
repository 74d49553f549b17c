"""The few forms of YAML that front matter uses: `key: value`, quoted and folded values, lists of
words."""

from __future__ import annotations

import re
from typing import NamedTuple

from articles.spans import Span

_FENCE = re.compile(r"^---[ \t]*\n")
_KEY = re.compile(r"^([A-Za-z_][\w-]*):[ \t]*(.*)$")
_ESCAPES = {
    "n": "\n",
    "t": "\t",
    "_": "\u00a0",
    " ": " ",
    '"': '"',
    "\\": "\\",
    "/": "/",
    "N": "\u0085",
}
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))")


class Value(NamedTuple):
    text: str
    place: Span


class FrontMatter(NamedTuple):
    values: dict[str, Value]
    end: int  # where the body begins


def read_front_matter(page: str) -> FrontMatter | None:
    """The page's front matter, or None when it has none.

    Keys are lower case; lists and nested values are left out.
    """
    opening = _FENCE.match(page.lstrip("\n"))
    if opening is None:
        return None
    start = len(page) - len(page.lstrip("\n")) + opening.end()
    values: dict[str, Value] = {}
    lines = page[start : start + 40_000].split("\n")
    at, index = start, 0
    while index < len(lines):
        line = lines[index]
        if line.rstrip() in ("---", "..."):
            return FrontMatter(values, min(at + len(line) + 1, len(page))) if values else None
        taken = 1
        if match := _KEY.match(line):
            written = match[2].rstrip()
            while _is_open(written) and index + taken < len(lines):
                written += "\n" + lines[index + taken]
                taken += 1
            if written:
                place = Span(at + match.start(2), at + match.start(2) + len(written))
                values[match[1].lower()] = Value(_scalar(written), place)
        at += sum(len(taken_line) + 1 for taken_line in lines[index : index + taken])
        index += taken
    return None


def _is_open(written: str) -> bool:
    quote = written[:1]
    if quote == '"':
        return re.fullmatch(r'"(?:[^"\\]|\\.)*"\s*(?:#.*)?', written, re.DOTALL) is None
    return quote == "'" and re.fullmatch(r"'(?:[^']|'')*'\s*(?:#.*)?", written, re.DOTALL) is None


def _scalar(written: str) -> str:
    if written.startswith('"'):
        inner = written[1 : written.rindex('"')] if written.count('"') > 1 else written[1:]
        inner = re.sub(r"\\\n\s*", "", inner)
        return _ESCAPE.sub(_unescaped, re.sub(r"\s*\n\s*", " ", inner))
    if written.startswith("'"):
        inner = written[1 : written.rindex("'")] if written.count("'") > 1 else written[1:]
        return re.sub(r"\s*\n\s*", " ", inner).replace("''", "'")
    return re.sub(r"\s+#.*$", "", written).strip()


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _ESCAPES.get(match[3], match[3])
