"""What would be read from spans, without saving anything."""

from collections.abc import Mapping, Sequence
from typing import Any

from articles.models import ArticleText
from claims.admin.desk_views.rendering import (
    quantity_json,
    source_json,
    span_json,
    speaker_json,
    time_json,
)
from claims.models import Claim, ClaimSpan, Quantity, TimeExpression
from claims.services.mending.previewing import Reading, read_marked
from claims.views.words import put


def preview_json(
    text: ArticleText, claim: Claim | None, marked: Mapping[str, Sequence[Sequence[int]]]
) -> dict[str, Any]:
    reading = read_marked(text=text, claim=claim, marked=marked)
    spans = [
        ClaimSpan(part=part, start=start, end=end, quote=text.text[start:end])
        for part, found in reading.spans.items()
        for start, end in found
    ]
    return {
        "reading": _reading_json(reading),
        "spans": [span_json(span) for span in spans],
        "errors": {},
    }


def _reading_json(reading: Reading) -> dict[str, Any]:
    claim = reading.claim
    return {
        "kind": claim.kind,
        "modality": claim.modality,
        "polarity": claim.polarity,
        "put": str(put(claim.modality, claim.polarity)),
        "headline": claim.headline,
        "headline_en": claim.headline_en,
        "headline_zh": claim.headline_zh,
        "speaker": speaker_json(claim),
        "source": source_json(reading.source),
        "parent": reading.parent,
        "quantities": [quantity_json(Quantity(**fields)) for fields in reading.quantities],
        "times": [time_json(TimeExpression(**fields)) for fields in reading.times],
    }
