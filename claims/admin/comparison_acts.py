"""What is done to a comparison beyond wording its question: claims come and go, it is published."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.dateparse import parse_date
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from claims.admin.addresses import admin_address
from claims.models import Comparison, Entry, Quantity
from claims.services import entry_add, entry_remove, release_publish
from claims.services.following import comparison_follow, comparison_unfollow


def add_quantities(
    request: HttpRequest,
    comparison: Comparison,
    quantities: Iterable[Quantity],
    as_of: date | None = None,
    note: str = "",
) -> None:
    """Add each; one that is refused (it answers already, its claim was rejected) stops no other.

    `as_of` is the day the numbers hold for; without it, each article's own day.
    """
    added = 0
    for quantity in quantities:
        try:
            entry_add(
                comparison=comparison,
                quantity=quantity,
                user=signed_in(request),
                as_of=as_of,
                note=note,
            )
        except ValidationError as refused:
            messages.warning(request, f"{quantity.quote}: {' '.join(refused.messages)}")
        else:
            added += 1
    said = ngettext("%d claim added.", "%d claims added.", added) % added
    messages.success(request, said)


class ComparisonActs:
    """The views behind the buttons of a comparison's page."""

    def _of(self, request: HttpRequest, pk: int, permission: str) -> Comparison:
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return get_object_or_404(Comparison, pk=pk)

    @method_decorator(require_POST)
    def add_claims_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        comparison = self._of(request, pk, "claims.add_entry")
        chosen = [value for value in request.POST.getlist("quantity") if value.isdigit()]
        quantities = Quantity.objects.filter(pk__in=chosen).select_related("claim__article_text")
        try:
            as_of = parse_date(request.POST.get("as_of", ""))
        except ValueError:
            messages.error(request, _("There is no such day."))
        else:
            add_quantities(request, comparison, quantities, as_of, request.POST.get("note", ""))
        return HttpResponseRedirect(admin_address(comparison))

    @method_decorator(require_POST)
    def remove_claim_view(self, request: HttpRequest, pk: int, place: int) -> HttpResponse:
        comparison = self._of(request, pk, "claims.delete_entry")
        removed = get_object_or_404(Entry, pk=place, comparison=comparison)
        entry_remove(entry=removed, user=signed_in(request))
        messages.success(request, _("The claim no longer answers here."))
        return HttpResponseRedirect(admin_address(comparison))

    @method_decorator(require_POST)
    def publish_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        comparison = self._of(request, pk, "claims.add_release")
        publish(request, comparison)
        return HttpResponseRedirect(admin_address(comparison))

    @method_decorator(require_POST)
    def follow_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        comparison = self._of(request, pk, "claims.view_comparison")
        if request.POST.get("follow") == "no":
            comparison_unfollow(comparison=comparison, user=signed_in(request))
        else:
            comparison_follow(comparison=comparison, user=signed_in(request))
        return HttpResponseRedirect(admin_address(comparison))


def publish(request: HttpRequest, comparison: Comparison) -> None:
    try:
        release = release_publish(comparison=comparison, user=signed_in(request))
    except ValidationError as refused:
        messages.warning(request, f"{comparison}: {' '.join(refused.messages)}")
    else:
        messages.success(request, _("Release %d is published.") % release.number)
