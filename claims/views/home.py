"""Where one arrives: comparisons and the latest articles."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from claims.models import Comparison
from claims.selectors import pages
from claims.views.access import page
from claims.views.comparisons import summaries

COMPARISONS = 6
ARTICLES = 8


@page
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "counts": pages.counts(),
        "summaries": summaries(list(Comparison.objects.order_by("-pk")[:COMPARISONS])),
        "articles": pages.listed_articles()[:ARTICLES],
    }
    return render(request, "home.html", context)
