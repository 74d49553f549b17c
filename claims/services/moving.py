"""The mentions of a claim at other places, in another text."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from articles.models import ArticleText
from articles.spans import Span
from claims.anchoring import Mention, Part
from claims.models import Claim, ClaimSpan, Quantity, TimeExpression

Row = ClaimSpan | Quantity | TimeExpression
PARKED = 1_000_000_000  # no text is so long


def place_rows(rows: Sequence[tuple[Row, Span]], text: str) -> None:
    """Give each row its new place.

    No two rows of a part may stand at one place, not even for a moment: so each waits until its
    place is free; where they wait for each other in a ring, one steps aside first.
    """
    waiting = list(rows)
    while waiting:
        taken = {row.start for row, _span in waiting}
        free = [(row, span) for row, span in waiting if span.start not in taken - {row.start}]
        if not free:
            row, _span = waiting[0]
            _put(row, Span(row.start + PARKED, row.end + PARKED), row.quote)
        for row, span in free:
            if row.span != span or row.quote != text[span.start : span.end]:
                _put(row, span, text[span.start : span.end])
        waiting = [pair for pair in waiting if pair not in free]


def mentions_of(claim: Claim) -> Iterator[Mention]:
    """Every place of a claim, as anchoring knows it; the keys are those of the rows."""
    for span in claim.spans.all():
        yield Mention(span.pk, Part(span.part), span.span)
    for quantity in claim.quantities.all():
        yield Mention(quantity.pk, Part.QUANTITY, quantity.span)
    for time in claim.times.all():
        yield Mention(time.pk, Part.TIME, time.span)


def move(
    claim: Claim,
    text: ArticleText,
    places: Mapping[tuple[Part, int], Span],
    *,
    keeps_parent: bool,
) -> None:
    """Put a claim and all its mentions into another text; it stays the same row."""
    rows: dict[Part, list[tuple[Row, Span]]] = defaultdict(list)
    for span in claim.spans.all():
        rows[Part(span.part)].append((span, places[Part(span.part), span.pk]))
    for quantity in claim.quantities.all():
        rows[Part.QUANTITY].append((quantity, places[Part.QUANTITY, quantity.pk]))
    for time in claim.times.all():
        rows[Part.TIME].append((time, places[Part.TIME, time.pk]))
    for moved in rows.values():
        place_rows(moved, text.text)
    if contents := rows[Part.CONTENT]:
        claim.position = min(span.start for _row, span in contents)
    claim.article_text = text
    if not keeps_parent:
        claim.parent = None
    claim.version += 1  # who has it open is told; `edited_at` stays, for no editor has done this
    claim.save(update_fields=["article_text", "position", "parent", "version"])


def places_of(claim: Claim) -> dict[str, Any]:
    """Where a claim stands, and through whom it is reported, so that it can be put back."""
    return {
        "parent": claim.parent_id,
        "spans": [[s.pk, s.part, s.start, s.end] for s in claim.spans.all()],
        "quantities": [[q.pk, q.start, q.end] for q in claim.quantities.all()],
        "times": [[t.pk, t.start, t.end] for t in claim.times.all()],
    }


def put_back(claim: Claim, text: ArticleText, places: dict[str, Any]) -> None:
    """The reverse, on the claim; who calls saves it. A reporter that has moved on is let go."""
    parts: dict[str, dict[int, Span]] = {}
    for pk, part, start, end in places["spans"]:
        parts.setdefault(part, {})[pk] = Span(start, end)
    for by_pk in parts.values():
        spans = claim.spans.filter(pk__in=by_pk)
        place_rows([(span, by_pk[span.pk]) for span in spans], text.text)
    for related, found in ((claim.quantities, "quantities"), (claim.times, "times")):
        by_pk = {pk: Span(start, end) for pk, start, end in places[found]}
        figures = related.filter(pk__in=by_pk)
        place_rows([(figure, by_pk[figure.pk]) for figure in figures], text.text)
    parent = Claim.objects.filter(pk=places["parent"], article_text=text).first()
    claim.article_text, claim.parent = text, parent
    contents = parts.get(ClaimSpan.Part.CONTENT.value)
    if contents:
        claim.position = min(span.start for span in contents.values())


def _put(row: Row, span: Span, quote: str) -> None:
    row.start, row.end, row.quote = span.start, span.end, quote
    row.save(update_fields=["start", "end", "quote"])
