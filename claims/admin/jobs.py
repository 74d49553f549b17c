"""The queue, as Procrastinate's own admin shows it, in the desk's dress."""

from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest
from procrastinate.contrib.django.admin import ProcrastinateEventInline, ProcrastinateJobAdmin
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from unfold.admin import ModelAdmin, TabularInline

admin.site.unregister(ProcrastinateJob)


class JobEventInline(ProcrastinateEventInline, TabularInline):
    model = ProcrastinateEvent
    template = TabularInline.template


@admin.register(ProcrastinateJob)
class JobAdmin(ProcrastinateJobAdmin, ModelAdmin):
    inlines = [JobEventInline]

    def get_actions(
        self, request: HttpRequest
    ) -> dict[str, tuple[Callable[..., str], str, str] | None]:
        """Retry, cancel and abort come without a permission of their own: administrators only."""
        return super().get_actions(request) if request.user.is_superuser else {}
