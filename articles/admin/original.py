import zlib

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin
from articles.models import Original


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    """The bytes are handed out for download and never rendered: they are somebody else's page."""

    list_display = ["__str__", "size_shown", "created_at", "download_link"]
    search_fields = ["name", "sha256"]
    date_hierarchy = "created_at"
    ordering = ["-id"]
    fields = ["name", "sha256", "size_shown", "created_at", "download_link"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Original]:
        return super().get_queryset(request).defer("compressed")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.download)
        return [
            path("<int:pk>/download/", view, name="articles_original_download"),
            *super().get_urls(),
        ]

    def download(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        original = get_object_or_404(Original, pk=pk)
        response = HttpResponse(
            zlib.decompress(original.compressed), content_type="application/octet-stream"
        )
        name = original.name.replace("\\", "/").rsplit("/", 1)[-1] or original.sha256[:12]
        response["Content-Disposition"] = content_disposition_header(True, name)
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return response

    @display(description=_("size"), ordering="size")
    def size_shown(self, original: Original) -> str:
        return filesizeformat(original.size)

    @display(description=_("bytes"))
    def download_link(self, original: Original) -> str:
        address = reverse("admin:articles_original_download", args=[original.pk])
        return format_html('<a class="text-link" href="{}">{}</a>', address, _("Download"))
