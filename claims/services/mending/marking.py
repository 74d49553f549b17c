"""What an editor has marked, as spans that may stand.

`text[start:end]` is always what was marked, in code points: blanks at the ends are left out, no
letter is parted from its accent and no emoji from what belongs to it, and what touches is joined.
"""

import unicodedata
from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from articles.spans import Span

_JOINER = "\u200d"
_SKIN_TONES = ("\U0001f3fb", "\U0001f3ff")
Places = Iterable[Sequence[int]]


def marked_spans(text: str, places: Places, part: str) -> tuple[Span, ...]:
    """In text order, apart from each other. Raises ValidationError, keyed by the part's name."""
    spans: list[Span] = []
    for span in sorted(_marked(text, place, part) for place in places):
        if spans and span.start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
        else:
            spans.append(span)
    if part == "content" and not spans:
        raise ValidationError({part: _("A claim has content.")})
    return tuple(spans)


def _marked(text: str, place: Sequence[int], part: str) -> Span:
    if len(place) != 2 or not all(type(end) is int for end in place):
        raise ValidationError({part: _("A span is a start and an end.")})
    start, end = place
    if not 0 <= start < end <= len(text):
        raise ValidationError({part: _("This span lies outside the text.")})
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        raise ValidationError({part: _("There are no words in this span.")})
    while start > 0 and _belongs_together(text[start - 1], text[start]):
        start -= 1
    while end < len(text) and _belongs_together(text[end - 1], text[end]):
        end += 1
    return Span(start, end)


def _belongs_together(before: str, char: str) -> bool:
    """Whether `char` is no character of its own to a reader, but part of the one before it."""
    if before.isspace():
        return False
    return (
        unicodedata.category(char) in ("Mn", "Me")
        or char == _JOINER
        or (before == _JOINER and not char.isspace())
        or _SKIN_TONES[0] <= char <= _SKIN_TONES[1]
    )
