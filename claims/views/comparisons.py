"""A question, its answers side by side, and its releases."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from claims.comparing import ComparisonView, Statistics, from_json
from claims.comparing.charting import drawable
from claims.models import Comparison, Release
from claims.selectors import pages
from claims.selectors.comparisons import comparison_view, comparison_views
from claims.views import words
from claims.views.access import page
from claims.views.arranging import Arrangement
from claims.views.presenting import present

PER_PAGE = 20


@dataclass(frozen=True)
class Summary:
    """A comparison on the home page: the question, and what its answers amount to."""

    url: str
    question: str
    unit: str
    minimum: str
    maximum: str
    statistics: Statistics


def summaries(comparisons: list[Comparison]) -> list[Summary]:
    views = comparison_views(comparisons) if comparisons else []
    return [
        Summary(
            url=comparison.get_absolute_url(),
            question=comparison.question,
            unit=words.dimension(view.dimension),
            minimum=words.number(view.statistics.minimum),
            maximum=words.number(view.statistics.maximum),
            statistics=view.statistics,
        )
        for comparison, view in zip(comparisons, views, strict=True)
    ]


@page
def comparison_list(request: HttpRequest) -> HttpResponse:
    shown = Paginator(Comparison.objects.order_by("-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": shown, "summaries": summaries(list(shown.object_list))}
    return render(request, "comparisons.html", context)


@page
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Comparison, slug=slug)
    context = {
        "comparison": found,
        "releases": list(pages.releases_of(found)),
        "base": found.get_absolute_url(),
        **_shown(request, comparison_view(found)),
    }
    return render(request, "comparison.html", context)


@page
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A release is shown from its content alone; nothing else that is stored is asked."""
    releases = Release.objects.select_related("comparison")
    found = get_object_or_404(releases, comparison__slug=slug, number=number)
    context = {
        "release": found,
        "base": found.get_absolute_url(),
        "address": request.build_absolute_uri(found.get_absolute_url()),
        **_shown(request, from_json(found.content)),
    }
    return render(request, "release.html", context)


def _shown(request: HttpRequest, view: ComparisonView) -> dict[str, object]:
    rows = present(view)
    arrangement = Arrangement.of(request.GET)
    statistics = view.statistics
    return {
        "question": words.reading(view.question),
        "unit": words.dimension(view.dimension),
        "statistics": statistics,
        "numbers": {
            name: words.number(getattr(statistics, name))
            for name in ("minimum", "maximum", "median", "spread", "ratio")
        },
        "rows": arrangement.rows(rows),
        "row_count": len(rows),
        "columns": arrangement.columns(),
        "arrangement": arrangement,
        "publishers": sorted({row.publisher for row in rows}),
        "repeated": [row for row in rows if row.tellings > 1 and row.same_as is None],
        "has_chart": bool(drawable(view)),
    }
