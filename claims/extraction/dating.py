"""When it was said, apart from what it is about."""

import re
from collections.abc import Sequence

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.chain import holds
from claims.normalising.times import TimeExpression

_SENTENCE_END = re.compile(r"[。！？\n]|[.!?](?=\s)")


def said_times(
    drafts: Sequence[Draft], times: Sequence[TimeExpression], text: str
) -> list[list[TimeExpression]]:
    """For each draft the times that stand with its source and cue, in their sentence.

    周五 in 白宫周五表示, "Friday" in "he said on Friday that". A time in a content belongs to what
    is said there, unless the draft itself lies in that content.
    """
    return [[time for time in times if _is_of(draft, time, drafts, text)] for draft in drafts]


def _is_of(draft: Draft, time: TimeExpression, drafts: Sequence[Draft], text: str) -> bool:
    place = Span(time.start, time.end)
    words = (*draft.source, *draft.cue)
    if not draft.cue or holds(draft.content, [place]):
        return False
    first, last = min(span.start for span in words), max(span.end for span in words)
    if _SENTENCE_END.search(text, min(first, place.end), max(first, place.start)):
        return False
    if place.start > last and not _follows_at_once(text[last : place.start]):
        return False
    around = [other for other in drafts if other is not draft and holds(other.content, [place])]
    return all(holds(other.content, draft.cue) for other in around)


def _follows_at_once(between: str) -> bool:
    """Whether at most a preposition or an addressee stands between the cue and the time."""
    return len(between) <= 30 and not any(mark in between for mark in '，。,;；:：“"')
