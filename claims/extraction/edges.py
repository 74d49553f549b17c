"""Where a span begins and ends, to the character: punctuation, quotation marks, *that*."""

import re

from articles.spans import Span
from claims.extraction.labels import CONTENT

_AROUND = frozenset(" \u3000\u00a0\t，,、：:；;")
_STOPS = frozenset("。.！？!?…")
_QUOTES = (("“", "”"), ("「", "」"), ("『", "』"))
_PAIRS = (*_QUOTES, ("《", "》"), ("（", "）"), ("(", ")"))
_OPENING = '“「『‘"'
_CLOSING = '”」』’"'
_THAT = re.compile(r"that\s+(?=\S)", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?:\b[A-Z]|\b(?:Inc|Jr|Sr|Co|Corp|a\.m|p\.m))\.$")


def clean(spans: list[Span], role: int, text: str, language: str) -> list[Span]:
    """The spans of one part of an attribution, joined and trimmed as the guidelines have them."""
    ordered = _disjoint(spans)
    if role == CONTENT:
        ordered = _joined(ordered, text)
        ordered = [_content(span, text, language) for span in ordered]
    else:
        ordered = [_name(span, text) for span in ordered]
    return [span for span in ordered if any(c.isalnum() for c in text[span.start : span.end])]


def _disjoint(spans: list[Span]) -> list[Span]:
    """In order, with those that overlap as one: a cue may be found as "according" as well."""
    disjoint: list[Span] = []
    for span in sorted(spans):
        if disjoint and span.start < disjoint[-1].end:
            disjoint[-1] = Span(disjoint[-1].start, max(disjoint[-1].end, span.end))
        else:
            disjoint.append(span)
    return disjoint


def _name(span: Span, text: str) -> Span:
    start, end = _trimmed(span, text, _AROUND)
    if _ABBREVIATION.search(text, start, end):
        return Span(start, end)
    return _trimmed(Span(start, end), text, _AROUND | _STOPS)


def _content(span: Span, text: str, language: str) -> Span:
    span = _trimmed(span, text, _AROUND)
    span = _balanced(span, text)
    span = _trimmed(span, text, _AROUND)
    start, end = without_that(span, text) if language == "en" else span
    if end > start and text[end - 1] in "。." and not _ABBREVIATION.search(text, start, end):
        while end > start and text[end - 1] in "。.":
            end -= 1
    return Span(start, end)


def without_that(span: Span, text: str) -> Span:
    """A content without the *that* it is introduced by."""
    match = _THAT.match(text, *span)
    return Span(match.end(), span.end) if match else span


def _joined(spans: list[Span], text: str) -> list[Span]:
    """Parts between which only punctuation stands are one."""
    joined: list[Span] = []
    for span in spans:
        if joined and _run_on(text, joined[-1], span):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _run_on(text: str, one: Span, other: Span) -> bool:
    between = text[one.end : other.start].strip(" ，,、；;：:")
    two_quotations = text[one.end - 1] in _CLOSING and text[other.start] in _OPENING
    return not between and not two_quotations


def _trimmed(span: Span, text: str, marks: frozenset[str]) -> Span:
    start, end = span
    while start < end and text[start] in marks:
        start += 1
    while end > start and (text[end - 1] in marks):
        end -= 1
    return Span(start, end)


def _rest_of_line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)]


def _balanced(span: Span, text: str) -> Span:
    """Take in, or leave out, a quotation mark or bracket whose partner is on the other side."""
    start, end = span
    for opening, closing in _PAIRS:
        inside = text[start:end]
        missing = inside.count(opening) - inside.count(closing)
        if missing == 1:
            at = text.find(closing, end, end + 3)
            if at >= 0 and not text[end:at].strip("。.！？!?，, "):
                end = at + 1
            elif inside.startswith(opening) and closing in _rest_of_line(text, end):
                start += 1
        elif missing == -1:
            if text[start - 1 : start] == opening:
                start -= 1
            elif inside.endswith(closing):
                end -= 1
        elif (
            (opening, closing) in _QUOTES
            and text[start - 1 : start] == opening
            and text[end : end + 1] == closing
        ):
            start, end = start - 1, end + 1
    return Span(start, end)
