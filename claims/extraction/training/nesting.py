"""Attributions inside English contents, which PolNeAR leaves out, annotated by a first model.

What a model finds outermost in a content that it reads by itself is nested in the article. The
network that learns this from the whole article finds both layers in one pass.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rich.progress import track

from articles.spans import Span
from claims.extraction.assembly import assemble
from claims.extraction.attribution import Draft
from claims.extraction.labels import CONTENT, CUE, INNER
from claims.extraction.tagger import TaggedWindow, Tagger
from claims.extraction.training.data import Annotation, Document

_SHORTEST = 40  # characters of a content that can hold another attribution
_LARGEST_SHARE = 0.9  # an inner content of more than this is the outer one found again
_LEAST_CONFIDENCE = 0.49

Parts = tuple[tuple[Span, ...], ...]


@dataclass(frozen=True)
class Nested:
    """What was found inside an article's contents, and where nothing can be said for sure."""

    attributions: tuple[Parts, ...]
    unknown: tuple[Span, ...]


def with_nested(documents: Sequence[Document], model: Path, kept: Path) -> list[Document]:
    """The documents, with what `model` finds where nested attributions are unknown.

    The findings are written to `kept`, from where a resumed run takes them.
    """
    if not kept.exists():
        tagger = Tagger(model)
        asked = [document for document in documents if document.unknown]
        found = {
            document.id: nested_in(document, tagger)
            for document in track(asked, "reading contents")
        }
        partial = kept.with_suffix(".partial")
        partial.write_text(json.dumps({i: [n.attributions, n.unknown] for i, n in found.items()}))
        partial.replace(kept)  # a run stopped while saving leaves no half of it
    lines: dict[str, Any] = json.loads(kept.read_text())
    return [_joined(d, _nested(lines[d.id])) if d.id in lines else d for d in documents]


def nested_in(document: Document, tagger: Tagger) -> Nested:
    """Read each unknown stretch of a document by itself."""
    attributions: list[Parts] = []
    unknown: list[Span] = []
    taken = [span for annotation in document.annotations for span in annotation.spans[CUE]]
    for stretch in document.unknown:
        words = document.text[slice(*stretch)]
        if len(words) < _SHORTEST:
            continue
        for tagged in tagger.tag(tagger.windows(words)):
            sure: list[Span] = []
            for draft in assemble(tagged, tagger.linker, words, document.language):
                parts = _moved(draft, stretch.start)
                if _is_sure(draft, words) and not _touch(parts[CUE], taken):
                    attributions.append(parts)
                    sure += [span for part in parts for span in part]
            doubtful = (Span(*span) for span in _places(tagged, stretch.start))
            unknown += [span for span in doubtful if not _touch([span], sure)]
    return Nested(tuple(attributions), tuple(sorted(set(unknown))))


def _is_sure(draft: Draft, words: str) -> bool:
    whole = bool(draft.source and draft.cue) and draft.confidence >= _LEAST_CONFIDENCE
    return whole and draft.size <= _LARGEST_SHARE * len(words)


def _moved(draft: Draft, by: int) -> Parts:
    parts = (draft.source, draft.cue, draft.content)
    return tuple(tuple(Span(start + by, end + by) for start, end in part) for part in parts)


def _places(tagged: TaggedWindow, by: int) -> Iterator[Span]:
    places = tagged.window.places
    for span in tagged.spans:
        if span.role == CONTENT and span.first <= 1 and span.last >= len(places) - 2:
            continue  # the stretch itself, found again
        yield Span(places[span.first].start + by, places[span.last].end + by)


def _touch(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.start < b.end and b.start < a.end for a in some for b in others)


def _nested(kept: list[Any]) -> Nested:
    attributions, unknown = kept
    return Nested(
        tuple(tuple(tuple(Span(*span) for span in part) for part in a) for a in attributions),
        tuple(Span(*span) for span in unknown),
    )


def _joined(document: Document, nested: Nested) -> Document:
    found = tuple(Annotation(parts, INNER) for parts in nested.attributions)
    return replace(document, annotations=document.annotations + found, unknown=nested.unknown)
