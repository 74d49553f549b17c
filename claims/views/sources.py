"""A source: who it is, what it has said, and who cites it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from claims.models import Source
from claims.selectors import pages, register
from claims.views.access import page
from claims.views.claims import figures_of

PER_PAGE = 40


@page
def source_list(request: HttpRequest) -> HttpResponse:
    shown = Paginator(register.listed_sources(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "sources.html", {"page": shown})


@page
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source.objects.select_related("standing__root"), slug=slug)
    if found.counts_as != found:
        return redirect(found.counts_as)
    shown = Paginator(pages.claims_by(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "source": found,
        "page": shown,
        "claims": [(claim, figures_of(list(claim.quantities.all()))) for claim in shown],
        "publishers": register.publishers_citing(found),
        "names": register.names_of(found),
        "offices": register.offices_of(found),
        "cited": register.cited_as(found),
        # What an editor thinks of somebody is for colleagues.
        "reliability": found.reliability if request.user.has_perm("claims.view_source") else "",
    }
    return render(request, "source.html", context)
