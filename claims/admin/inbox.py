"""What awaits who is signed in: mentions, replies, assignments. Everybody sees their own alone."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe
from unfold.contrib.filters.admin import ChoicesDropdownFilter, DropdownFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin, signed_in
from claims.admin.addresses import admin_address
from claims.admin.note_panels import note_address
from claims.models import Notice
from claims.selectors.discussions import inbox, unread_count
from claims.selectors.mentions import name_of
from claims.services.noticing import notices_read, notices_unread
from claims.views.feeds import release_words

KIND_COLOURS = {
    "mention": "info",
    "reply": "success",
    "assignment": "warning",
    "release": "primary",
    "webhook": "danger",
}


class ReadFilter(DropdownFilter):
    title = gettext_lazy("state")
    parameter_name = "read"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("no", _("unread")), ("yes", _("read"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Notice]) -> QuerySet[Notice]:
        if self.value() in {"no", "yes"}:
            return queryset.filter(read_at__isnull=self.value() == "no")
        return queryset


@admin.register(Notice)
class Inbox(ReadOnlyAdmin):
    list_display = ["what", "kind_label", "actor_name", "created_at", "state"]
    list_display_links = None
    list_filter = [("kind", ChoicesDropdownFilter), ReadFilter]
    actions = ["mark_read", "mark_unread"]
    list_before_template = "admin/desk/notes/read_all.html"
    list_per_page = 50

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return request.user.is_staff and (obj is None or obj.user_id == request.user.pk)

    def has_read_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return self.has_view_permission(request, obj)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Notice]:
        is_read = ExpressionWrapper(Q(read_at__isnull=False), output_field=BooleanField())
        return inbox(signed_in(request)).annotate(is_read=is_read)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        return ["is_read", "-id"]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        context = {"title": _("Inbox"), "unread": unread_count(request.user)}
        return super().changelist_view(request, {**context, **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/open/", wrap(self.open_view), name="claims_notice_open"),
            path("read-all/", wrap(self.read_all_view), name="claims_notice_read_all"),
            *super().get_urls(),
        ]

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> Any:
        """A notice has no page of its own: it leads to its place."""
        if not object_id.isdigit():
            return HttpResponseRedirect(reverse("admin:claims_notice_changelist"))
        return self.open_view(request, int(object_id[:12]))

    @method_decorator(require_safe)
    def open_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """To the very place that the notice tells of; whoever goes there has read it."""
        notice = get_object_or_404(self.get_queryset(request), pk=pk)
        if notice.read_at is None:
            notices_read(user=signed_in(request), ids=[notice.pk])
        return HttpResponseRedirect(_address(notice))

    @method_decorator(require_POST)
    def read_all_view(self, request: HttpRequest) -> HttpResponse:
        self._say(request, notices_read(user=signed_in(request)))
        return HttpResponseRedirect(reverse("admin:claims_notice_changelist"))

    @admin.action(description=gettext_lazy("Mark as read"), permissions=["read"])
    def mark_read(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        self._say(request, notices_read(user=signed_in(request), ids=ids))

    @admin.action(description=gettext_lazy("Mark as unread"), permissions=["read"])
    def mark_unread(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        ids = list(queryset.values_list("pk", flat=True))
        notices_unread(user=signed_in(request), ids=ids)

    def _say(self, request: HttpRequest, count: int) -> None:
        said = ngettext("%d notice read.", "%d notices read.", count) % count
        messages.success(request, said)

    @display(description=gettext_lazy("notice"))
    def what(self, notice: Notice) -> str:
        return format_html(
            '<a class="text-link{}" href="{}">{}</a>',
            "" if notice.read_at else " desk-unread",
            reverse("admin:claims_notice_open", args=[notice.pk]),
            _words(notice),
        )

    @display(description=gettext_lazy("kind"), ordering="kind", label=KIND_COLOURS)
    def kind_label(self, notice: Notice) -> tuple[str, str]:
        return notice.kind, notice.get_kind_display()

    @display(description=gettext_lazy("by"), ordering="actor__username")
    def actor_name(self, notice: Notice) -> str:
        return name_of(notice.actor) if notice.actor else "–"

    @display(description=gettext_lazy("state"), label={"unread": "info", "read": ""})
    def state(self, notice: Notice) -> tuple[str, str]:
        return ("read", _("read")) if notice.read_at else ("unread", _("unread"))


def _address(notice: Notice) -> str:
    if notice.release:
        return notice.release.get_absolute_url()
    if notice.webhook:
        return admin_address(notice.webhook)
    if notice.annotation:
        return note_address(notice.annotation)
    assert notice.article is not None
    return admin_address(notice.article)


def _words(notice: Notice) -> str:
    if notice.release:
        return f"{release_words(notice.release)}: {notice.release.comparison}"
    if notice.webhook:
        return _("Switched off: %s") % notice.webhook
    if notice.annotation:
        return str(notice.annotation)
    return str(notice.article)
