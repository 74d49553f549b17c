"""The article's text where a page repeats it as data: JSON-LD's `articleBody`, or the state from
which a script builds the page. Every character is traced into the JSON string that it stands in.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator

from bs4 import Tag

from articles.reading.blocks import Block, blocks_of, tidy
from articles.reading.markup import TracedString, attribute_of, parse
from articles.spans import Traced

SCRIPT_LIMIT = 5_000_000  # characters
BODY_LIMIT = 500_000  # characters as written
PROSE = 40  # characters; shorter strings in a page's state are labels
_STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"(\s*:)?', re.DOTALL)
_BODY = re.compile(r'"articleBody"\s*:\s*"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.DOTALL
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKUP = re.compile(r"</?(?:p|br|div|h[1-6]|ul|li|blockquote)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE = re.compile(r"[^\n\r]+")
_SENTENCE = re.compile(r"[.!?。！？…][”’\"'）)]*(?:\s|$|<)|[，。]")


def article_body(root: Tag) -> Traced | None:
    """The longest `articleBody` of the page's JSON-LD, decoded."""
    found = [
        script.cut(*match.span(1))
        for script in _scripts(root, "application/ld+json")
        for match in _BODY.finditer(script.text)
        if match.end() - match.start() < BODY_LIMIT
    ]
    return decoded(max(found, key=len)) if found else None


def state_text(root: Tag) -> list[Traced]:
    """The prose in the page's JSON state: the strings under the key that has most of it."""
    by_key: dict[str, list[Traced]] = {}
    amount = Counter[str]()
    for script in _scripts(root, "application/json", "text/javascript", "module", ""):
        seen: set[str] = set()
        for key, string in _strings(script):
            if string.text not in seen:
                seen.add(string.text)
                by_key.setdefault(key, []).append(string)
                amount[key] += len(string)
    best = amount.most_common(1)
    return by_key[best[0][0]] if best else []


def _strings(script: Traced) -> Iterator[tuple[str, Traced]]:
    """Prose strings with the key before them, which an array's strings share."""
    key = ""
    for match in _STRING.finditer(script.text):
        if match[2]:
            key = match[1][:60]
        elif match.end(1) - match.start(1) >= PROSE:
            string = decoded(script.cut(*match.span(1)))
            if _SENTENCE.search(string.text):
                yield key, string


def _scripts(root: Tag, *types: str) -> Iterator[Traced]:
    for script in root.find_all("script", limit=500):
        if attribute_of(script, "type").strip().lower() in types:
            for piece in script.contents:
                if isinstance(piece, TracedString) and len(piece) <= SCRIPT_LIMIT:
                    yield piece.traced


def decoded(string: Traced) -> Traced:
    """A JSON string's meaning."""

    def meant(match: re.Match[str]) -> str:
        try:
            return _LONE_SURROGATE.sub("\ufffd", json.loads(f'"{match[0]}"'))
        except ValueError:  # an escape that JSON does not know
            return match[0][1:]

    return string.sub(_ESCAPE, meant)


def blocks_in(text: Traced, chinese: bool) -> list[Block]:
    """The blocks of a text that may be HTML or plain lines."""
    if _MARKUP.search(text.text):
        inner = blocks_of(parse(text.text), chinese=chinese)
        pieces = [block.text.through(text) for block in inner]
    else:
        plain = text.sub(_ENTITY, lambda match: html.unescape(match[0]))
        lines = (plain.cut(*match.span()) for match in _LINE.finditer(plain.text))
        pieces = [tidy(line, chinese) for line in lines]
    return [Block(piece) for piece in pieces if piece.text]
