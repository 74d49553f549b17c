"""Why an attribution reads as it does: each field's characters and what read them."""

from collections.abc import Iterable, Iterator, Sequence

from articles.spans import Span
from claims.extraction.attribution import Draft
from claims.extraction.kinds import quotations
from claims.normalising.evidence import Evidence
from claims.normalising.quantities import Quantity
from claims.normalising.sources import Reading, speaker_evidence
from claims.normalising.times import TimeExpression

_NEAR = 12  # characters before a quantity that its approximator may stand in


def evidence_for(
    text: str,
    draft: Draft,
    reading: Reading,
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    said: Sequence[TimeExpression],
) -> tuple[Evidence, ...]:
    """The evidence of one attribution, in the order of its fields.

    Of the fields that are lists, `quantities[0]` is the first.
    """
    return (
        *_spans(draft),
        *_kind(text, draft.content),
        *_speaker(text, draft, reading),
        *_quantities(text, quantities),
        *_times("times", times),
        *_times("said", said),
    )


def _spans(draft: Draft) -> Iterator[Evidence]:
    for field in ("source", "cue", "content"):
        for span in getattr(draft, field):
            yield Evidence(field, span, draft.by)


def _kind(text: str, content: Sequence[Span]) -> Iterator[Evidence]:
    marked = list(quotations(text, content))
    for span in marked or content:
        yield Evidence("kind", span, "quotation marks" if marked else "no quotation marks")


def _speaker(text: str, draft: Draft, reading: Reading) -> Iterable[Evidence]:
    if draft.source:
        return speaker_evidence(text, reading)
    return [Evidence("speaker.anonymous", (draft.cue or draft.content)[0], "no source is named")]


def _quantities(text: str, quantities: Sequence[Quantity]) -> Iterator[Evidence]:
    for n, quantity in enumerate(quantities):
        field = f"quantities[{n}]"
        yield Evidence(field, Span(quantity.start, quantity.end), "rules for quantities")
        for part in ("approximator", "counted"):
            words = getattr(quantity, part)
            at = text.find(words, max(0, quantity.start - _NEAR)) if words else -1
            if 0 <= at < quantity.end + 80:
                span = Span(at, at + len(words))
                yield Evidence(f"{field}.{part}", span, "rules for quantities")


def _times(field: str, times: Sequence[TimeExpression]) -> Iterator[Evidence]:
    for n, time in enumerate(times):
        yield Evidence(f"{field}[{n}]", Span(time.start, time.end), "rules for times")
