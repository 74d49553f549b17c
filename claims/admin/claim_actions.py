"""Acts on several claims of the list at once."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.admin.keeping import signed_in
from claims.admin.addresses import admin_address
from claims.admin.choosing import ComparisonForm, JudgementForm
from claims.admin.comparison_acts import add_quantities
from claims.models import Claim
from claims.services import StaleVersion, claim_edit, link_judge

MOST_CHOSEN = 200


class ClaimActions:
    actions = ["confirm_claims", "reject_claims", "add_to_comparison", "judge_link"]

    def has_compare_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return request.user.has_perm("claims.add_comparisonclaim")

    def has_judge_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return request.user.has_perm("claims.add_link")

    @admin.action(description=gettext_lazy("Confirm"), permissions=["change"])
    def confirm_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        _rule(request, queryset, Claim.Status.ACCEPTED)

    @admin.action(description=gettext_lazy("Reject"), permissions=["change"])
    def reject_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> None:
        _rule(request, queryset, Claim.Status.REJECTED)

    @admin.action(description=gettext_lazy("Add to comparison …"), permissions=["compare"])
    def add_to_comparison(
        self, request: HttpRequest, queryset: QuerySet[Claim]
    ) -> HttpResponse | None:
        if queryset.count() > MOST_CHOSEN:
            messages.warning(request, _("Choose at most %d claims.") % MOST_CHOSEN)
            return None
        claims = list(queryset.prefetch_related("quantities"))
        form = ComparisonForm(request.POST if "comparison" in request.POST else None, claims=claims)
        if form.is_valid():
            comparison = form.cleaned_data["comparison"]
            add_quantities(request, comparison, form.cleaned_data["quantities"])
            return HttpResponseRedirect(admin_address(comparison))
        if form.empty:
            messages.warning(request, _("None of these claims gives a quantity to compare."))
            return None
        return self._ask(request, "add_to_comparison", _("Add to a comparison"), claims, form)

    @admin.action(description=gettext_lazy("Judge the link of two claims …"), permissions=["judge"])
    def judge_link(self, request: HttpRequest, queryset: QuerySet[Claim]) -> HttpResponse | None:
        claims = list(queryset.order_by("pk")[:3])
        if len(claims) != 2:
            messages.warning(request, _("Choose exactly two claims."))
            return None
        form = JudgementForm(request.POST if "judgement" in request.POST else None)
        if form.is_valid():
            link_judge(
                first=claims[0], second=claims[1], user=signed_in(request), **form.cleaned_data
            )
            messages.success(request, _("The judgement is kept."))
            return None
        return self._ask(request, "judge_link", _("Judge a link"), claims, form)

    def _ask(
        self, request: HttpRequest, action: str, title: str, claims: list[Claim], form: Any
    ) -> HttpResponse:
        """The page between choosing claims and acting on them; it posts to the list again."""
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": title,
            "opts": Claim._meta,
            "action": action,
            "checkbox_name": ACTION_CHECKBOX_NAME,
            "claims": claims,
            "form": form,
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/desk/choose.html", context)


def _rule(request: HttpRequest, queryset: QuerySet[Claim], status: Claim.Status) -> None:
    ruled = 0
    for claim in queryset:
        if claim.status == status:
            continue
        try:
            claim_edit(claim=claim, user=signed_in(request), version=claim.version, status=status)
        except StaleVersion:
            said = _("%s was saved by somebody else meanwhile; look again.") % claim.headline
            messages.warning(request, said)
        else:
            ruled += 1
    messages.success(request, ngettext("%d claim ruled on.", "%d claims ruled on.", ruled) % ruled)
