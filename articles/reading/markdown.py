"""Markdown as it occurs: paragraphs, headings, lists, links, emphasis, front matter. Line by line,
with places."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from articles.reading.article import Image
from articles.reading.blocks import Block, mostly_chinese, tidy
from articles.spans import Span, Traced

_HEADING_MARK = re.compile(r" {0,3}#{1,6}[ \t]+(?=\S)")
RULE = re.compile(r"^ {0,3}(?:[-=]{3,}|(?:\*\s*){3,}|(?:_\s*){3,})\s*$")
_LIST_MARK = re.compile(r"^\s{0,6}(?:[-*+]|\d{1,2}\.)\s+(?=\S)", re.MULTILINE)
_QUOTE_MARK = re.compile(r"^ {0,3}>\s?", re.MULTILINE)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\(\s*([^)\s]*)[^)\n]*\)")
_LINK = re.compile(
    r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*((?:[^()\s]|\([^()\s]*\))*)(?:\s+\"[^\"\n]*\")?\s*\)"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.*?-->")
_ADDRESS = re.compile(r"<(https?://[^\s<>]+)>")
_CODE = re.compile(r"`+")
_EMPHASIS = re.compile(r"(?<!\\)\*+(?!\s*\d)|(?<![\w\\])__?(?=\S)|(?<=\S)(?<!\\)__?(?!\w)")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_LINE = re.compile(r"[^\n]+")


def heading_words(line: str) -> Span | None:
    """Where the words of a heading stand in its line, without the marks around them."""
    mark = _HEADING_MARK.match(line)
    if mark is None:
        return None
    end = len(line.rstrip().rstrip("#").rstrip())
    return Span(mark.end(), end) if end > mark.end() else None


@dataclass(slots=True)
class Inline:
    """A paragraph without its marks, and what the marks said."""

    text: Traced
    images: list[Image] = field(default_factory=list)
    links: list[tuple[Span, str]] = field(default_factory=list)  # place in the page, address


def clean(raw: Traced) -> Inline:
    """Marks vanish; the words of links stay; images are collected."""
    found = Inline(raw)

    def image(match: re.Match[str]) -> str:
        found.images.append(Image(match[2], match[1].strip()))
        return ""

    text = raw.sub(_IMAGE, image)

    def link(match: re.Match[str]) -> Span:
        words = Span(*match.span(1))
        if words.end > words.start:
            found.links.append((text.places(words), match[2]))
        return words

    text = text.sub(_LINK, link)
    text = text.sub(_ADDRESS, lambda match: Span(*match.span(1))).sub(_TAG, "").sub(_CODE, "")
    text = text.sub(_EMPHASIS, "").sub(_ESCAPE, lambda match: Span(*match.span(1)))
    found.text = text.sub(_ENTITY, lambda match: html.unescape(match[0]))
    return found


def hard_wrapped(page: str) -> bool:
    """Whether line ends within paragraphs are only layout: Latin text in lines of even length."""
    if mostly_chinese(page):
        return False
    inner: list[str] = []
    for paragraph in re.split(r"\n\s*\n", page):
        inner += [line for line in paragraph.split("\n")[:-1] if len(line) > 30]
    lengths = [len(line) for line in inner]
    ended = sum(line.rstrip().endswith((".", "!", "?", "”", '"')) for line in inner)
    if not inner or max(lengths) > 100 or ended * 2 > len(inner):
        return False
    return sum(lengths) / len(lengths) > 50


def paragraphs(page: str, start: int = 0) -> list[Span]:
    """Where the runs of non-blank lines stand, headings and rules apart."""
    found: list[Span] = []
    begin: int | None = None
    at = start
    for line in page[start:].split("\n"):
        alone = bool(heading_words(line) or RULE.match(line))
        if (alone or not line.strip()) and begin is not None:
            found.append(Span(begin, at - 1))
            begin = None
        if alone:
            found.append(Span(at, at + len(line)))
        elif line.strip() and begin is None:
            begin = at
        at += len(line) + 1
    if begin is not None:
        found.append(Span(begin, min(at - 1, len(page))))
    return found


def blocks_of_paragraph(
    page: str, place: Span, *, joined: bool, chinese: bool
) -> tuple[list[Block], Inline]:
    """The blocks of one paragraph, each line its own unless lines are `joined`."""
    raw = Traced.of(page[place.start : place.end], place.start)
    heading = heading_words(raw.text)
    if RULE.match(raw.text):
        return [], Inline(raw)
    if heading:
        raw = raw.cut(*heading)
    is_list = bool(_LIST_MARK.match(raw.text))
    inline = clean(raw.sub(_QUOTE_MARK, "").sub(_LIST_MARK, ""))
    whole = inline.text
    lines = (
        [Span(0, len(whole))]
        if joined and not is_list
        else [Span(*match.span()) for match in _LINE.finditer(whole.text)]
    )
    blocks = []
    for line in lines:
        text = tidy(whole.cut(line.start, line.end), chinese)
        if text.text:
            beside = bool(inline.images) and _shares_line_with_image(page, text, place)
            blocks.append(
                Block(
                    text,
                    is_heading=bool(heading),
                    beside_image=beside,
                    linked=_linked(text, inline),
                )
            )
    return blocks, inline


def _linked(text: Traced, inline: Inline) -> int:
    return (
        sum(
            any(place.start <= start < place.end for place, _ in inline.links)
            for start in text.starts
        )
        if inline.links
        else 0
    )


def _shares_line_with_image(page: str, text: Traced, place: Span) -> bool:
    start = max(page.rfind("\n", place.start, text.starts[0]) + 1, place.start)
    return bool(_IMAGE.search(page, start, text.starts[0]))
