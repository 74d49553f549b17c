from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import ChoicesDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin
from claims.models import Source


@admin.register(Source)
class SourceAdmin(HistoryAdmin, KeptAdmin):
    list_display = [
        "label_en",
        "label_zh",
        "kind",
        "anonymity",
        "role_id",
        "affiliation_id",
        "claim_count",
    ]
    list_filter = [("kind", ChoicesDropdownFilter), ("anonymity", ChoicesDropdownFilter)]
    search_fields = ["label_en", "label_zh", "key", "role_id", "affiliation_id"]
    prepopulated_fields = {"slug": ["label_en"]}
    fields = [
        ("label_en", "label_zh"),
        ("kind", "anonymity"),
        ("role_id", "affiliation_id"),
        "key",
        "slug",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        return super().get_queryset(request).annotate(claim_count=Count("claims"))

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> list[str]:
        # The key joins mentions across languages, and the slug is an address others cite.
        return ["key", "slug"] if obj else []

    def get_prepopulated_fields(self, request: HttpRequest, obj: Source | None = None) -> dict:
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def view_on_site(self, source: Source) -> str:
        return source.get_absolute_url()

    @display(description=_("claims"), ordering="claim_count")
    def claim_count(self, source: Source) -> int:
        return source.claim_count  # type: ignore[attr-defined]
