"""What the desk lets nobody do: lose an editor's work, or write past the services."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin, TabularInline


def signed_in(request: HttpRequest) -> User:
    """Whose act this is. The admin's doors have let nobody else through."""
    assert isinstance(request.user, User)
    return request.user


class KeptAdmin(ModelAdmin):
    """Rows are never deleted here: nothing an editor did is ever lost."""

    list_per_page = 50
    # One COUNT a page instead of two.
    show_full_result_count = False
    list_filter_submit = True

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyAdmin(KeptAdmin):
    """Rows that machines or services write, and the desk only shows."""

    keeps_history = False

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if not self.keeps_history:
            context["show_history"] = False  # a door to an empty room
        return super().render_change_form(request, context, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyInline(TabularInline):
    """Rows shown beside their owner."""

    extra = 0
    max_num = 0
    can_delete = False
    hide_title = True  # the row itself says it

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
