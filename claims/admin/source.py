"""The register of who is cited."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from articles.admin.versioned import VersionedAdmin, VersionedForm
from claims.admin.addresses import admin_link
from claims.admin.source_acts import SourceActs
from claims.admin.source_panels import panels_of
from claims.models import Source, SourceName
from claims.selectors.register import merges_waiting, named
from claims.services.register import source_create, source_edit

FIELDS = [
    "label_en",
    "label_zh",
    "kind",
    "anonymity",
    "role_id",
    "affiliation_id",
    "wikidata_id",
    "is_party",
    "reliability",
]


class SourceForm(VersionedForm):
    class Meta:
        model = Source
        fields = [*FIELDS, "key", "slug"]


class WaitingFilter(DropdownFilter):
    title = _("merge suggested")
    parameter_name = "suggested"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("Yes")), ("no", _("No"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        if self.value() not in {"yes", "no"}:
            return queryset
        waiting = Exists(
            merges_waiting().filter(
                Q(kept__standing__root=OuterRef("pk")) | Q(merged__standing__root=OuterRef("pk"))
            )
        )
        return queryset.filter(waiting if self.value() == "yes" else ~waiting)


class MergedFilter(DropdownFilter):
    """What was merged is listed with what was kept, unless it is asked for."""

    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("yes", _("merged ones")), ("any", _("all"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Source]) -> QuerySet[Source]:
        itself = Q(standing__root=F("pk"))
        if self.value() == "any":
            return queryset
        return queryset.exclude(itself) if self.value() == "yes" else queryset.filter(itself)


@admin.register(Source)
class SourceAdmin(SourceActs, VersionedAdmin, HistoryAdmin, KeptAdmin):
    form = SourceForm
    list_display = [
        "label_en",
        "label_zh",
        "kind",
        "anonymity",
        "role_id",
        "affiliation_id",
        "is_party",
        "claim_count",
        "root",
    ]
    list_select_related = ["standing__root"]
    list_filter = [
        ("kind", ChoicesDropdownFilter),
        ("anonymity", ChoicesDropdownFilter),
        ("is_party", admin.BooleanFieldListFilter),
        WaitingFilter,
        MergedFilter,
    ]
    search_fields = ["label_en"]  # opens the search, which is `get_search_results`
    search_help_text = _("Any of its names, its role or affiliation")
    ordering = ["label_en"]
    change_form_outer_after_template = "admin/desk/source_panels.html"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    ("label_en", "label_zh"),
                    ("kind", "anonymity"),
                    ("role_id", "affiliation_id"),
                    ("wikidata_id", "is_party"),
                    "reliability",
                    ("key", "slug"),
                ]
            },
        )
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        said = Count("counted__source__claims", distinct=True)
        return super().get_queryset(request).annotate(claim_count=said)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Source], search_term: str
    ) -> tuple[QuerySet[Source], bool]:
        words = search_term.replace("\x00", "").strip()
        if not words:
            return queryset, False
        own = Q(pk__in=SourceName.objects.filter(name__icontains=words).values("source"))
        for field in ("label_en", "label_zh", "key", "role_id", "affiliation_id", "wikidata_id"):
            own |= Q(**{f"{field}__icontains": words})
        return queryset.filter(own | named(words)), False

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        # The key joins mentions across languages, and the slug is an address others cite.
        return ["key", "slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Source | None = None) -> dict:
        return {} if obj else {"slug": ["label_en"]}

    def save_model(self, request: HttpRequest, obj: Source, form: SourceForm, change: bool) -> None:
        if not change:
            values = {name: form.cleaned_data[name] for name in [*FIELDS, "key", "slug"]}
            obj.pk = source_create(user=signed_in(request), **values).pk
        elif changes := form.changed_values():
            source_edit(
                source=obj,
                user=signed_in(request),
                version=form.cleaned_data["seen_version"],
                **changes,
            )

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if source := kwargs.get("obj"):
            context["panels"] = panels_of(source, request)
        return super().render_change_form(request, context, *args, **kwargs)

    def view_on_site(self, source: Source) -> str:
        return source.get_absolute_url()

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, source: Source) -> int:
        return source.claim_count  # type: ignore[attr-defined]

    @display(description=_("counts as"))
    def root(self, source: Source) -> str:
        root = source.counts_as
        return "–" if root == source else admin_link(root)
