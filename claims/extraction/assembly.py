"""Spans of one window put together into attributions, by the links between them."""

from collections import defaultdict

import numpy as np

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.decoding import FloatArray, log_softmax
from claims.extraction.edges import clean
from claims.extraction.labels import (
    CONTENT,
    CONTENT_CUE,
    CONTENT_SOURCE,
    CUE,
    CUE_SOURCE,
    SOURCE,
)
from claims.extraction.linking import Linker
from claims.extraction.tagger import TaggedWindow

Contents = tuple[int, ...]

# Means of probabilities are too sure of themselves; this power brings them to the share that is
# right (measured on PolNeAR dev, see the model card).
_SHARPNESS = 2.0


def assemble(tagged: TaggedWindow, linker: Linker, text: str, language: str) -> list[Draft]:
    """The attributions of one window, in no particular order.

    A cue takes one source or none, a content one cue or none; cues with the same source and
    the same contents are one attribution (据…报道), as are contents with the same cue.
    """
    links = _Links(tagged, linker)
    drafts = []
    for (source, contents), cues in links.groups().items():
        draft = links.draft(source, cues, contents, text, language)
        if draft is not None:
            drafts.append(draft)
    return drafts


class _Links:
    def __init__(self, tagged: TaggedWindow, linker: Linker) -> None:
        self.tagged = tagged
        self.numbers = {
            role: [n for n, span in enumerate(tagged.spans) if span.role == role]
            for role in (SOURCE, CUE, CONTENT)
        }
        self.cue_source = log_softmax(self._scores(linker, CUE, SOURCE, CUE_SOURCE))
        self.content_source = log_softmax(self._scores(linker, CONTENT, SOURCE, CONTENT_SOURCE))
        raw = self._scores(linker, CONTENT, CUE, CONTENT_CUE)
        self.content_cue = log_softmax(raw)
        self.raw_content_cue = raw

    def _scores(self, linker: Linker, left: int, right: int, relation: int) -> FloatArray:
        lefts, rights = self.numbers[left], self.numbers[right]
        return linker.scores(self.tagged.spans, self.tagged.vectors, lefts, rights, relation)

    def groups(self) -> dict[tuple[int | None, Contents], list[int]]:
        """(source, contents) → cues, all as positions among the spans of their role."""
        contents_of, uncued = self._contents_of_cues()
        sources = [_chosen(row) for row in self.cue_source]
        groups: dict[tuple[int | None, Contents], list[int]] = defaultdict(list)
        for cue, contents in contents_of.items():
            groups[sources[cue], tuple(sorted(contents))].append(cue)
        _merge_sourceless(groups)
        for content in uncued:
            groups.setdefault((_chosen(self.content_source[content]), (content,)), [])
        return groups

    def _contents_of_cues(self) -> tuple[dict[int, list[int]], list[int]]:
        contents_of: dict[int, list[int]] = defaultdict(list)
        uncued = []
        for content, row in enumerate(self.content_cue):
            cue = _chosen(row)
            if cue is None:
                uncued.append(content)
            else:
                contents_of[cue].append(content)
        if self.numbers[CONTENT]:
            for cue in range(len(self.numbers[CUE])):
                if cue not in contents_of:
                    content = int(self.raw_content_cue[:, cue].argmax())
                    contents_of[cue] = self._company(content, contents_of)
                    uncued = [c for c in uncued if c not in contents_of[cue]]
        return dict(sorted(contents_of.items())), uncued

    def _company(self, content: int, contents_of: dict[int, list[int]]) -> list[int]:
        """All parts of the split content that `content` belongs to."""
        for contents in contents_of.values():
            if content in contents:
                return list(contents)
        return [content]

    def draft(
        self, source: int | None, cues: list[int], contents: Contents, text: str, language: str
    ) -> Draft | None:
        sources = [] if source is None else [source]
        chosen = {SOURCE: sources, CUE: cues, CONTENT: list(contents)}
        numbers = {role: [self.numbers[role][i] for i in chosen[role]] for role in chosen}
        spans = {
            role: clean([self._place(n) for n in numbers[role]], role, text, language)
            for role in numbers
        }
        if not spans[CONTENT] or not (cues or _stands_alone(spans, text)):
            return None
        links = [float(self.cue_source[cue, -1 if source is None else source]) for cue in cues]
        if not cues:
            links.append(float(self.content_source[contents[0], -1 if source is None else source]))
        for content in contents:
            links.append(max(float(self.content_cue[content, cue]) for cue in cues or [-1]))
        sure = [self.tagged.probabilities[n] for role in numbers for n in numbers[role]]
        raw = float(np.exp(np.mean(links)) * np.prod(sure) ** (1 / max(1, len(sure))))
        confidence = raw**_SHARPNESS
        return Draft(
            tuple(spans[SOURCE]), tuple(spans[CUE]), tuple(spans[CONTENT]), round(confidence, 4)
        )

    def _place(self, number: int) -> Span:
        span, places = self.tagged.spans[number], self.tagged.window.places
        return Span(places[span.first].start, places[span.last].end)


def _stands_alone(spans: dict[int, list[Span]], text: str) -> bool:
    """Without a cue only a quotation with a source is an attribution."""
    return bool(spans[SOURCE]) and text[spans[CONTENT][0].start] in "“「『\"'‘"


def _chosen(row: FloatArray) -> int | None:
    """The best column of a row of links; the last one is the null."""
    best = int(row.argmax())
    return best if best < len(row) - 1 else None


def _merge_sourceless(groups: dict[tuple[int | None, Contents], list[int]]) -> None:
    """A cue without a source joins the cue that has one, if both have the same contents."""
    for source, contents in list(groups):
        if source is not None:
            continue
        others = [key for key in groups if key[0] is not None and key[1] == contents]
        if others:
            groups[others[0]] = sorted(groups[others[0]] + groups.pop((source, contents)))
