"""Annotated articles, and what the network is to learn from one window of them."""

import gzip
import json
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.spans import Span
from claims.extraction.edges import without_that
from claims.extraction.labels import (
    CONTENT,
    CONTENT_CUE,
    CONTENT_SOURCE,
    CUE,
    CUE_SOURCE,
    INNER,
    LAYERS,
    OUTER,
    ROLES,
    SOURCE,
    TokenSpan,
    tags_of,
)
from claims.extraction.windows import Window

IGNORED = -100

Place = tuple[int, int, int, int]  # role, layer, start, end


@dataclass(frozen=True)
class Annotation:
    """One annotated attribution: its spans by role, and the layer of each of its parts."""

    spans: tuple[tuple[Span, ...], ...]
    layer: int


@dataclass(frozen=True)
class Document:
    """An annotated article; inside `unknown` there may be nested attributions not annotated.

    `own` are those annotated for this project, by its guidelines.
    """

    id: str
    text: str
    language: str
    annotations: tuple[Annotation, ...]
    unknown: tuple[Span, ...] = ()
    own: bool = True


@dataclass(frozen=True)
class Example:
    """A window with its tags by layer, its spans, and for each relation (left, [rights])."""

    ids: list[int]
    tags: list[list[int]]
    spans: list[TokenSpan]
    links: list[dict[int, list[int]]]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """The JSON objects of a `.jsonl` or `.jsonl.gz` file."""
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    return [json.loads(line) for line in data.decode("utf8").split("\n") if line]


def read_documents(path: Path) -> list[Document]:
    """The annotated articles of a file in the project's format."""
    nested = "polnear" not in path.parts
    return [document_of(line, nested=nested) for line in read_lines(path)]


def document_of(line: dict[str, Any], *, nested: bool) -> Document:
    """One line of the format as a document."""
    by_id = {a["id"]: a for a in line["attributions"]}
    annotations = tuple(
        Annotation(tuple(_spans(a[role], role, line["text"]) for role in ROLES), _layer(a, by_id))
        for a in line["attributions"]
    )
    language = line.get("lang") or "en"
    contents = {span for annotation in annotations for span in annotation.spans[CONTENT]}
    unknown = () if nested else tuple(sorted(contents))
    return Document(str(line["id"]), line["text"], language, annotations, unknown, nested)


def _spans(listed: list[list[int]], role: str, text: str) -> tuple[Span, ...]:
    """The guidelines leave *that* out of a content; PolNeAR has it in."""
    spans = sorted(Span(start, end) for start, end in listed)
    if role == ROLES[CONTENT]:
        spans = [without_that(span, text) for span in spans]
    return tuple(spans)


def _layer(attribution: dict[str, Any], by_id: dict[Any, dict[str, Any]]) -> int:
    """Outer unless the content lies strictly inside another's; equal contents share a layer."""
    parent = by_id.get(attribution.get("parent"))
    if parent is None:
        return OUTER
    if sorted(parent["content"]) == sorted(attribution["content"]):
        return _layer(parent, by_id)
    return INNER


def example_of(document: Document, window: Window) -> Example:
    """The part of a document's annotation that falls into `window`."""
    spans: dict[TokenSpan, int] = {}
    links: list[dict[int, list[int]]] = [{}, {}, {}]
    finder = _Finder(window)
    outer_contents = [
        (a, span) for a in document.annotations if a.layer == OUTER for span in a.spans[CONTENT]
    ]
    for annotation in document.annotations:
        found: list[list[int]] = []
        for role in range(len(ROLES)):
            numbers = []
            for span in annotation.spans[role]:
                layer = _layer_of_part(annotation, role, span, outer_contents)
                token_span = finder.find(role, layer, span)
                if token_span is not None:
                    numbers.append(spans.setdefault(token_span, len(spans)))
            found.append(numbers)
        _link(annotation, found, links)
    listed = list(spans)
    tags = [_tags(listed, layer, len(window.ids)) for layer in LAYERS]
    tags[INNER] = _without_unknown(tags[INNER], document.unknown, finder)
    tags = [_hide_marks(layer, window) for layer in tags]
    return Example(window.ids, tags, listed, links)


def _layer_of_part(
    annotation: Annotation, role: int, span: Span, outer: list[tuple[Annotation, Span]]
) -> int:
    # The overt mention of an elided subject may stand inside an earlier attribution's content.
    if role != CONTENT and annotation.layer == OUTER:
        for other, content in outer:
            if other is not annotation and content.start <= span.start and span.end <= content.end:
                return INNER
    return annotation.layer


def _link(
    annotation: Annotation, found: list[list[int]], links: list[dict[int, list[int]]]
) -> None:
    """Add one attribution's links: no target in the window means the null of its relation."""
    known_source = bool(annotation.spans[SOURCE]) and not found[SOURCE]
    for left, right, relation in (
        (CUE, SOURCE, CUE_SOURCE), (CONTENT, CUE, CONTENT_CUE), (CONTENT, SOURCE, CONTENT_SOURCE),
    ):  # fmt: skip
        if right == SOURCE and known_source:
            continue  # it is there, but not in this window: teach nothing
        for number in found[left]:
            targets = links[relation].setdefault(number, [])
            targets += [n for n in found[right] if n not in targets]


class _Finder:
    """From places in the text to tokens of one window."""

    def __init__(self, window: Window) -> None:
        self.places = window.places
        self.starts = [place.start for place in window.places]

    def find(self, role: int, layer: int, span: Span) -> TokenSpan | None:
        at = max(0, bisect_left(self.starts, span.start) - 2)
        touched = []
        for k in range(at, len(self.places)):
            start, end = self.places[k]
            if start >= span.end:
                break
            if end > max(start, span.start):
                touched.append(k)
        return TokenSpan(role, layer, touched[0], touched[-1]) if touched else None


def _tags(spans: list[TokenSpan], layer: int, length: int) -> list[int]:
    """Contents first and long before short, so that what stands inside is not painted over."""
    mine = [span for span in spans if span.layer == layer]
    mine.sort(key=lambda span: (span.role != CONTENT, span.first - span.last))
    return tags_of([(span.role, span.first, span.last) for span in mine], length)


def _without_unknown(tags: list[int], unknown: Iterable[Span], finder: "_Finder") -> list[int]:
    """Teach nothing where there may be something that is not annotated."""
    known = list(tags)
    for span in unknown:
        found = finder.find(CONTENT, INNER, span)
        for k in range(found.first, found.last + 1) if found else ():
            known[k] = known[k] or IGNORED
    return known


def _hide_marks(tags: list[int], window: Window) -> list[int]:
    return [
        tag if place.end > place.start else IGNORED
        for tag, place in zip(tags, window.places, strict=True)
    ]
