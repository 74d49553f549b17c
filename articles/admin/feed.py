"""The feeds that are subscribed to, and how they fare."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from articles.models import Feed, ImportBatch
from articles.progress import counts_of
from articles.services.feeds import (
    feed_address,
    feed_ask_now,
    feed_change,
    feed_subscribe,
    feed_unsubscribe,
)

LATEST = 10  # imports on a feed's page
# Each state, the look of its label, and which feeds are in it.
STATES = {
    "well": (_("well"), "imported", Q(is_active=True, failures=0, checked_at__isnull=False)),
    "new": (_("not asked yet"), "waiting", Q(is_active=True, failures=0, checked_at=None)),
    "failing": (_("failing"), "failed", Q(is_active=True, failures__gt=0)),
    "paused": (_("paused"), "stopped", Q(is_active=False)),
}


def state_of(feed: Feed) -> str:
    if not feed.is_active:
        return "paused"
    if feed.failures:
        return "failing"
    return "well" if feed.checked_at else "new"


class FeedForm(forms.ModelForm):
    class Meta:
        model = Feed
        fields = ["url", "title", "publisher", "minutes"]

    def clean_url(self) -> str:
        try:
            return feed_address(self.cleaned_data["url"])
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error


class FeedStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        return [(state, name) for state, (name, _look, _which) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        state = STATES.get(self.value() or "")
        return queryset.filter(state[2]) if state else queryset


@admin.register(Feed)
class FeedAdmin(HistoryAdmin, KeptAdmin):
    form = FeedForm
    list_display = [
        "__str__",
        "state",
        "publisher",
        "checked_at",
        "changed_at",
        "due",
        "failures",
        "error",
    ]
    list_select_related = ["publisher"]
    list_filter = [FeedStateFilter, ("publisher", RelatedDropdownFilter)]
    search_fields = ["title", "url", "last_error"]
    search_help_text = _("Title, address or error")
    autocomplete_fields = ["publisher"]
    actions = ["ask_now", "pause", "resume"]
    change_form_outer_before_template = "admin/desk/feed_panels.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{act}/", view(self.act_view), {"act": act}, f"articles_feed_{act}")
            for act in ("ask_now", "pause", "resume")
        ]
        return [*acts, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Feed, form: FeedForm, change: bool) -> None:
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            feed_change(feed=obj, user=signed_in(request), **changes)
        else:
            obj.pk = feed_subscribe(user=signed_in(request), **form.cleaned_data).pk

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if feed := kwargs.get("obj"):
            batches = list(feed.batches.all()[:LATEST])
            counts = counts_of(batches)
            context["panels"] = {
                "feed": feed,
                "state": self.state(feed),
                "batches": [(batch, _news(batch, counts[batch.pk])) for batch in batches],
                "may_change": self.has_change_permission(request, feed),
            }
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def act_view(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        feed = get_object_or_404(Feed, pk=pk)
        getattr(self, act)(request, Feed.objects.filter(pk=pk))
        return HttpResponseRedirect(reverse("admin:articles_feed_change", args=[feed.pk]))

    @admin.action(description=_("Ask now"), permissions=["change"])
    def ask_now(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        feeds = list(queryset.filter(is_active=True))
        for feed in feeds:
            feed_ask_now(feed=feed)
        said = ngettext("%d feed will be asked now.", "%d feeds will be asked now.", len(feeds))
        self.message_user(request, said % len(feeds))
        if paused := queryset.filter(is_active=False).count():
            said = ngettext("%d is paused.", "%d are paused.", paused) % paused
            self.message_user(request, said, messages.WARNING)

    @admin.action(description=_("Pause"), permissions=["change"])
    def pause(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        feeds = list(queryset.filter(is_active=True))
        for feed in feeds:
            feed_unsubscribe(feed=feed, user=signed_in(request))
        said = ngettext("%d feed paused.", "%d feeds paused.", len(feeds)) % len(feeds)
        self.message_user(request, said)

    @admin.action(description=_("Resume"), permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Feed]) -> None:
        feeds = list(queryset.filter(is_active=False))
        for feed in feeds:
            feed_change(feed=feed, user=signed_in(request), is_active=True)
        said = ngettext("%d feed resumed.", "%d feeds resumed.", len(feeds)) % len(feeds)
        self.message_user(request, said)

    @display(description=_("state"), ordering="is_active")
    def state(self, feed: Feed) -> str:
        name, look, _which = STATES[state_of(feed)]
        return format_html(
            '<span class="desk-status desk-status-{} whitespace-nowrap">{}</span>', look, name
        )

    @display(description=_("to be asked again at"), ordering="due_at")
    def due(self, feed: Feed) -> Any:
        return feed.due_at if feed.is_active else None

    @display(description=_("last error"), ordering="last_error")
    def error(self, feed: Feed) -> str:
        return feed.last_error or "–"


def _news(batch: ImportBatch, counts: dict[str, int]) -> list[tuple[str, int]]:
    """What became of an import's items: the outcomes there are, in words, and how many."""
    return [
        (str(batch.items.model.Outcome(outcome).label), number)
        for outcome, number in counts.items()
        if number
    ]
