"""Sources that may be one: found by the machine or by hand, ruled on by editors."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import F, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import DropdownFilter
from unfold.decorators import action, display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from claims.admin.merge_words import merge_reasons
from claims.models import Source, SourceMerge
from claims.selectors.register import Cited, cited_as, counts_of, merges_waiting
from claims.services.merging import source_merge, source_merge_judge, source_merge_undo

NEXT = "next-suggestion"  # where to go from the queue: to what waits next


class RulingFilter(DropdownFilter):
    """The queue shows what waits, unless something else is asked for."""

    title = gettext_lazy("ruling")
    parameter_name = "judged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("any", _("all")), *SourceMerge.Judgement.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        asked = self.value()
        if asked == "any":
            return queryset
        if asked in SourceMerge.Judgement.values:
            return queryset.filter(judgement=asked)
        return queryset.filter(judgement="", score__isnull=False).exclude(
            kept__standing__root=F("merged__standing__root")
        )


def rule(merge: SourceMerge, judgement: str, request: HttpRequest, keep: str = "") -> bool:
    """Whether there is such a ruling. One that is refused says why."""
    try:
        if judgement == "undo":
            source_merge_undo(merge=merge, user=signed_in(request))
        elif judgement in SourceMerge.Judgement.values:
            kept = merge.merged if keep == str(merge.merged_id) else None
            source_merge_judge(merge=merge, judgement=judgement, user=signed_in(request), keep=kept)
        else:
            return False
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    return True


@dataclass(frozen=True)
class Side:
    """One of the two, as the ruling needs to see it."""

    source: Source
    claims: int
    articles: int
    cited: list[Cited]

    @classmethod
    def of(cls, source: Source) -> "Side":
        return cls(source, *counts_of(source), cited_as(source))


@admin.register(SourceMerge)
class SourceMergeAdmin(HistoryAdmin, KeptAdmin):
    """A merge is ruled on and taken back, never changed or deleted."""

    list_display = ["kept_label", "merged_label", "why", "score", "judgement", "judged_by"]
    list_display_links = ["kept_label", "merged_label"]
    list_select_related = ["kept", "merged", "judged_by"]
    list_filter = [RulingFilter]
    search_fields = ["kept__label_en", "kept__label_zh", "merged__label_en", "merged__label_zh"]
    autocomplete_fields = ["kept", "merged"]
    actions = ["say_yes", "say_no", "take_back"]
    change_form_outer_before_template = "admin/desk/merge.html"

    def get_fields(self, request: HttpRequest, obj: SourceMerge | None = None) -> list:
        if obj is None:
            return ["kept", "merged", "reason"]
        return [("score", "suggested_at"), ("judgement", "judged_by", "judged_at")]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_rule_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.change_sourcemerge")

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
            return redirect(request.get_full_path())

    def save_model(
        self, request: HttpRequest, obj: SourceMerge, form: ModelForm, change: bool
    ) -> None:
        merge = source_merge(
            kept=obj.kept, merged=obj.merged, user=signed_in(request), reason=obj.reason
        )
        obj.pk = merge.pk

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.rule_view)
        return [path("<int:pk>/rule/", view, name="claims_sourcemerge_rule"), *super().get_urls()]

    @method_decorator(require_POST)
    def rule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_rule_permission(request):
            raise PermissionDenied
        merge = get_object_or_404(SourceMerge.objects.select_related("kept", "merged"), pk=pk)
        if not rule(
            merge, request.POST.get("judgement", ""), request, request.POST.get("keep", "")
        ):
            return HttpResponseBadRequest()
        asked = request.POST.get("next", "")
        if asked == NEXT:
            return redirect(self._next())
        if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
            return redirect(asked)
        return redirect("admin:claims_sourcemerge_change", pk)

    def _next(self) -> str:
        waiting = merges_waiting().first()
        if waiting is None:
            return reverse("admin:claims_sourcemerge_changelist")
        return reverse("admin:claims_sourcemerge_change", args=[waiting.pk])

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if merge := kwargs.get("obj"):
            context["merge"] = merge
            context["reasons"] = merge_reasons(merge)
            context["sides"] = [Side.of(merge.kept), Side.of(merge.merged)]
            context["may_merge"] = self.has_rule_permission(request)
            context["next"] = "" if merge.judgement else NEXT
        return super().render_change_form(request, context, *args, **kwargs)

    @action(description=gettext_lazy("Yes: one source"), permissions=["rule"])
    def say_yes(self, request: HttpRequest, queryset: QuerySet[SourceMerge]) -> None:
        self._rule_all(request, queryset, "positive")

    @action(description=gettext_lazy("No: two sources"), permissions=["rule"])
    def say_no(self, request: HttpRequest, queryset: QuerySet[SourceMerge]) -> None:
        self._rule_all(request, queryset, "negative")

    @action(description=gettext_lazy("Take the rulings back"), permissions=["rule"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[SourceMerge]) -> None:
        self._rule_all(request, queryset, "undo")

    def _rule_all(self, request: HttpRequest, rows: QuerySet[SourceMerge], judgement: str) -> None:
        ruled = [rule(row, judgement, request) for row in rows.select_related("kept", "merged")]
        words = ngettext("Ruled on %d merge.", "Ruled on %d merges.", len(ruled))
        self.message_user(request, words % len(ruled))

    @display(description=gettext_lazy("source"))
    def kept_label(self, merge: SourceMerge) -> str:
        return merge.kept.label

    @display(description=gettext_lazy("other source"))
    def merged_label(self, merge: SourceMerge) -> str:
        return merge.merged.label

    @display(description=gettext_lazy("why"))
    def why(self, merge: SourceMerge) -> str:
        return format_html_join("; ", "{}", ((reason,) for reason in merge_reasons(merge)))
