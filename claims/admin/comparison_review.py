"""A comparison on its way to readers: into review, read by a second person, released."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from claims.admin.addresses import admin_address
from claims.admin.sending import number
from claims.models import Comparison, Link, Release
from claims.services import StaleVersion, link_judge, link_undo, release_publish
from claims.services.reviewing import comparison_review, comparison_submit, comparison_withdraw

LONGEST = 2000


class ComparisonReviewing:
    """The views behind the bar of a comparison's state, and behind its origins."""

    def _asked(self, request: HttpRequest, pk: int, permission: str) -> dict[str, Any]:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        comparison = get_object_or_404(Comparison, pk=pk)
        return {"comparison": comparison, "user": signed_in(request)}

    @method_decorator(require_POST)
    def submit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = self._asked(request, pk, "claims.change_comparison")
        return _done(request, asked, _("It is in review."), comparison_submit)

    @method_decorator(require_POST)
    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = self._asked(request, pk, "claims.change_comparison")
        return _done(request, asked, _("It is a draft again."), comparison_withdraw)

    @method_decorator(require_POST)
    def review_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = self._asked(request, pk, "claims.review_comparison")
        verdict = {
            "verdict": request.POST.get("verdict", ""),
            "note": request.POST.get("note", "")[:LONGEST],
        }
        return _done(request, asked, _("The review is kept."), comparison_review, **verdict)

    @method_decorator(require_POST)
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        asked = self._asked(request, pk, "claims.add_release")
        publish(
            request,
            asked["comparison"],
            kind=request.POST.get("kind", Release.Kind.RELEASE.value),
            reason_en=request.POST.get("reason_en", "")[:LONGEST],
            reason_zh=request.POST.get("reason_zh", "")[:LONGEST],
        )
        return _back(asked["comparison"])

    @method_decorator(require_POST)
    def origins_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """`judgement` positive: the two answers have one origin; negative: they have two."""
        asked = self._asked(request, pk, "claims.add_link")
        comparison = asked["comparison"]
        claims = {
            entry.claim_id: entry.claim for entry in comparison.entries.select_related("claim")
        }
        pair = [claims.get(number(request.POST.get(name, "")) or 0) for name in ("first", "second")]
        first, second = pair
        if first is None or second is None:
            messages.error(request, _("Choose two answers of this comparison."))
            return _back(comparison, "#origins")
        try:
            link_judge(
                first=first,
                second=second,
                relation=Link.Relation.REPEATS,
                judgement=request.POST.get("judgement", ""),
                user=asked["user"],
                reason=request.POST.get("reason", "")[:LONGEST],
            )
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _("The judgement is kept."))
        return _back(comparison, "#origins")

    @method_decorator(require_POST)
    def ruling_undo_view(self, request: HttpRequest, pk: int, link: int) -> HttpResponse:
        asked = self._asked(request, pk, "claims.change_link")
        ruling = get_object_or_404(Link, pk=link, relation=Link.Relation.REPEATS)
        link_undo(link=ruling, user=asked["user"])
        messages.success(request, _("The judgement is undone."))
        return _back(asked["comparison"], "#origins")


def publish(request: HttpRequest, comparison: Comparison, **told: str) -> None:
    try:
        release = release_publish(comparison=comparison, user=signed_in(request), **told)
    except ValidationError as refused:
        messages.warning(request, f"{comparison}: {' '.join(refused.messages)}")
    else:
        messages.success(request, _("Release %d is published.") % release.number)


def _done(
    request: HttpRequest, asked: dict[str, Any], said: str, service: Any, **told: str
) -> HttpResponse:
    version = number(request.POST.get("version", ""))
    if version is None:
        return HttpResponse(_("An act names the version that was seen."), status=400)
    try:
        service(**asked, version=version, **told)
    except StaleVersion:
        messages.error(
            request, _("Somebody else has changed it since. Look at it as it stands now.")
        )
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, said)
    return _back(asked["comparison"])


def _back(comparison: Comparison, place: str = "") -> HttpResponse:
    return HttpResponseRedirect(admin_address(comparison) + place)
