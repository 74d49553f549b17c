"""Acts on several claims of the list at once."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.keeping import signed_in
from claims.admin.addresses import admin_address
from claims.admin.bulk import Asked, bulk_page
from claims.admin.bulk_forms import AcceptForm, ExportForm, RejectForm, TagsForm
from claims.admin.choosing import ComparisonForm, JudgementForm
from claims.admin.comparison_acts import add_entries, tell
from claims.admin.exporting import exported
from claims.models import Claim
from claims.services import link_judge
from claims.services.bulk_acts import CLAIM_ACTS

MOST_CHOSEN = 200
Answer = HttpResponseBase | None


class ClaimActions:
    actions = [
        "accept_claims",
        "reject_claims",
        "tag_claims",
        "untag_claims",
        "add_to_comparison",
        "judge_link",
        "export_claims",
    ]

    def has_compare_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return request.user.has_perm("claims.add_entry")

    def has_judge_permission(self, request: HttpRequest, obj: Claim | None = None) -> bool:
        return request.user.has_perm("claims.add_link")

    @admin.action(description=gettext_lazy("Accept …"), permissions=["change"])
    def accept_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Answer:
        return bulk_page(self, request, queryset, ACCEPT)

    @admin.action(description=gettext_lazy("Reject …"), permissions=["change"])
    def reject_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Answer:
        return bulk_page(self, request, queryset, REJECT)

    @admin.action(description=gettext_lazy("Put tags on …"), permissions=["change"])
    def tag_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Answer:
        return bulk_page(self, request, queryset, TAG)

    @admin.action(description=gettext_lazy("Take tags off …"), permissions=["change"])
    def untag_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Answer:
        return bulk_page(self, request, queryset, UNTAG)

    @admin.action(description=gettext_lazy("Export …"), permissions=["view"])
    def export_claims(self, request: HttpRequest, queryset: QuerySet[Claim]) -> Answer:
        return bulk_page(self, request, queryset, EXPORT)

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
            answering = form.answering()
            tell(request, add_entries(comparison, signed_in(request), answering))
            return HttpResponseRedirect(admin_address(comparison))
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


ACCEPT = Asked(gettext_lazy("Accept claims"), CLAIM_ACTS["accept"], AcceptForm)
REJECT = Asked(gettext_lazy("Reject claims"), CLAIM_ACTS["reject"], RejectForm)
TAG = Asked(gettext_lazy("Put tags on claims"), CLAIM_ACTS["tag"], TagsForm)
UNTAG = Asked(gettext_lazy("Take tags off claims"), CLAIM_ACTS["untag"], TagsForm)
EXPORT = Asked(gettext_lazy("Export claims"), CLAIM_ACTS["export"], ExportForm, answer=exported)
