import json

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin
from claims.admin.addresses import admin_link
from claims.models import Release


@admin.register(Release)
class ReleaseAdmin(ReadOnlyAdmin):
    """Published on the comparison's page; immutable from then on, by the database too."""

    list_display = ["__str__", "published_at", "published_by", "short_hash"]
    list_select_related = ["comparison", "published_by"]
    list_filter = [("comparison", RelatedDropdownFilter)]
    search_fields = ["comparison__question_en", "comparison__question_zh", "sha256"]
    date_hierarchy = "published_at"
    ordering = ["-id"]
    fields = [
        "comparison_link",
        "number",
        ("published_at", "published_by"),
        "sha256",
        "content_shown",
    ]
    readonly_fields = ["comparison_link", "content_shown"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Release]:
        releases = super().get_queryset(request)
        match = request.resolver_match
        return releases.defer("content") if match and "object_id" not in match.kwargs else releases

    def view_on_site(self, release: Release) -> str:
        return release.get_absolute_url()

    @display(description=_("SHA-256 of the content"))
    def short_hash(self, release: Release) -> str:
        return release.sha256[:12]

    @display(description=_("comparison"))
    def comparison_link(self, release: Release) -> str:
        return admin_link(release.comparison)

    @display(description=_("content"))
    def content_shown(self, release: Release) -> str:
        written = json.dumps(release.content, ensure_ascii=False, indent=2)
        return format_html('<pre class="desk-json" tabindex="0">{}</pre>', written)
