"""The desk's answers in JSON, for the script that marks, mends and rules in place."""

from typing import Any

from django.urls import URLPattern

from claims.admin.desk_views.views import urls


class DeskViews:
    """For the ModelAdmin of articles."""

    admin_site: Any

    def get_urls(self) -> list[URLPattern]:
        return [*urls(self.admin_site), *super().get_urls()]  # type: ignore[misc]
