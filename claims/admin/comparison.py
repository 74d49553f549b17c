from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from articles.admin.versioned import VersionedAdmin
from claims.admin.claim_comparing import begin_with, proposed_question
from claims.admin.claim_links import claims_found
from claims.admin.comparison_acts import ComparisonActs
from claims.admin.comparison_form import ComparisonForm
from claims.admin.comparison_panels import panels_of
from claims.admin.comparison_review import ComparisonReviewing, publish
from claims.admin.sending import number
from claims.models import Claim, Comparison
from claims.services import comparison_create, comparison_edit
from claims.services.acts import act_of
from claims.services.following import comparison_seen

SCOPE = [
    ("dimension", "unit"),
    "places",
    ("population_en", "population_zh"),
    ("begin", "finish"),
    "as_of_rule",
]
STATE_COLOURS = {
    Comparison.State.DRAFT: "info",
    Comparison.State.IN_REVIEW: "warning",
    Comparison.State.RELEASED: "success",
}


@admin.register(Comparison)
class ComparisonAdmin(ComparisonReviewing, ComparisonActs, VersionedAdmin, HistoryAdmin, KeptAdmin):
    form = ComparisonForm
    list_display = [
        "question",
        "state_label",
        "dimension",
        "entry_count",
        "release_count",
        "created_at",
    ]
    list_filter = [
        ("state", ChoicesDropdownFilter),
        ("kind", ChoicesDropdownFilter),
        "dimension",
    ]
    search_fields = ["question_en", "question_zh", "slug"]
    date_hierarchy = "created_at"
    prepopulated_fields = {"slug": ["question_en"]}
    actions = ["publish_releases"]
    change_form_outer_before_template = "admin/desk/comparing/state.html"
    change_form_outer_after_template = "admin/desk/comparing/panels.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comparison]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                entry_count=Count("entries", distinct=True),
                release_count=Count("releases", distinct=True),
            )
        )

    def get_fieldsets(self, request: HttpRequest, obj: Comparison | None = None) -> list:
        own = ["question_en", "question_zh", ("slug", "kind")]
        if obj and self.has_change_permission(request, obj):
            own.append("seen_version")
        return [
            (None, {"fields": own}),
            (_("Scope"), {"fields": SCOPE}),
            (_("Method"), {"fields": ["method_en", "method_zh"]}),
            *super().get_fieldsets(request, obj)[1:],
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Comparison | None = None) -> list[str]:
        return ["slug"] if obj else []  # an address that others cite

    def get_prepopulated_fields(self, request: HttpRequest, obj: Comparison | None = None) -> dict:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_urls(self) -> list[URLPattern]:
        views = {
            "add-claims/": (self.add_claims_view, "add_claims"),
            "entries/<int:entry>/": (self.entry_view, "entry"),
            "remove/<int:place>/": (self.remove_claim_view, "remove"),
            "submit/": (self.submit_view, "submit"),
            "withdraw/": (self.withdraw_view, "withdraw"),
            "review/": (self.review_view, "review"),
            "publish/": (self.publish_view, "publish"),
            "origins/": (self.origins_view, "origins"),
            "origins/<int:link>/undo/": (self.ruling_undo_view, "origins_undo"),
            "follow/": (self.follow_view, "follow"),
        }
        wrap = self.admin_site.admin_view
        return [
            *(
                path(f"<int:pk>/{tail}", wrap(view), name=f"claims_comparison_{name}")
                for tail, (view, name) in views.items()
            ),
            *super().get_urls(),
        ]

    def has_publish_permission(self, request: HttpRequest, obj: Comparison | None = None) -> bool:
        return request.user.has_perm("claims.add_release")

    @admin.action(description=_("Publish a release"), permissions=["publish"])
    def publish_releases(self, request: HttpRequest, queryset: QuerySet[Comparison]) -> None:
        for comparison in queryset:
            publish(request, comparison)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """A new one begins with what its first claim counts, `?claim=12`."""
        initial = super().get_changeform_initial_data(request)
        if claim := _first_claim(request):
            return {**initial, **proposed_question(claim)}
        return initial

    def save_model(
        self, request: HttpRequest, obj: Comparison, form: ComparisonForm, change: bool
    ) -> None:
        user = signed_in(request)
        if not change:
            given = {name: form.cleaned_data[name] for name in form.Meta.fields}
            with act_of(user, "comparison.create"):
                comparison = comparison_create(user=user, **given)
                begin_with(comparison, _first_claim(request), user)
            obj.pk = comparison.pk
        elif changes := form.changed_values():
            comparison_edit(
                comparison=obj,
                user=user,
                version=form.cleaned_data["seen_version"],
                **changes,
            )

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := kwargs.get("obj"):
            user = signed_in(request)
            asked = request.GET.get("find", "").strip()[:200]
            stored = Comparison.objects.get(pk=obj.pk)  # a refused form has written on `obj`
            context["panels"] = panels_of(stored, request.user, asked, claims_found(asked))
            context["stored"] = stored
            context["follows"] = obj.follows.filter(user=user).exists()
            comparison_seen(comparison=obj, user=user)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, comparison: Comparison) -> str:
        return comparison.get_absolute_url()

    @display(description=_("question"))
    def question(self, comparison: Comparison) -> str:
        return comparison.question

    @display(description=_("state"), ordering="state", label=STATE_COLOURS)
    def state_label(self, comparison: Comparison) -> tuple[str, str]:
        return comparison.state, comparison.get_state_display()

    @display(description=_("entries"), ordering="entry_count")
    def entry_count(self, comparison: Comparison) -> int:
        return comparison.entry_count  # type: ignore[attr-defined]

    @display(description=_("releases"), ordering="release_count")
    def release_count(self, comparison: Comparison) -> int:
        return comparison.release_count  # type: ignore[attr-defined]


def _first_claim(request: HttpRequest) -> Claim | None:
    pk = number(request.GET.get("claim", ""))
    return Claim.objects.filter(pk=pk).first() if pk is not None else None
