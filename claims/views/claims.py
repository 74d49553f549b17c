"""One claim, with everything that is known about it."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from articles.spans import Span
from claims.comparing import Relation, Row
from claims.models import Claim, Comparison, Quantity
from claims.selectors import pages
from claims.selectors.claims import chain
from claims.selectors.comparisons import comparison_views, figure_of, party_of
from claims.selectors.marked_text import Piece, mark_paragraphs, marks_of
from claims.selectors.ratings import ratings_of
from claims.views import words
from claims.views.access import page
from claims.views.beside import Judged, judged
from claims.views.presenting import step

PER_PAGE = 40


@dataclass(frozen=True)
class Other:
    """Another answer to the same question, and how this claim stands to it."""

    row: Row
    headline: str
    verdict: Judged


@dataclass(frozen=True)
class Compared:
    """A question that the claim answers, with the answers that can be held against it, and those
    that cannot."""

    comparison: Comparison
    others: list[Other]
    apart: list[Other]


@page
def claim_list(request: HttpRequest) -> HttpResponse:
    shown = Paginator(pages.listed_claims(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "claims.html", {"page": shown})


@page
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(pages.claim_in_full(), pk=pk)
    context = {
        "claim": found,
        "text": found.article_text,
        "steps": [step(party_of(link.source)) for link in chain(found)],
        "context_paragraphs": _context(found),
        "quantities": [
            (q, words.figure(figure_of(q)), words.put(q.modality, q.polarity))
            for q in found.quantities.all()
        ],
        "put": words.put(found.modality, found.polarity),
        "percent": None if found.confidence is None else round(100 * found.confidence),
        "links": [(link, link.second) for link in found.links_from.all()]
        + [(link, link.first) for link in found.links_to.all()],
        "comparisons": _comparisons(found),
        "ratings": [(each, words.reading(each.words)) for each in ratings_of([found.pk])],
        "current_version": pages.later_version(found.article_text),
    }
    return render(request, "claim.html", context)


def _context(found: Claim) -> list[list[Piece]]:
    """The paragraphs the claim stands in, with its own words marked."""
    spans = [span.span for span in found.spans.all()]
    if not spans:
        return []
    within = Span(min(s.start for s in spans), max(s.end for s in spans))
    return mark_paragraphs(found.article_text.text, marks_of([found]), {found.pk: 1}, within)


def _comparisons(found: Claim) -> list[Compared]:
    comparisons = pages.comparisons_with(found)
    views = comparison_views(comparisons) if comparisons else []
    return [
        _compared(comparison, view.rows, found)
        for comparison, view in zip(comparisons, views, strict=True)
    ]


def _compared(comparison: Comparison, rows: tuple[Row, ...], found: Claim) -> Compared:
    told = [other for row in rows for other in _other(row, found, rows)]
    apart = [other for other in told if other.verdict.relation == Relation.NOT_COMPARABLE]
    return Compared(comparison, [other for other in told if other not in apart], apart)


def _other(row: Row, found: Claim, rows: tuple[Row, ...]) -> list[Other]:
    own = next((r for r in rows if r.claim == found.pk), None)
    if own is None or row.claim == found.pk:
        return []
    return [Other(row, words.reading(row.headline), judged(own, row))]


def figures_of(quantities: list[Quantity]) -> str:
    """The figures of a claim in one line."""
    return " · ".join(words.figure(figure_of(quantity)) for quantity in quantities)
