"""The imports as a list, and the page by which one is begun."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateTimeFilter
from unfold.decorators import display

from articles.admin.batch_page import STATE_NAMES, BatchPage
from articles.admin.history import HistoryAdmin
from articles.admin.keeping import ReadOnlyAdmin, signed_in
from articles.admin.uploading import UploadForm
from articles.doors import hand_in, inputs_of_addresses, inputs_of_files
from articles.models import ImportBatch
from articles.progress import counts_of, import_state, in_state, with_failures
from articles.unpacking.paths import skipping_rules


class StateFilter(admin.SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        return list(STATE_NAMES.items())

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        state = self.value()
        return in_state(queryset, state) if state in STATE_NAMES else queryset


class FailureFilter(admin.SimpleListFilter):
    title = gettext_lazy("failures")
    parameter_name = "failures"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("yes", _("with failures")), ("no", _("without failures"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in {"yes", "no"}:
            return queryset
        return with_failures(queryset, self.value() == "yes")


@admin.register(ImportBatch)
class ImportBatchAdmin(BatchPage, HistoryAdmin, ReadOnlyAdmin):
    """Reports of imports. To add one is to hand in; the report is the page that follows."""

    keeps_history = True

    list_display = [
        "__str__",
        "state",
        "created_at",
        "door",
        "created_by",
        "imported",
        "new_versions",
        "unchanged",
        "duplicates",
        "failed",
        "waiting",
    ]
    list_select_related = ["created_by"]
    list_filter = [
        StateFilter,
        FailureFilter,
        ("door", ChoicesDropdownFilter),
        ("created_at", RangeDateTimeFilter),
    ]
    search_fields = ["items__name", "items__reason"]
    search_help_text = gettext_lazy("Name of a file or address, or a reason")
    date_hierarchy = "created_at"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{act}/", view(self.act), {"act": act}, f"articles_importbatch_{act}")
            for act in self.acts
        ]
        live = path("<int:pk>/live/", view(self.live), name="articles_importbatch_live")
        return [*acts, live, *super().get_urls()]

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The page's batches with what became of their items, in one query for all of them."""
        changelist = super().get_changelist_instance(request)
        batches: Sequence[ImportBatch] = list(changelist.result_list)
        counts = counts_of(batches)
        for batch in batches:
            batch.counts = counts[batch.pk]  # type: ignore[attr-defined]
        changelist.result_list = batches
        return changelist

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_importbatch")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST":
            form = UploadForm(request.POST, request.FILES)
            by_script = request.accepts("application/json") and not request.accepts("text/html")
            if form.is_valid():
                page = self._page_of(self._taken_in(request, form))
                return JsonResponse({"location": page}) if by_script else HttpResponseRedirect(page)
            if by_script:
                return JsonResponse({"errors": form.errors}, status=400)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import articles"),
            "opts": self.opts,
            "form": form,
            "words": _words_of_the_script(form),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/upload.html", context)

    def _taken_in(self, request: HttpRequest, form: UploadForm) -> ImportBatch:
        files, addresses = form.cleaned_data["uploads"], form.cleaned_data["addresses"]
        return hand_in(
            inputs=[*inputs_of_files(files, form.paths), *inputs_of_addresses(addresses)],
            door=ImportBatch.Door.ADMIN,
            user=signed_in(request),
        )

    def _page_of(self, batch: ImportBatch) -> str:
        return reverse("admin:articles_importbatch_change", args=[batch.pk])

    @display(description=gettext_lazy("state"))
    def state(self, batch: ImportBatch) -> str:
        state = import_state(batch)
        return format_html(
            '<span class="desk-status desk-status-{}">{}</span>', state, STATE_NAMES[state]
        )

    @display(description=gettext_lazy("imported"))
    def imported(self, batch: ImportBatch) -> int:
        return _count(batch, "imported")

    @display(description=gettext_lazy("new versions"))
    def new_versions(self, batch: ImportBatch) -> int:
        return _count(batch, "new_version")

    @display(description=gettext_lazy("unchanged"))
    def unchanged(self, batch: ImportBatch) -> int:
        return _count(batch, "unchanged")

    @display(description=gettext_lazy("duplicates"))
    def duplicates(self, batch: ImportBatch) -> int:
        return _count(batch, "duplicate")

    @display(description=gettext_lazy("failed"))
    def failed(self, batch: ImportBatch) -> int:
        return _count(batch, "failed")

    @display(description=gettext_lazy("waiting"))
    def waiting(self, batch: ImportBatch) -> int:
        return _count(batch, "waiting")


def _count(batch: ImportBatch, outcome: str) -> int:
    counts: dict[str, int] = batch.counts  # type: ignore[attr-defined]
    return counts[outcome]


def _words_of_the_script(form: UploadForm) -> dict[str, Any]:
    """What the upload page's script says, and what it leaves out of a folder."""
    limits = form.limits
    return {
        "chosen": _("%(number)s chosen, %(size)s"),
        "remove": _("Remove"),
        "removeOne": _("Remove %(name)s"),
        "tooLarge": _("too large"),
        "tooMany": _("At most %(most)d files at once; put more into a ZIP.")
        % {"most": limits["files"]},
        "someTooLarge": _("Remove what is larger than %(size)s.") % {"size": limits["size_shown"]},
        "sending": _("Sending"),
        "takingIn": _("Sent; being taken in"),
        "broken": _("The connection broke. Nothing was imported; try again."),
        "refused": _("The service refused this (%(status)s). Nothing was imported."),
        "skipped": [rule["pattern"] for rule in skipping_rules()["name"]],
    }
