"""Attributions inside attributions, where the tagger's second layer has not learned them.

PolNeAR annotates no nesting, so English contents are read once more by themselves: what is
outermost in a content is nested in the text (decision record 0014).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from articles.spans import Span
from claims.extraction.assembly import assemble
from claims.extraction.attribution import Draft
from claims.extraction.tagger import Tagger

_SHORTEST = 40  # characters of a content that can hold another attribution
_LARGEST_SHARE = 0.9  # an inner content of more than this is the outer one found again
_LEAST_CONFIDENCE = 0.7


def with_nested(drafts: Sequence[Draft], text: str, language: str, tagger: Tagger) -> list[Draft]:
    """The drafts of one article and those found within their contents; Chinese stays as it is."""
    found = list(drafts)
    if language.startswith("zh"):
        return found
    contents = {span for draft in drafts for span in draft.content}
    for content in sorted(contents):
        if content.end - content.start >= _SHORTEST:
            for draft in _within(content, text, language, tagger):
                if not any(_share_a_cue(draft, other) for other in found):
                    found.append(draft)
    return found


def _within(content: Span, text: str, language: str, tagger: Tagger) -> Iterator[Draft]:
    words = text[content.start : content.end]
    for tagged in tagger.tag(tagger.windows(words)):
        for draft in assemble(tagged, tagger.linker, words, language):
            if not (draft.source and draft.cue) or draft.confidence < _LEAST_CONFIDENCE:
                continue
            if draft.size <= _LARGEST_SHARE * len(words):
                yield replace(
                    draft,
                    source=_moved(draft.source, content.start),
                    cue=_moved(draft.cue, content.start),
                    content=_moved(draft.content, content.start),
                )


def _moved(spans: Sequence[Span], by: int) -> tuple[Span, ...]:
    return tuple(Span(start + by, end + by) for start, end in spans)


def _share_a_cue(one: Draft, other: Draft) -> bool:
    return any(a.start < b.end and b.start < a.end for a in one.cue for b in other.cue)
