"""The data of a comparison to take away."""

import csv
import json
from collections.abc import Iterator
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.comparing import ComparisonView, Row, as_json, figure_words
from claims.views.access import page
from claims.views.loading import content_of, view_of
from claims.views.presenting import article_url

# A spreadsheet takes a cell that begins so for a formula.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = [
    *("as_of", "value", "low", "high", "approximate", "change", "unit", "dimension"),
    *("words_en", "words_zh", "source_en", "source_zh", "anonymity", "chain_en", "chain_zh"),
    *("publisher", "published_on", "article_title", "article", "quote", "kind", "status"),
    *("origin", "repeats", "claim", "note", "direction", "modality", "polarity"),
]


@page
def data_csv(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """One line a claim; UTF-8 with a byte order mark, which Excel needs for Chinese."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for record in _records(request, view_of(slug, number)):
        writer.writerow([guarded(record[column]) for column in COLUMNS])
    return _attachment("\ufeff" + out.getvalue(), "text/csv; charset=utf-8", slug, number, "csv")


@page
def data_jsonl(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """One JSON object a claim, as a release holds it."""
    rows = content_of(slug, number)["rows"]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return _attachment(lines, "application/x-ndjson; charset=utf-8", slug, number, "jsonl")


@page
def data_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """The whole comparison with its statistics; for a release what its hash is taken of."""
    content = json.dumps(content_of(slug, number), ensure_ascii=False, indent=1)
    return _attachment(content, "application/json", slug, number, "json")


def guarded(cell: object) -> str:
    """
    >>> guarded("=HYPERLINK(1)"), guarded(None), guarded("约7万")
    ("'=HYPERLINK(1)", '', '约7万')
    """
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _records(request: HttpRequest, view: ComparisonView) -> Iterator[dict[str, object]]:
    plain = as_json(view)["rows"]
    for row, written in zip(view.rows, plain, strict=True):
        figure = written["figure"] or {}
        yield {
            **dict.fromkeys(COLUMNS),
            **{name: figure[name] for name in COLUMNS if name in figure},
            **{name: written[name] for name in COLUMNS if name in written},
            **_wordings(row),
            "anonymity": row.source.anonymity if row.source else "unnamed",
            "article": request.build_absolute_uri(article_url(row)),
            "claim": request.build_absolute_uri(reverse("claim", args=[row.claim])),
            "repeats": row.repeats
            and request.build_absolute_uri(reverse("claim", args=[row.repeats])),
        }


def _wordings(row: Row) -> dict[str, str]:
    found = {}
    for language in ("en", "zh"):
        labels = [party.label.read_in(language) for party in row.chain]
        found[f"words_{language}"] = figure_words(row.figure, language) if row.figure else ""
        found[f"source_{language}"] = labels[-1] if labels else ""
        found[f"chain_{language}"] = " ← ".join([row.publisher, *labels])
    return found


def _attachment(
    content: str, content_type: str, slug: str, number: int | None, ending: str
) -> HttpResponse:
    name = f"{slug}.{ending}" if number is None else f"{slug}-release-{number}.{ending}"
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
