"""An object's history: who did what to it, when and why, and the way back to an earlier state."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils.module_loading import import_string


class HistoryAdmin:
    """For the ModelAdmin of rows whose history is kept.

    It is told where acts are known, and articles know nothing of them: settings say by whom.
    """

    def get_urls(self) -> list[URLPattern]:
        return [*self._teller.doors(), *super().get_urls()]  # type: ignore[misc]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        page: HttpResponse = self._teller.page(request, object_id, extra_context)
        return page

    @property
    def _teller(self) -> Any:
        return import_string(settings.HISTORIES_ARE_TOLD_BY)(self)
