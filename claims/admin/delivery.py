"""What webhooks were told, what they answered, and a way to say it again."""

import json
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateTimeFilter
from unfold.decorators import display

from articles.admin.keeping import ReadOnlyAdmin, signed_in
from claims.admin.addresses import admin_link
from claims.models import Delivery
from claims.services.delivering import body_of
from claims.services.webhooks import deliveries_replay

STATE_LOOKS = {"waiting": "info", "delivered": "success", "failed": "danger"}


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = [
        "__str__",
        "webhook_link",
        "state_label",
        "status",
        "attempts",
        "occurred_at",
        "attempted_at",
        "error",
    ]
    list_select_related = ["webhook"]
    list_filter = [
        ("state", ChoicesDropdownFilter),
        ("event", ChoicesDropdownFilter),
        ("occurred_at", RangeDateTimeFilter),
    ]
    search_fields = ["webhook__url", "subject", "public_id", "error"]
    search_help_text = _("Address, id or error")
    fields = [
        ("id_told", "event"),
        "webhook_link",
        ("state", "attempts"),
        "occurred_at",
        ("attempted_at", "next_at"),
        ("status", "error"),
        "answer",
        "message",
    ]
    readonly_fields = ["id_told", "webhook_link", "message"]
    actions = ["replay"]
    change_form_outer_before_template = "admin/desk/delivery_replay.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Delivery]:
        deliveries = super().get_queryset(request).select_related("webhook")
        user = signed_in(request)
        return deliveries if user.is_superuser else deliveries.filter(webhook__owner=user)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.replay_view)
        return [
            path("<int:pk>/replay/", view, name="claims_delivery_replay"),
            *super().get_urls(),
        ]

    def has_replay_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return request.user.has_perm("claims.change_delivery")

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["may_replay"] = self.has_replay_permission(request)
        return super().render_change_form(request, context, *args, **kwargs)

    @method_decorator(require_POST)
    def replay_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not self.has_replay_permission(request):
            raise PermissionDenied
        delivery = get_object_or_404(self.get_queryset(request), pk=pk)
        self.replay(request, Delivery.objects.filter(pk=delivery.pk))
        address = reverse("admin:claims_webhook_change", args=[delivery.webhook_id])
        return HttpResponseRedirect(address)

    @admin.action(description=_("Send again"), permissions=["replay"])
    def replay(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> None:
        count = deliveries_replay(deliveries=list(queryset))
        said = ngettext("%d delivery will be sent.", "%d deliveries will be sent.", count) % count
        self.message_user(request, said)

    @display(description=_("webhook"), ordering="webhook__url")
    def webhook_link(self, delivery: Delivery) -> str:
        return admin_link(delivery.webhook)

    @display(description=_("state"), ordering="state", label=STATE_LOOKS)
    def state_label(self, delivery: Delivery) -> tuple[str, str]:
        return delivery.state, delivery.get_state_display()

    @display(description=_("id"))
    def id_told(self, delivery: Delivery) -> str:
        return str(delivery.public_id)

    @display(description=_("message"))
    def message(self, delivery: Delivery) -> str:
        told = json.dumps(json.loads(body_of(delivery)), indent=2, ensure_ascii=False)
        return format_html('<pre class="desk-json" tabindex="0">{}</pre>', told)
