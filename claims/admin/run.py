from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateTimeFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin
from claims.admin.addresses import admin_link
from claims.models import ExtractionRun


@admin.register(ExtractionRun)
class ExtractionRunAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "text_link", "engine", "started_at", "state", "claim_count"]
    list_select_related = ["article_text"]
    list_filter = [
        ("error", admin.EmptyFieldListFilter),
        "engine_version",
        ("started_at", RangeDateTimeFilter),
    ]
    search_fields = ["article_text__title", "model_hash", "error"]
    date_hierarchy = "started_at"
    fields = [
        "text_link",
        ("engine_version", "model_hash"),
        ("started_at", "finished_at"),
        "claim_count",
        "unread_language",
        "error",
    ]
    readonly_fields = ["text_link"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ExtractionRun]:
        return super().get_queryset(request).defer("article_text__text")

    @display(description=_("article text"), ordering="article_text__title")
    def text_link(self, run: ExtractionRun) -> str:
        return admin_link(run.article_text)

    @display(description=_("engine"), ordering="engine_version")
    def engine(self, run: ExtractionRun) -> str:
        return f"{run.engine_version} · {run.model_hash[:8]}"

    @display(
        description=_("state"),
        label={"done": "success", "failed": "danger", "unread": "warning", "running": "info"},
    )
    def state(self, run: ExtractionRun) -> tuple[str, object]:
        if run.error:
            return "failed", _("failed")
        if run.unread_language:
            return "unread", _("language not read: %(code)s") % {"code": run.unread_language}
        return ("done", _("done")) if run.finished_at else ("running", _("running"))
