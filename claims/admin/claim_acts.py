"""One editor's act on one claim: a ruling, a note, a rating."""

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
from claims.admin.note_acts import claim_note_view
from claims.admin.sending import back, number
from claims.models import Claim, Rating
from claims.services import StaleVersion
from claims.services.rating import rating_remove, rating_set
from claims.services.ruling import claim_rule


class ClaimActs:
    """The views behind the buttons of the claim's page and of the article's desk."""

    def annotate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return claim_note_view(request, pk)

    @method_decorator(require_POST)
    def rule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("claims.change_claim"):
            raise PermissionDenied
        claim = get_object_or_404(Claim, pk=pk)
        status, version = request.POST.get("status"), request.POST.get("version", "")
        if status not in Claim.Status.values or not version.isdigit():
            return HttpResponse(_("A ruling names a status and a version."), status=400)
        try:
            claim_rule(
                claim=claim,
                user=signed_in(request),
                version=int(version),
                status=status,
                reason=request.POST.get("reason", "")[:500],
            )
        except StaleVersion:
            return self.stale_response(request, pk, "version")  # type: ignore[attr-defined]
        return back(request, admin_address(claim))

    @method_decorator(require_POST)
    def rate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Set the verdict on whether the claim is true, or with `remove` take it off."""
        claim = get_object_or_404(Claim, pk=pk)
        removing = "remove" in request.POST
        needed = "delete" if removing else "change"
        if not request.user.has_perm(f"claims.{needed}_rating"):
            raise PermissionDenied
        try:
            if removing:
                rating_remove(
                    rating=get_object_or_404(Rating, claim=claim), user=signed_in(request)
                )
                messages.success(request, _("The rating is taken off."))
            else:
                rating_set(claim=claim, user=signed_in(request), **_verdict(request))
                messages.success(request, _("The rating is kept."))
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        return HttpResponseRedirect(admin_address(claim) + "#rating")


def _verdict(request: HttpRequest) -> dict[str, Any]:
    value = number(request.POST.get("value", ""))
    if value is None:
        raise ValidationError(_("A rating is a number from 1 to 5."))
    words = {name: request.POST.get(name, "") for name in ("words_en", "words_zh", "explanation")}
    return {"value": value, **words}
