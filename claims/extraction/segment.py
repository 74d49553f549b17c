"""A text's paragraphs and sentences, as spans."""

import re

from articles.spans import Span

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_SENTENCE = re.compile(r".+?(?:[。！？!?…]+[”」』’\"）)]*|\.[”’\"]?(?=\s|$)|$)", re.DOTALL)


def paragraphs(text: str) -> list[Span]:
    """The text's lines without surrounding white space; empty ones are left out.

    >>> paragraphs("标题\\n\\n  正文。")
    [Span(start=0, end=2), Span(start=6, end=9)]
    """
    found = (_trimmed(text, *match.span()) for match in _LINE.finditer(text))
    return [span for span in found if span.end > span.start]


def sentences(text: str, block: Span) -> list[Span]:
    """The sentences of `block`, with the quotation marks that close them."""
    found = (_trimmed(text, *m.span()) for m in _SENTENCE.finditer(text, block.start, block.end))
    return [span for span in found if span.end > span.start]


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
