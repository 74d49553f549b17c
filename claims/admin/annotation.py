from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import (
    DropdownFilter,
    RangeDateTimeFilter,
    RelatedDropdownFilter,
)
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import ReadOnlyAdmin, signed_in
from claims.admin.note_acts import (
    edit_view,
    mark_view,
    notes_view,
    reply_view,
    users_view,
    write_view,
)
from claims.admin.note_panels import Discussion, note_address, thread_shown
from claims.models import Annotation
from claims.selectors.discussions import thread_of

# The mark is on a thread's first note.
OPEN = Q(parent=None, resolved_at=None) | Q(parent__isnull=False, parent__resolved_at=None)


class StateFilter(DropdownFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("open", _("open")), ("resolved", _("resolved"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Annotation]) -> QuerySet:
        if self.value() == "open":
            return queryset.filter(OPEN)
        if self.value() == "resolved":
            return queryset.exclude(OPEN)
        return queryset


class ConcernsMeFilter(DropdownFilter):
    title = _("for me")
    parameter_name = "me"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("mine", _("mine")), ("mentioned", _("mentioning me"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Annotation]) -> QuerySet:
        if self.value() == "mine":
            return queryset.filter(author=signed_in(request))
        if self.value() == "mentioned":
            return queryset.filter(mentions=signed_in(request))
        return queryset


@admin.register(Annotation)
class AnnotationAdmin(HistoryAdmin, ReadOnlyAdmin):
    """All notes in one list. They are written where what they are about is in view."""

    keeps_history = True
    list_display = ["__str__", "place", "author", "created_at", "reply_count", "state"]
    list_filter = [
        StateFilter,
        ConcernsMeFilter,
        ("author", RelatedDropdownFilter),
        ("created_at", RangeDateTimeFilter),
    ]
    search_fields = ["body", "claim__headline_en", "claim__headline_zh", "author__username"]
    date_hierarchy = "created_at"
    ordering = ["-id"]
    fields = ["place", "author", "created_at", "state"]
    readonly_fields = ["place", "state"]
    change_form_outer_before_template = "admin/desk/notes/thread_page.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Annotation]:
        notes = super().get_queryset(request)
        return (
            notes.select_related("claim", "author", "article_text")
            .defer("article_text__text")
            .annotate(
                thread_resolved_at=Coalesce(F("parent__resolved_at"), F("resolved_at")),
                reply_count=Count("replies", filter=~Q(replies__body="")),
            )
        )

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("of/<int:pk>/", wrap(notes_view), name="claims_annotation_notes"),
            path("users/", wrap(users_view), name="claims_annotation_users"),
            path("write/", wrap(write_view), name="claims_annotation_write"),
            path("<int:pk>/reply/", wrap(reply_view), name="claims_annotation_reply"),
            path("<int:pk>/edit/", wrap(edit_view), name="claims_annotation_edit"),
            *(
                path(f"<int:pk>/{act}/", wrap(mark_view), {"act": act}, f"claims_annotation_{act}")
                for act in ("resolve", "reopen", "withdraw")
            ),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if obj := kwargs.get("obj"):
            shown = thread_shown(thread_of(obj), request.user)
            may = request.user.has_perm("claims.add_annotation")
            context["discussion"] = Discussion([shown], [], may)
        return super().render_change_form(request, context, *args, **kwargs)

    @display(description=_("on"))
    def place(self, note: Annotation) -> str:
        if note.claim:
            words = note.claim.headline
        else:
            assert note.article_text is not None
            words = f"{note.article_text.title} ({note.start}–{note.end})"
        return format_html('<a class="text-link" href="{}">{}</a>', note_address(note), words)

    @display(description=_("replies"), ordering="reply_count")
    def reply_count(self, note: Annotation) -> int:
        return note.reply_count  # type: ignore[attr-defined]

    @display(description=_("state"), label={"open": "warning", "resolved": "success"})
    def state(self, note: Annotation) -> tuple[str, Any]:
        resolved = note.thread_resolved_at  # type: ignore[attr-defined]
        return ("resolved", _("resolved")) if resolved else ("open", _("open"))
