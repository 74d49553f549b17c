"""Articles with one text: found by the machine, ruled on by editors."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RangeNumericFilter
from unfold.decorators import action, display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import ReadOnlyAdmin, signed_in
from articles.models import ArticleText, Reprint
from articles.selectors import sides
from articles.services import reprint_judge, reprint_undo


class JudgedFilter(DropdownFilter):
    title = gettext_lazy("ruling")
    parameter_name = "judged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("none", _("none yet")), *Reprint.Judgement.choices]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if not self.value():
            return queryset
        return queryset.filter(judgement="" if self.value() == "none" else self.value())


def rule(reprint: Reprint, judgement: str, request: HttpRequest) -> bool:
    """Whether there is such a ruling."""
    if judgement == "undo":
        reprint_undo(reprint=reprint, user=signed_in(request))
    elif judgement in Reprint.Judgement.values:
        reprint_judge(reprint=reprint, judgement=judgement, user=signed_in(request))
    else:
        return False
    return True


@admin.register(Reprint)
class ReprintAdmin(HistoryAdmin, ReadOnlyAdmin):
    """To rule on a reprint is all that the desk may do to it."""

    keeps_history = True
    list_display = ["first_title", "second_title", "kind", "percent", "judgement", "judged_by"]
    list_display_links = ["first_title", "second_title"]
    list_select_related = ["judged_by"]
    list_filter = [
        ("kind", ChoicesDropdownFilter),
        JudgedFilter,
        ("score", RangeNumericFilter),
    ]
    search_fields = ["first__texts__title", "second__texts__title"]
    search_help_text = gettext_lazy("Title of one of the two")
    ordering = ["-id"]
    fields = [("kind", "score"), "reason", "found_at", ("judgement", "judged_by", "judged_at")]
    actions = ["say_yes", "say_no", "take_back"]
    change_form_outer_before_template = "admin/desk/reprint.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Reprint]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                **{
                    f"{side}_title": Subquery(
                        ArticleText.objects.filter(article=OuterRef(side), is_current=True).values(
                            "title"
                        )[:1]
                    )
                    for side in ("first", "second")
                }
            )
        )

    def get_urls(self) -> list[URLPattern]:
        address = path(
            "<int:pk>/rule/",
            self.admin_site.admin_view(self.rule_view),
            name="articles_reprint_rule",
        )
        return [address, *super().get_urls()]

    def has_rule_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.change_reprint")

    @method_decorator(require_POST)
    def rule_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_rule_permission(request):
            raise PermissionDenied
        reprint = get_object_or_404(Reprint, pk=pk)
        if not rule(reprint, request.POST.get("judgement", ""), request):
            return HttpResponseBadRequest()
        asked = request.POST.get("next", "")
        if url_has_allowed_host_and_scheme(asked, allowed_hosts={request.get_host()}):
            return redirect(asked)
        return redirect("admin:articles_reprint_change", pk)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if reprint := kwargs.get("obj"):
            context["sides"] = sides(reprint.first_id, reprint.second_id)
            context["may_rule_copies"] = self.has_rule_permission(request)
            context["ruling"] = reverse("admin:articles_reprint_rule", args=[reprint.pk])
        return super().render_change_form(request, context, *args, **kwargs)

    @action(description=gettext_lazy("Yes: one text"), permissions=["rule"])
    def say_yes(self, request: HttpRequest, queryset: QuerySet[Reprint]) -> None:
        self._rule_all(request, queryset, "positive")

    @action(description=gettext_lazy("No: two texts"), permissions=["rule"])
    def say_no(self, request: HttpRequest, queryset: QuerySet[Reprint]) -> None:
        self._rule_all(request, queryset, "negative")

    @action(description=gettext_lazy("Take the rulings back"), permissions=["rule"])
    def take_back(self, request: HttpRequest, queryset: QuerySet[Reprint]) -> None:
        self._rule_all(request, queryset, "undo")

    def _rule_all(self, request: HttpRequest, rows: QuerySet[Reprint], judgement: str) -> None:
        ruled = [rule(row, judgement, request) for row in rows]
        words = ngettext("Ruled on %d reprint.", "Ruled on %d reprints.", len(ruled))
        self.message_user(request, words % len(ruled))

    @display(description=gettext_lazy("article"))
    def first_title(self, reprint: Model) -> str:
        return reprint.first_title or "–"  # type: ignore[attr-defined]

    @display(description=gettext_lazy("other article"))
    def second_title(self, reprint: Model) -> str:
        return reprint.second_title or "–"  # type: ignore[attr-defined]

    @display(description=gettext_lazy("in common"), ordering="score")
    def percent(self, reprint: Reprint) -> str:
        return format_html("{} %", int(100 * reprint.score))
