"""The queues above the list of claims."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from unfold.contrib.filters.admin import RelatedDropdownFilter

from claims.admin.queues import ClaimQueueFilter, claim_tabs
from claims.selectors.queues import claim_queue_order


class ClaimWork:
    """For the ModelAdmin of claims."""

    list_before_template = "admin/desk/queues.html"
    work_filters: list[Any] = [ClaimQueueFilter, ("tags", RelatedDropdownFilter)]

    def changelist_view(
        self, request: HttpRequest, extra_context: dict | None = None
    ) -> HttpResponse:
        tabs = {"queue_tabs": claim_tabs(request)}
        return super().changelist_view(  # type: ignore[misc]
            request, {**tabs, **(extra_context or {})}
        )

    def get_ordering(self, request: HttpRequest) -> Any:
        asked = claim_queue_order(request.GET.get("queue", ""))
        return asked or super().get_ordering(request)  # type: ignore[misc]
