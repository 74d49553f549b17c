"""The queue, as Procrastinate's own admin shows it, in the desk's dress."""

import re
from collections.abc import Callable

from django.contrib import admin
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.admin import ProcrastinateJobAdmin
from procrastinate.contrib.django.models import ProcrastinateEvent, ProcrastinateJob
from unfold.admin import ModelAdmin

from articles.admin.keeping import ReadOnlyInline

admin.site.unregister(ProcrastinateJob)
STYLE = re.compile(r' style="[^"]*"')


class JobEventInline(ReadOnlyInline):
    model = ProcrastinateEvent


@admin.register(ProcrastinateJob)
class JobAdmin(ProcrastinateJobAdmin, ModelAdmin):
    inlines = [JobEventInline]

    def get_actions(
        self, request: HttpRequest
    ) -> dict[str, tuple[Callable[..., str], str, str] | None]:
        """Retry, cancel and abort come without a permission of their own: administrators only."""
        return super().get_actions(request) if request.user.is_superuser else {}

    @admin.display(description=_("arguments"))
    def pretty_args(self, instance: ProcrastinateJob) -> SafeString:
        return unstyled(super().pretty_args(instance))

    @admin.display(description=_("summary"))
    def summary(self, instance: ProcrastinateJob) -> SafeString:
        return unstyled(super().summary(instance))


def unstyled(html: str) -> SafeString:
    """Procrastinate's HTML less its style attributes, which the policy forbids."""
    return mark_safe(STYLE.sub("", html))  # noqa: S308 -- escaped by Procrastinate
