from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.contrib.filters.admin import RangeDateTimeFilter, RelatedDropdownFilter
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import ReadOnlyAdmin
from claims.admin.addresses import admin_link
from claims.models import Annotation


@admin.register(Annotation)
class AnnotationAdmin(HistoryAdmin, ReadOnlyAdmin):
    """All notes in one list. They are written on the claim's page, with the claim in view."""

    keeps_history = True
    list_display = ["__str__", "claim_link", "author", "created_at"]
    list_select_related = ["claim", "author"]
    list_filter = [("author", RelatedDropdownFilter), ("created_at", RangeDateTimeFilter)]
    search_fields = ["body", "claim__headline_en", "claim__headline_zh", "author__username"]
    date_hierarchy = "created_at"
    ordering = ["-id"]
    fields = ["claim_link", "author", "created_at", "body"]

    @display(description=_("claim"))
    def claim_link(self, annotation: Annotation) -> str:
        return admin_link(annotation.claim)
