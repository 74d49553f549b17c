"""Chosen claims to take away, as they are read from the database, however many."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from claims.models import Claim
from claims.publishing.spreadsheet import guarded
from claims.selectors.claims import chain, claims_with_everything

CHUNK = 200  # claims at a time
NUMBERS = ("value", "low", "high", "approximate", "change", "unit", "counted", "dimension")
COLUMNS = [
    *("claim", "version", "status", "kind", "modality", "polarity", "confidence"),
    *("headline_en", "headline_zh", "content", "chain_en", "chain_zh", "anonymity"),
    *NUMBERS,
    *("quantity", "publisher", "published_on", "language", "article_title", "article"),
    *("tags", "edited_at", "reviewed_at"),
]


def exported(
    request: HttpRequest, chosen: QuerySet[Claim], values: dict[str, Any]
) -> StreamingHttpResponse:
    """A file: CSV with a line for each quantity, or a JSON object for each claim."""
    lines, kind = (
        (_csv(request, chosen), "text/csv")
        if values["format"] == "csv"
        else (_jsonl(request, chosen), "application/x-ndjson")
    )
    answer = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="claims.{values["format"]}"'
    return answer


class _Line:
    """A file whose `write` gives back what was written, for a writer of CSV to stream."""

    def write(self, line: str) -> str:
        return line


def _csv(request: HttpRequest, chosen: QuerySet[Claim]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)  # Excel needs the byte order mark for Chinese
    for claim in _read(chosen):
        record = _record(request, claim)
        for quantity in record.pop("quantities") or [{}]:
            cells = {**record, **quantity, "tags": ", ".join(record["tags"])}
            yield writer.writerow([guarded(cells.get(column)) for column in COLUMNS])


def _jsonl(request: HttpRequest, chosen: QuerySet[Claim]) -> Iterator[str]:
    for claim in _read(chosen):
        yield json.dumps(_record(request, claim), ensure_ascii=False, default=str) + "\n"


def _read(chosen: QuerySet[Claim]) -> Iterable[Claim]:
    ids = chosen.order_by("pk").values_list("pk", flat=True)
    rows = claims_with_everything().prefetch_related("tags").filter(pk__in=ids)
    return rows.order_by("pk").iterator(chunk_size=CHUNK)


def _record(request: HttpRequest, claim: Claim) -> dict[str, Any]:
    text = claim.article_text
    publisher = text.article.publisher
    sources = [step.source for step in chain(claim) if step.source]
    plain = ("version", "status", "kind", "modality", "polarity", "confidence")
    return {
        "claim": request.build_absolute_uri(reverse("claim", args=[claim.pk])),
        **{name: getattr(claim, name) for name in (*plain, "headline_en", "headline_zh")},
        "content": " … ".join(s.quote for s in claim.spans.all() if s.part == "content"),
        "chain_en": " ← ".join(source.label_en for source in sources),
        "chain_zh": " ← ".join(source.label_zh for source in sources),
        "anonymity": claim.source.anonymity if claim.source else "",
        "quantities": [
            {"quantity": q.quote, **{name: getattr(q, name) for name in NUMBERS}}
            for q in claim.quantities.all()
        ],
        "publisher": publisher.name if publisher else "",
        "published_on": text.published_on,
        "language": text.language,
        "article_title": text.title,
        "article": request.build_absolute_uri(reverse("article", args=[text.article_id])),
        "tags": [tag.name for tag in claim.tags.all()],
        "edited_at": claim.edited_at,
        "reviewed_at": claim.reviewed_at,
    }
