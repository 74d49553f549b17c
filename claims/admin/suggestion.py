"""The queue of suggested links: two sentences beside each other, and a ruling by one key."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter, RangeNumericFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin
from claims.admin.bulk import Asked, bulk_page
from claims.admin.bulk_forms import ConfirmForm
from claims.admin.judging import judge
from claims.admin.link_words import kinds
from claims.admin.pairs import suggested
from claims.admin.queues import link_tabs
from claims.models import Comparison, Entry, LinkSuggestion
from claims.selectors.links import suggestions_waiting, with_claims
from claims.services.bulk_links import CONFIRM_LINKS

NEXT = "next-suggestion"  # from a suggestion's page to the one that waits next


class LanguagesFilter(DropdownFilter):
    title = gettext_lazy("languages")
    parameter_name = "languages"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("across", _("English and Chinese")),
            ("en", _("both English")),
            ("zh", _("both Chinese")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        first, second = (f"{side}__article_text__language__startswith" for side in SIDES)
        asked = self.value()
        if asked in ("en", "zh"):
            return queryset.filter(**{first: asked, second: asked})
        if asked == "across":
            one, other = Q(**{first: "en", second: "zh"}), Q(**{first: "zh", second: "en"})
            return queryset.filter(one | other)
        return queryset


class InComparisonFilter(DropdownFilter):
    """Suggestions with a claim that answers in this comparison."""

    title = gettext_lazy("comparison")
    parameter_name = "comparison"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(str(row.pk), row.question) for row in Comparison.objects.order_by("-pk")[:100]]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        asked = self.value()
        if not asked or not asked.isdigit():
            return queryset
        entries = Entry.objects.filter(comparison=asked)
        first, second = (Exists(entries.filter(claim=OuterRef(side))) for side in SIDES)
        return queryset.filter(first | second)


SIDES = ("first", "second")


@admin.register(LinkSuggestion)
class LinkSuggestionAdmin(ReadOnlyAdmin):
    list_display = ["pair", "score_shown"]
    list_display_links = ["score_shown"]
    list_filter = [
        ("relation", ChoicesDropdownFilter),
        ("score", RangeNumericFilter),
        LanguagesFilter,
        InComparisonFilter,
    ]
    search_fields = [f"{side}__headline_{code}" for side in SIDES for code in ("en", "zh")]
    ordering = ["-score", "pk"]
    list_per_page = 25
    actions = ["confirm_links"]
    list_before_template = "admin/desk/links/queue.html"
    change_form_outer_before_template = "admin/desk/links/pair_page.html"
    fields = [("score", "made_by", "made_at")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[LinkSuggestion]:
        # A suggestion's own page is there as long as the suggestion is.
        match = request.resolver_match
        if match and "object_id" in match.kwargs:
            return with_claims(super().get_queryset(request))
        return with_claims(suggestions_waiting())

    def has_judge_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("claims.add_link")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.judge_view)
        name = "claims_linksuggestion_judge"
        return [path("<int:pk>/judge/", view, name=name), *super().get_urls()]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        around = {
            "queue_tabs": link_tabs(request),
            "may_judge": self.has_judge_permission(request),
            "kinds": kinds(),
        }
        return super().changelist_view(request, {**around, **(extra_context or {})})

    @method_decorator(require_POST)
    def judge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The fields are the row's own: a list has as many as it has rows."""
        if not self.has_judge_permission(request):
            raise PermissionDenied
        suggestion = get_object_or_404(LinkSuggestion.objects.select_related(*SIDES), pk=pk)
        try:
            judge(request, suggestion.first, suggestion.second, row=f"-{pk}")
        except ValidationError as refused:
            messages.warning(request, " ".join(refused.messages))
        else:
            messages.success(request, _("The judgement is kept."))
        return redirect(self._after(request))

    def _after(self, request: HttpRequest) -> str:
        """The next one that waits, or the list as it was narrowed."""
        if request.POST.get("next") == NEXT and (waiting := suggestions_waiting().first()):
            return reverse("admin:claims_linksuggestion_change", args=[waiting.pk])
        came_from = request.headers.get("Referer", "")
        here = reverse("admin:claims_linksuggestion_changelist")
        ours = url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()})
        return came_from if ours and "/change/" not in came_from else here

    @admin.action(description=gettext_lazy("Confirm those above a score …"), permissions=["judge"])
    def confirm_links(
        self, request: HttpRequest, queryset: QuerySet[LinkSuggestion]
    ) -> HttpResponseBase | None:
        return bulk_page(self, request, queryset, CONFIRM)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if suggestion := kwargs.get("obj"):
            context["suggestion"] = suggested(suggestion)
            context["kinds"] = kinds()
            context["may_judge"] = self.has_judge_permission(request)
            context["next"] = NEXT
        return super().render_change_form(request, context, *args, **kwargs)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        changelist = super().get_changelist_instance(request)
        # The cells of a list are not told who looks at them.
        may_judge = self.has_judge_permission(request)
        for place, row in enumerate(changelist.result_list):
            row.may_judge = may_judge
            # Where the next row will be, once this one is ruled on.
            row.place = place
        return changelist

    @display(description=gettext_lazy("suggested link"))
    def pair(self, suggestion: LinkSuggestion) -> SafeString:
        context = {
            "suggestion": suggested(suggestion),
            "kinds": kinds(),
            "may_judge": getattr(suggestion, "may_judge", False),
            "place": getattr(suggestion, "place", 0),
        }
        return render_to_string("admin/desk/links/pair.html", context)

    @display(description=gettext_lazy("score"), ordering="score")
    def score_shown(self, suggestion: LinkSuggestion) -> str:
        return f"{suggestion.score:.2f}"


CONFIRM = Asked(gettext_lazy("Confirm links"), CONFIRM_LINKS, ConfirmForm)
