"""Where one arrives: comparisons, the latest articles, and the search."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Comparison
from claims.selectors import pages
from claims.views.access import page
from claims.views.comparisons import summaries

COMPARISONS = 6
ARTICLES = 8
FOUND = 20


@page
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "counts": pages.counts(),
        "summaries": summaries(list(Comparison.objects.order_by("-pk")[:COMPARISONS])),
        "articles": pages.listed_articles()[:ARTICLES],
    }
    return render(request, "home.html", context)


@page
def search(request: HttpRequest) -> HttpResponse:
    """Up to FOUND of each kind; nothing is asked for an empty search."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    context: dict[str, object] = {"query": query, "limit": FOUND}
    if query:
        found = pages.found(query)
        context["claims"] = list(found.claims[:FOUND])
        context["sources"] = list(found.sources[:FOUND])
        context["articles"] = list(found.articles[:FOUND])
    return render(request, "search.html", context)
