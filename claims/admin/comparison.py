from dataclasses import dataclass
from typing import Any

from articles.admin.versioned import VersionedAdmin, VersionedForm
from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from claims.admin.comparison_acts import ComparisonActs, publish
from claims.comparing import Statistics
from claims.models import Comparison, Entry, Quantity, Release
from claims.selectors.claims import comparison_candidates
from claims.selectors.comparisons import comparison_view
from claims.services import comparison_create, comparison_edit
from claims.services.following import comparison_seen

MOST_CANDIDATES = 100


class ComparisonForm(VersionedForm):
    class Meta:
        model = Comparison
        fields = ["question_en", "question_zh", "dimension", "slug"]


@dataclass(frozen=True)
class ComparisonPanels:
    places: list[Entry]
    statistics: Statistics
    candidates: list[Quantity]
    releases: list[Release]
    may_add: bool
    may_remove: bool
    may_publish: bool


@admin.register(Comparison)
class ComparisonAdmin(ComparisonActs, VersionedAdmin, HistoryAdmin, KeptAdmin):
    form = ComparisonForm
    list_display = ["question", "dimension", "claim_count", "release_count", "created_at"]
    list_filter = ["dimension"]
    search_fields = ["question_en", "question_zh", "slug"]
    date_hierarchy = "created_at"
    prepopulated_fields = {"slug": ["question_en"]}
    actions = ["publish_releases"]
    change_form_outer_after_template = "admin/desk/comparison_panels.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Comparison]:
        return (
            super()
            .get_queryset(request)
            .annotate(
                claim_count=Count("entries", distinct=True),
                release_count=Count("releases", distinct=True),
            )
        )

    def get_fieldsets(self, request: HttpRequest, obj: Comparison | None = None) -> list:
        fields: list = ["question_en", "question_zh", "dimension", "slug"]
        if obj and self.has_change_permission(request, obj):
            fields.append("seen_version")
        return [(None, {"fields": fields})]

    def get_readonly_fields(self, request: HttpRequest, obj: Comparison | None = None) -> list[str]:
        return ["slug"] if obj else []  # an address that others cite

    def get_prepopulated_fields(self, request: HttpRequest, obj: Comparison | None = None) -> dict:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "claims_comparison"
        return [
            path("<int:pk>/add-claims/", wrap(self.add_claims_view), name=f"{name}_add_claims"),
            path(
                "<int:pk>/remove/<int:place>/", wrap(self.remove_claim_view), name=f"{name}_remove"
            ),
            path("<int:pk>/publish/", wrap(self.publish_view), name=f"{name}_publish"),
            path("<int:pk>/follow/", wrap(self.follow_view), name=f"{name}_follow"),
            *super().get_urls(),
        ]

    def has_publish_permission(self, request: HttpRequest, obj: Comparison | None = None) -> bool:
        return request.user.has_perm("claims.add_release")

    @admin.action(description=_("Publish a release"), permissions=["publish"])
    def publish_releases(self, request: HttpRequest, queryset: QuerySet[Comparison]) -> None:
        for comparison in queryset:
            publish(request, comparison)

    def save_model(
        self, request: HttpRequest, obj: Comparison, form: ComparisonForm, change: bool
    ) -> None:
        if not change:
            obj.pk = comparison_create(user=signed_in(request), **form.changed_values()).pk
        elif changes := form.changed_values():
            comparison_edit(
                comparison=obj,
                user=signed_in(request),
                version=form.cleaned_data["seen_version"],
                **changes,
            )

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := kwargs.get("obj"):
            context["panels"] = _panels(obj, request.user)
            user = signed_in(request)
            context["follows"] = obj.follows.filter(user=user).exists()
            comparison_seen(comparison=obj, user=user)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, comparison: Comparison) -> str:
        return comparison.get_absolute_url()

    @display(description=_("question"))
    def question(self, comparison: Comparison) -> str:
        return comparison.question

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, comparison: Comparison) -> int:
        return comparison.claim_count  # type: ignore[attr-defined]

    @display(description=_("releases"), ordering="release_count")
    def release_count(self, comparison: Comparison) -> int:
        return comparison.release_count  # type: ignore[attr-defined]


def _panels(comparison: Comparison, user: Any) -> ComparisonPanels:
    places = comparison.entries.select_related(
        "quantity", "claim__source", "claim__article_text__article__publisher"
    ).defer("claim__article_text__text")
    return ComparisonPanels(
        places=list(places),
        statistics=comparison_view(comparison).statistics,
        candidates=list(
            comparison_candidates(comparison).defer("claim__article_text__text")[:MOST_CANDIDATES]
        ),
        releases=list(comparison.releases.select_related("published_by").defer("content")),
        may_add=user.has_perm("claims.add_entry"),
        may_remove=user.has_perm("claims.delete_entry"),
        may_publish=user.has_perm("claims.add_release"),
    )
