"""When it was said, apart from what it is about."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.chain import Places, holds
from claims.normalising.times import TimeExpression

_SENTENCE_END = re.compile(r"[。！？\n]|[.!?](?=\s)")
# 路透维也纳8月30日 - , 【长河社2018年9月2日讯】, 长河社基辅12月3日电, MOSCOW, Jan. 28 -
_DATELINE_BEFORE = re.compile(
    r"(?:\A|\n)\s*[【(（\[]?\s*"
    r"(?:[A-Z][A-Z .'’-]{2,30},? (?:\([^)\n]{1,20}\) )?|[^\W\d，。、：；,.]{2,16}\s?)\Z"
)
_DATELINE_AFTER = re.compile(r"\s?(?:[-–—]|[电電讯訊)）】\]])|(?=[A-Z])")
_CLAUSE = r"(?:\A|[，,。！？.!?;；：:\n“”\"「」『』…—–-])\s*"
_AT = r"(?:(?:also )?(?:on|in|at|during|after|speaking)\s|在|于|於)"
# A time that opens its clause, and what may stand between it and who speaks: on Friday, in Geneva,
# he said; 12月3日，他在
_BEFORE = r"on|in|at|but|and|also|late|early|since|by|然而|不过|不過|但是?|而|就?在|于|於|早在"
_OPENS = re.compile(rf"{_CLAUSE}(?:(?:{_BEFORE})\s?){{0,3}}\Z", re.IGNORECASE)
_LEADS = re.compile(rf"[，,]?\s?(?:{_AT}[^，,]{{1,40}}[，,]\s?)?[^，,;；：:]*\Z", re.IGNORECASE)
# A time in the phrase of place that opens a clause: at a meeting on Friday, he said.
_OPENS_PHRASE = re.compile(_CLAUSE + _AT + r"[^，,;；：:\n]{0,40}\Z", re.IGNORECASE)
_ENDS_PHRASE = re.compile(r"[^，,;；：:\n]{0,40}[，,]\s?[^，,;；：:]*\Z")
_NEAR = 60  # code points between a cue and a time behind it
_FAR = 300  # code points between a time and who speaks behind it
_BEGINNING = 60  # code points before a time that a dateline, or the opening of a clause, takes


def said_times(
    drafts: Sequence[Draft], times: Sequence[TimeExpression], text: str
) -> list[list[TimeExpression]]:
    """For each draft the times that stand with its source and cue, in their sentence.

    周五 in 白宫周五表示, "Friday" in "he said on Friday that". A time in a content belongs to what
    is said there, unless the draft itself lies in that content. The dateline's own date is none.
    """
    free = [time for time in times if not _is_dateline(time, text)]
    starts = [time.start for time in free]
    places = Places(drafts)
    cues = sorted(cue.start for draft in drafts for cue in draft.cue)
    found = []
    for draft in drafts:
        words = (*draft.source, *draft.cue)
        begin = bisect_left(starts, min((s for s, _ in words), default=0) - _FAR)
        end = bisect_left(starts, max((e for _, e in words), default=0) + _NEAR + 1)
        near = free[begin:end]
        found.append([time for time in near if _is_of(draft, time, places, cues, text)])
    return found


def _is_dateline(time: TimeExpression, text: str) -> bool:
    """Whether the time belongs to the line that says where and when an article was written."""
    line = max(text.rfind("\n", 0, time.start), time.start - _BEGINNING)
    before = text[max(line, 0) : time.start]
    return bool(_DATELINE_BEFORE.search(before) and _DATELINE_AFTER.match(text, time.end))


def _is_of(
    draft: Draft, time: TimeExpression, places: Places, cues: Sequence[int], text: str
) -> bool:
    place = Span(time.start, time.end)
    words = (*draft.source, *draft.cue)
    if not draft.cue or holds(draft.content, [place]):
        return False
    first, last = min(span.start for span in words), max(span.end for span in words)
    if _SENTENCE_END.search(text, min(first, place.end), max(first, place.start)):
        return False
    if place.start > last and not _follows_at_once(text[last : place.start]):
        return False
    if place.end <= first and not _leads(place, first, cues, text):
        return False
    around = [places.drafts[n] for n in places.around(place)]
    return all(other is draft or holds(other.content, draft.cue) for other in around)


def _follows_at_once(between: str) -> bool:
    """Whether at most a preposition or an addressee stands between the cue and the time."""
    return len(between) <= _NEAR and not any(mark in between for mark in '，。,;；：:“"')


def _leads(place: Span, first: int, cues: Sequence[int], text: str) -> bool:
    """Whether a time before source and cue goes with them.

    It opens their clause, itself or in a phrase of place, and nobody else's cue stands between.
    """
    if bisect_left(cues, place.end) < bisect_left(cues, first):
        return False
    before = text[max(0, place.start - _BEGINNING) : place.start]
    between = text[place.end : first]
    return bool(
        (_OPENS.search(before) and _LEADS.match(between))
        or (_OPENS_PHRASE.search(before) and _ENDS_PHRASE.match(between))
    )
