import zlib
from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin
from articles.models import ImportItem, Original
from articles.names import printable

# Of a container with thousands of members, the first ones.
SHOWN_AT_MOST = 100
NONE = "–"


@admin.register(Original)
class OriginalAdmin(ReadOnlyAdmin):
    """The bytes are handed out for download and never rendered: they are somebody else's page."""

    list_display = ["__str__", "media_type", "size_shown", "created_at", "download_link"]
    search_fields = ["name", "url", "sha256"]
    date_hierarchy = "created_at"
    ordering = ["-id"]
    fields = [
        "name_shown",
        "url",
        "download_link",
        "sha256_shown",
        "size_shown",
        ("media_type", "encoding"),
        ("created_at", "fetched_at"),
        "headers_shown",
        "container_link",
        "members_shown",
        "texts_shown",
        "items_shown",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Original]:
        originals = super().get_queryset(request).select_related("container")
        return originals.defer("compressed", "container__compressed")

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

    @display(description=_("file name"))
    def name_shown(self, original: Original) -> str:
        return printable(original.name) or NONE

    @display(description=_("SHA-256"))
    def sha256_shown(self, original: Original) -> str:
        return format_html('<span class="desk-hash">{}</span>', original.sha256)

    @display(description=_("size"), ordering="size")
    def size_shown(self, original: Original) -> str:
        return filesizeformat(original.size)

    @display(description=_("bytes"))
    def download_link(self, original: Original) -> str:
        address = reverse("admin:articles_original_download", args=[original.pk])
        return format_html('<a class="text-link" href="{}">{}</a>', address, _("Download"))

    @display(description=_("headers"))
    def headers_shown(self, original: Original) -> str:
        headers = sorted((original.headers or {}).items())
        rows = [(printable(str(name)), printable(str(value))) for name, value in headers]
        lines = format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", rows)
        return format_html('<dl class="desk-headers">{}</dl>', lines) if rows else NONE

    @display(description=_("taken out of"))
    def container_link(self, original: Original) -> str:
        return _link(original.container) if original.container else NONE

    @display(description=_("what came out of it"))
    def members_shown(self, original: Original) -> str:
        return _list(_link(member) for member in _first(_members(original)))

    @display(description=_("article texts read from it"))
    def texts_shown(self, original: Original) -> str:
        return _list(
            format_html(
                '<a class="text-link" href="{}?version={}" lang="{}">{}</a>',
                reverse("admin:articles_article_change", args=[text.article_id]),
                text.version,
                text.language,
                text.title,
            )
            for text in _first(original.texts.defer("text"))
        )

    @display(description=_("imports that it came by"))
    def items_shown(self, original: Original) -> str:
        items = ImportItem.objects.filter(original=original).select_related("batch")
        return _list(
            format_html(
                '<a class="text-link" href="{}">{}</a> {} · {}',
                reverse("admin:articles_importbatch_change", args=[item.batch_id]),
                item.batch,
                printable(item.name),
                item.get_outcome_display(),
            )
            for item in _first(items.order_by("-id"))
        )


def _link(original: Original) -> SafeString:
    address = reverse("admin:articles_original_change", args=[original.pk])
    return format_html('<a class="text-link" href="{}">{}</a>', address, original)


def _members(original: Original) -> QuerySet[Original]:
    return original.members.defer("compressed").order_by("name")


def _first(rows: Any) -> Any:
    return rows[:SHOWN_AT_MOST]


def _list(lines: Iterable[SafeString]) -> str:
    rows = [(line,) for line in lines]
    if not rows:
        return NONE
    return format_html('<ul class="desk-lines">{}</ul>', format_html_join("", "<li>{}</li>", rows))
