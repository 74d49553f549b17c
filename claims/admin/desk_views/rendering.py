"""Claims as the desk's script knows them. Offsets are code points of the article's text."""

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.utils.translation import get_language

from articles.models import ArticleText
from claims.admin.addresses import admin_address
from claims.admin.values import value_text
from claims.models import Claim, ClaimSpan, Quantity, Source, TimeExpression
from claims.selectors.desk import Step, chains, desk_claims
from claims.views.words import put

QUANTITY_FIELDS = (
    "approximate",
    "approximator",
    "change",
    "modality",
    "polarity",
    "unit",
    "counted",
    "dimension",
    "by_hand",
)


def claims_json(text: ArticleText, only: Collection[int] | None = None) -> list[dict[str, Any]]:
    """Of the whole text, or `only` some, in reading order."""
    chain_of = chains(text)
    return [claim_json(claim, chain_of[claim.pk]) for claim in desk_claims(text, only)]


def claim_json(claim: Any, chain: list[Step]) -> dict[str, Any]:
    """One claim out of `desk_claims`."""
    chinese = (get_language() or "").startswith("zh")
    return {
        "id": claim.pk,
        "version": claim.version,
        "status": claim.status,
        "status_label": claim.get_status_display(),
        "by_machine": claim.run_id is not None,
        "confidence": claim.confidence,
        "reviewed": _signed(claim.reviewed_by, claim.reviewed_at),
        "edited": _signed(claim.edited_by, claim.edited_at),
        "kind": claim.kind,
        "kind_label": claim.get_kind_display(),
        "modality": claim.modality,
        "polarity": claim.polarity,
        "put": str(put(claim.modality, claim.polarity)),
        "headline": claim.headline,
        "headline_en": claim.headline_en,
        "headline_zh": claim.headline_zh,
        "position": claim.position,
        "parent": claim.parent_id,
        "chain": [{"id": s.claim, "source": s.zh if chinese else s.en} for s in chain],
        "source": source_json(claim.source),
        "speaker": speaker_json(claim),
        "spans": [span_json(span) for span in in_order(claim.spans.all())],
        "quantities": [quantity_json(quantity) for quantity in claim.quantities.all()],
        "times": [time_json(time) for time in claim.times.all()],
        "by_hand": claim.by_hand,
        "tags": [tag.name for tag in claim.tags.all()],
        "notes": claim.notes,
        "open_notes": claim.open_notes,
        "links": claim.links,
        "comparisons": claim.comparisons,
        "url": admin_address(claim),
    }


def in_order(spans: Any) -> list[ClaimSpan]:
    parts = [part.value for part in ClaimSpan.Part]
    return sorted(spans, key=lambda span: (parts.index(span.part), span.start))


def source_json(source: Source | None) -> dict[str, Any] | None:
    if source is None:
        return None
    url = admin_address(source) if source.pk else None
    return {"id": source.pk, "label": source.label, "url": url}


def speaker_json(claim: Claim) -> dict[str, Any]:
    return {
        "name": claim.speaker_name,
        "name_latin": claim.speaker_name_latin,
        "role": claim.speaker_role,
        "affiliation": claim.speaker_affiliation,
        "anonymous": claim.anonymous,
    }


def span_json(span: ClaimSpan) -> dict[str, Any]:
    return {"part": span.part, "start": span.start, "end": span.end, "quote": span.quote}


def quantity_json(quantity: Quantity) -> dict[str, Any]:
    bounds = {name: decimal_json(getattr(quantity, name)) for name in ("value", "low", "high")}
    rest = {name: getattr(quantity, name) for name in QUANTITY_FIELDS}
    return {**_place(quantity), "words": value_text(quantity), **bounds, **rest}


def time_json(time: TimeExpression) -> dict[str, Any]:
    return {
        **_place(time),
        "relation": time.relation,
        "begin": time.begin.isoformat(),
        "finish": time.finish.isoformat(),
        "granularity": time.granularity,
        "alternatives": time.alternatives,
        "by_hand": time.by_hand,
    }


def decimal_json(value: Decimal | None) -> str | None:
    """Without the zeros that only the column's places add: 94300.000000 is 94300."""
    if value is None:
        return None
    return f"{value:f}".rstrip("0").rstrip(".") if value % 1 else f"{value:.0f}"


def paragraphs_json(text: str) -> Iterator[dict[str, Any]]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield {"start": start, "end": start + len(line), "text": line}
        start += len(line) + 1


def _place(row: Quantity | TimeExpression) -> dict[str, Any]:
    return {"id": row.pk, "start": row.start, "end": row.end, "quote": row.quote}


def _signed(user: User | None, at: Any) -> dict[str, Any] | None:
    if at is None:
        return None
    return {"by": user.get_username() if user else None, "at": at.isoformat()}
