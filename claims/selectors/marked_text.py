"""An article text with its claims marked, ready for a template that only loops."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from articles.models import ArticleText
from articles.spans import Span
from claims.models import Claim, ClaimSpan

# At one place the wider part is opened first; of equally wide ones, in this order.
PARTS = [part.value for part in (ClaimSpan.Part.CONTENT, ClaimSpan.Part.SOURCE, ClaimSpan.Part.CUE)]


@dataclass(frozen=True)
class Mark:
    """One part of one or more claims; content has one claim, whose place in the page it is."""

    start: int
    end: int
    part: str
    claims: tuple[int, ...]


class Piece(NamedTuple):
    """One step of a paragraph: `open` a mark, `close` the last, `text`, or a claim's `number`."""

    kind: str
    text: str = ""
    part: str = ""
    claims: str = ""  # ids, separated by spaces
    anchor: str = ""  # the id of the element, where a claim's place begins
    claim: int = 0
    number: int = 0


def marked_text(
    article_text: ArticleText, claims: Sequence[Claim] | None = None
) -> list[list[Piece]]:
    """Paragraphs of pieces; each opens and closes its marks in proper nesting.

    `claims` (with their spans fetched, in the order they are to be numbered from 1) default to
    every claim of the text that was not rejected.
    """
    if claims is None:
        standing = article_text.claims.exclude(status=Claim.Status.REJECTED)
        claims = list(standing.prefetch_related("spans"))
    numbers = {claim.pk: number for number, claim in enumerate(claims, 1)}
    return mark_paragraphs(article_text.text, marks_of(claims), numbers)


def marks_of(claims: Iterable[Claim]) -> list[Mark]:
    """A source or cue that several claims share is one mark."""
    content: list[Mark] = []
    shared: dict[tuple[int, int, str], list[int]] = defaultdict(list)
    for claim in claims:
        for span in claim.spans.all():
            if span.part == ClaimSpan.Part.CONTENT:
                content.append(Mark(span.start, span.end, span.part, (claim.pk,)))
            else:
                shared[span.start, span.end, span.part].append(claim.pk)
    return content + [Mark(*place, tuple(ids)) for place, ids in shared.items()]


def mark_paragraphs(
    text: str, marks: Iterable[Mark], numbers: dict[int, int], within: Span | None = None
) -> list[list[Piece]]:
    """The lines of `text` (those touching `within`, if given) cut at the ends of marks."""
    marks = sorted(marks, key=lambda m: (m.start, -m.end, PARTS.index(m.part)))
    ends = _last_content(marks)
    anchored: set[int] = set()
    paragraphs = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line and (within is None or (start < within.end and within.start < end)):
            paragraphs.append(list(_pieces(text, start, end, marks, numbers, ends, anchored)))
        start = end + 1
    return paragraphs


def _last_content(marks: Iterable[Mark]) -> dict[int, list[int]]:
    """Where the content of each claim ends: there its number stands."""
    last: dict[int, int] = {}
    for mark in marks:
        if mark.part == ClaimSpan.Part.CONTENT:
            claim = mark.claims[0]
            last[claim] = max(mark.end, last.get(claim, 0))
    ends: dict[int, list[int]] = defaultdict(list)
    for claim, end in last.items():
        ends[end].append(claim)
    return ends


def _pieces(
    text: str,
    start: int,
    end: int,
    marks: Sequence[Mark],
    numbers: dict[int, int],
    ends: dict[int, list[int]],
    anchored: set[int],
) -> Iterator[Piece]:
    here = [
        replace(mark, start=max(mark.start, start), end=min(mark.end, end))
        for mark in marks
        if mark.start < end and start < mark.end
    ]
    places = sorted({start, end, *(m.start for m in here), *(m.end for m in here)})
    stack: list[Mark] = []
    for place, following in zip(places, [*places[1:], end], strict=True):
        still = [mark for mark in stack if mark.end > place]
        kept = _common(stack, still)
        yield from (Piece("close") for _ in stack[kept:])
        for claim in ends.get(place, []):
            if place > start:
                yield Piece("number", claim=claim, number=numbers.get(claim, 0))
        begun = [mark for mark in here if mark.start == place]
        opened = sorted(still[kept:] + begun, key=lambda m: (-m.end, m.start, PARTS.index(m.part)))
        for mark in opened:
            yield _opening(mark, anchored)
        stack = still[:kept] + opened
        if place < following:
            yield Piece("text", text=text[place:following])


def _common(stack: Sequence[Mark], still: Sequence[Mark]) -> int:
    """How many of the outer marks stay open; whatever stands inside a closed one is reopened."""
    kept = 0
    while kept < len(still) and stack[kept] is still[kept]:
        kept += 1
    return kept


def _opening(mark: Mark, anchored: set[int]) -> Piece:
    anchor = ""
    if mark.part == ClaimSpan.Part.CONTENT and mark.claims[0] not in anchored:
        anchored.add(mark.claims[0])
        anchor = f"claim-{mark.claims[0]}"
    claims = " ".join(map(str, mark.claims))
    return Piece("open", part=mark.part, claims=claims, anchor=anchor)
