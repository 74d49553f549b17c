from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateTimeFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin, ReadOnlyInline, signed_in
from articles.admin.uploading import UploadForm
from articles.models import ImportBatch, ImportItem
from articles.services import ImportInput, import_batch
from articles.services.fetching import fetch


class ImportItemInline(ReadOnlyInline):
    model = ImportItem
    fields = ["name", "outcome_label", "reason", "article_link"]
    readonly_fields = ["outcome_label", "article_link"]
    per_page = 100
    tab = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportItem]:
        items = super().get_queryset(request).select_related("article_text")
        return items.defer("article_text__text")

    @display(description=gettext_lazy("outcome"))
    def outcome_label(self, item: ImportItem) -> str:
        words = item.get_outcome_display()
        return format_html(
            '<span class="desk-status desk-status-{}">{}</span>', item.outcome, words
        )

    @display(description=gettext_lazy("article"))
    def article_link(self, item: ImportItem) -> str:
        if not item.article_text:
            return "–"
        address = reverse("admin:articles_article_change", args=[item.article_text.article_id])
        return format_html(
            '<a class="text-link" href="{}">{}</a>', address, item.article_text.title
        )


class FailureFilter(admin.SimpleListFilter):
    title = gettext_lazy("failures")
    parameter_name = "failures"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        return [("yes", _("with failures")), ("no", _("without failures"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(failed__gt=0) if self.value() == "yes" else queryset.filter(failed=0)


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnlyAdmin):
    """Reports of imports. To add one is to upload; the report is the page that follows."""

    list_display = [
        "__str__",
        "created_at",
        "door",
        "created_by",
        "imported",
        "new_version",
        "unchanged",
        "failed",
    ]
    list_select_related = ["created_by"]
    list_filter = [
        FailureFilter,
        ("door", ChoicesDropdownFilter),
        ("created_at", RangeDateTimeFilter),
    ]
    search_fields = ["items__name", "items__reason"]
    search_help_text = gettext_lazy("Name of a file or address, or a reason")
    date_hierarchy = "created_at"
    fields = [("door", "created_by"), ("created_at", "finished_at")]
    inlines = [ImportItemInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ImportBatch]:
        counts = {
            outcome.value: Count("items", filter=Q(items__outcome=outcome), distinct=True)
            for outcome in ImportItem.Outcome
        }
        return super().get_queryset(request).annotate(**counts)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.add_importbatch")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = UploadForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            return self._import(request, form)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import articles"),
            "opts": self.opts,
            "form": form,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/desk/upload.html", context)

    def _import(self, request: HttpRequest, form: UploadForm) -> HttpResponse:
        items = [
            ImportInput(name=file.name, data=file.read) for file in form.cleaned_data["uploads"]
        ]
        items += [
            ImportInput(name=address, data=partial(fetch, address), url=address)
            for address in form.cleaned_data["addresses"]
        ]
        batch = import_batch(items=items, door=ImportBatch.Door.ADMIN, user=signed_in(request))
        failed = batch.items.filter(outcome=ImportItem.Outcome.FAILED).count()
        if failed:
            messages.warning(
                request,
                _("%(failed)d of %(all)d could not be imported; the reasons stand below.")
                % {"failed": failed, "all": len(items)},
            )
        else:
            messages.success(request, _("All %d were read.") % len(items))
        return HttpResponseRedirect(reverse("admin:articles_importbatch_change", args=[batch.pk]))

    @display(description=gettext_lazy("imported"), ordering="imported")
    def imported(self, batch: ImportBatch) -> int:
        return batch.imported  # type: ignore[attr-defined]

    @display(description=gettext_lazy("new versions"), ordering="new_version")
    def new_version(self, batch: ImportBatch) -> int:
        return batch.new_version  # type: ignore[attr-defined]

    @display(description=gettext_lazy("unchanged"), ordering="unchanged")
    def unchanged(self, batch: ImportBatch) -> int:
        return batch.unchanged  # type: ignore[attr-defined]

    @display(description=gettext_lazy("failed"), ordering="failed")
    def failed(self, batch: ImportBatch) -> int:
        return batch.failed  # type: ignore[attr-defined]
