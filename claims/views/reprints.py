"""Two articles with one text, side by side, and the editors' word on them."""

from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from articles.models import Reprint
from articles.selectors import ReprintOf, reprint_between, sides
from articles.services import reprint_judge, reprint_undo
from claims.views.access import page


@page
def reprint(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    found = _between(pk, other)
    both = sides(pk, other)
    text = both[1][0]
    seen = ReprintOf(found, other, text.title, text.language, "", text.published_on)
    context = {
        "reprint": found,
        "percent": seen.percent,
        "stands": seen.stands,
        "sides": both,
        "may_rule": request.user.has_perm("articles.change_reprint"),
        "ruling": reverse("reprint-ruling", args=[pk, other]),
    }
    return render(request, "reprint.html", context)


@require_POST
def ruling(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """An editor says yes, no, or takes it back, and is led back to where that was."""
    back = _back(request, pk)
    if not isinstance(request.user, User):
        return redirect_to_login(back)
    if not request.user.has_perm("articles.change_reprint"):
        raise PermissionDenied
    found, judgement = _between(pk, other), request.POST.get("judgement", "")
    if judgement == "undo":
        reprint_undo(reprint=found, user=request.user)
    elif judgement in Reprint.Judgement.values:
        reprint_judge(reprint=found, judgement=judgement, user=request.user)
    else:
        return HttpResponseBadRequest()
    return redirect(back)


def _between(pk: int, other: int) -> Reprint:
    found = reprint_between(pk, other)
    if found is None:
        raise Http404
    return found


def _back(request: HttpRequest, pk: int) -> str:
    asked = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
        return asked
    return reverse("article", args=[pk]) + "#copies"
