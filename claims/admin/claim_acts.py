"""One editor's act on one claim: a ruling, a note."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from claims.admin.addresses import admin_address
from claims.models import Claim
from claims.services import StaleVersion, annotation_create, claim_edit


def back(request: HttpRequest, otherwise: str) -> HttpResponse:
    """To the page of ours that the form named in `next`."""
    address = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(address if ours else otherwise)


class ClaimActs:
    """The views behind the buttons of the claim's page and of the article's desk."""

    @method_decorator(require_POST)
    def annotate_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("claims.add_annotation"):
            raise PermissionDenied
        claim = get_object_or_404(Claim, pk=pk)
        body = request.POST.get("body", "").strip()
        if body:
            annotation_create(claim=claim, user=signed_in(request), body=body)
            messages.success(request, _("The note is kept."))
        else:
            messages.error(request, _("An empty note says nothing."))
        return back(request, f"{admin_address(claim)}#annotations")

    @method_decorator(require_POST)
    def rule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not request.user.has_perm("claims.change_claim"):
            raise PermissionDenied
        claim = get_object_or_404(Claim, pk=pk)
        status, version = request.POST.get("status"), request.POST.get("version", "")
        if status not in Claim.Status.values or not version.isdigit():
            return HttpResponse(_("A ruling names a status and a version."), status=400)
        try:
            claim_edit(claim=claim, user=signed_in(request), version=int(version), status=status)
        except StaleVersion:
            return self.stale_response(request, pk, "version")  # type: ignore[attr-defined]
        return back(request, admin_address(claim))
