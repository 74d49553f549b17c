"""A question, its answers side by side, and its releases."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from claims.comparing import Statistics, from_json
from claims.models import Comparison, Release
from claims.selectors import pages
from claims.selectors.comparisons import comparison_view, comparison_views
from claims.views import words
from claims.views.access import page
from claims.views.changes import told
from claims.views.comparison_page import shown
from claims.views.embedding import alternates_of
from claims.views.giving import file_of

PER_PAGE = 20


@dataclass(frozen=True)
class Summary:
    """A comparison in a list: the question, and what its answers amount to."""

    url: str
    question: str
    finding: str
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
            finding=words.reading(view.finding),
            unit=words.dimension(view.dimension),
            minimum=words.number(view.statistics.minimum),
            maximum=words.number(view.statistics.maximum),
            statistics=view.statistics,
        )
        for comparison, view in zip(comparisons, views, strict=True)
    ]


@page
def comparison_list(request: HttpRequest) -> HttpResponse:
    listed = Paginator(Comparison.objects.order_by("-pk"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": listed, "summaries": summaries(list(listed.object_list))}
    return render(request, "comparisons.html", context)


@page
def comparison(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Comparison, slug=slug)
    releases = list(pages.releases_of(found))
    latest = releases[0] if releases else None
    view = comparison_view(found)
    context = {
        "comparison": found,
        "alternates": alternates_of(request, view, slug),
        "feed": file_of(slug, None, "atom"),
        "releases": releases,
        "latest": latest,
        "changes": latest and told(from_json(latest.content), view, latest.number),
        "reviews": pages.reviews_of(found),
        "overrule": _where_to_overrule(request, found),
        **shown(request, view, found.get_absolute_url()),
    }
    return render(request, "comparison.html", context)


@page
def release(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A release is shown from its content alone; of the others what changed, and what was said."""
    releases = Release.objects.select_related("comparison")
    found = get_object_or_404(releases, comparison__slug=slug, number=number)
    view = from_json(found.content)
    others = list(pages.releases_of(found.comparison))
    previous = next((other for other in others if other.number < number), None)
    context = {
        "release": found,
        "alternates": alternates_of(request, view, slug, number),
        "feed": file_of(slug, None, "atom"),
        "address": request.build_absolute_uri(found.get_absolute_url()),
        "later": [other for other in others if other.number > number],
        "changes": previous and told(from_json(previous.content), view, previous.number),
        **shown(request, view, found.get_absolute_url()),
    }
    return render(request, "release.html", context)


def _where_to_overrule(request: HttpRequest, found: Comparison) -> str:
    """Where whoever may says that two tellings are two origins after all; empty for others."""
    if not request.user.has_perm("claims.add_link"):
        return ""
    return reverse("admin:claims_comparison_change", args=[found.pk]) + "#origins"
