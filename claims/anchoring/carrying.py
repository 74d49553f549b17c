"""A whole claim in a later version of its text: every mention finds its place, or it stays."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from articles.spans import Span
from claims.anchoring.edges import cuts
from claims.anchoring.revision import Anchor, Method, Revision

NEIGHBOURHOOD = 300  # code points further from the content than before, for source and cue


class Part(StrEnum):
    CONTENT = "content"
    SOURCE = "source"
    CUE = "cue"
    QUANTITY = "quantity"
    TIME = "time"


# What was counted and when: these words are there still, or the claim is another one.
FIGURES = frozenset({Part.QUANTITY, Part.TIME})
_DOUBT = list(Method)


class Mention(NamedTuple):
    """One place of a claim in the old text; `key` is the caller's name for it."""

    key: int
    part: Part
    span: Span


@dataclass
class Carried:
    """The new places by part and key, how the least certain was found, and what was not found."""

    places: dict[tuple[Part, int], Span] = field(default_factory=dict)
    method: Method = Method.EXACT
    score: float = 1.0
    lost: list[Mention] = field(default_factory=list)

    def _note(self, mention: Mention, found: Anchor | None) -> None:
        if found is None:
            self.lost.append(mention)
            return
        self.places[mention.part, mention.key] = found.span
        self.method = max(self.method, found.method, key=_DOUBT.index)
        self.score = min(self.score, found.score)


def carry(
    revision: Revision,
    mentions: Iterable[Mention],
    placed: Mapping[tuple[Part, int], Span] | None = None,
) -> Carried:
    """Find every mention of one claim; figures first among what is lost.

    Content is found by its words and their context. Everything else stays where it was to the
    content, or is found near it; a figure only word for word. What somebody has `placed` by hand
    stands there.
    """
    placed = placed or {}
    mentions = sorted(mentions, key=lambda m: m.span)
    carried = Carried()
    contents: list[tuple[Span, Anchor]] = []
    for mention in mentions:
        if mention.part is Part.CONTENT:
            found = _by_hand(revision, mention, placed) or _next_content(
                revision, mention.span, contents
            )
            carried._note(mention, found)
            if found:
                contents.append((mention.span, found))
    for mention in mentions:
        if mention.part is not Part.CONTENT:
            found = _by_hand(revision, mention, placed) or _beside(revision, mention, contents)
            carried._note(mention, found)
    carried.lost += _crowded(mentions, carried)
    carried.lost.sort(key=lambda m: (m.part not in FIGURES, m.span))
    return carried


def _by_hand(
    revision: Revision, mention: Mention, placed: Mapping[tuple[Part, int], Span]
) -> Anchor | None:
    if not (span := placed.get((mention.part, mention.key))):
        return None
    old = revision.old[mention.span.start : mention.span.end]
    score = fuzz.ratio(old, revision.new[span.start : span.end]) / 100
    return Anchor(span.start, span.end, Method.FUZZY, score)


def _next_content(
    revision: Revision, span: Span, before: Sequence[tuple[Span, Anchor]]
) -> Anchor | None:
    """Of a content in several pieces, each stands after the one before."""
    if not before:
        return revision.anchor(span)
    old, new = before[-1]
    near = span.start - old.end + new.end
    return revision.anchor(span, near=near, within=Span(new.end, len(revision.new)))


def _beside(
    revision: Revision, mention: Mention, contents: Sequence[tuple[Span, Anchor]]
) -> Anchor | None:
    span, figure = mention.span, mention.part in FIGURES
    if not contents:
        return revision.anchor(span, fuzzy=not figure)
    for old, new in contents:
        if old.start <= span.start and span.end <= old.end:
            if new.method is not Method.FUZZY:
                start = span.start - old.start + new.start
                return Anchor(start, start + span.end - span.start, new.method)
            return _inside(revision, span, old, new)
    old, new = min(contents, key=lambda pair: abs(pair[0].start - span.start))
    near = span.start - old.start + new.start
    if span.start >= old.end:
        near = span.start - old.end + new.end
    far = abs(span.start - old.start) + NEIGHBOURHOOD
    within = Span(max(0, new.start - far), min(len(revision.new), new.end + far))
    return revision.anchor(span, near=near, within=within, fuzzy=not figure)


def _inside(revision: Revision, span: Span, old: Span, new: Anchor) -> Anchor | None:
    """Words that stood in a content which is no longer the same: word for word, or not at all."""
    quote = revision.old[span.start : span.end]
    near = span.start - old.start + new.start
    places: list[int] = []
    place = revision.new.find(quote, new.start, new.end)
    while place >= 0 and len(places) < NEIGHBOURHOOD:
        if not cuts(revision.new, place, place + len(quote)):
            places.append(place)
        place = revision.new.find(quote, place + 1, new.end)
    if not places:
        return None
    best = min(places, key=lambda place: abs(place - near))
    return Anchor(best, best + len(quote), Method.EXACT)


def _crowded(mentions: Sequence[Mention], carried: Carried) -> list[Mention]:
    """Mentions that were two and have found one place."""
    seen: set[tuple[Part, int]] = set()
    crowded = []
    for mention in mentions:
        if span := carried.places.get((mention.part, mention.key)):
            if (mention.part, span.start) in seen:
                crowded.append(mention)
            seen.add((mention.part, span.start))
    return crowded
