"""Who is told of changes: an owner's webhooks, how they fare, and what they were told."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from unfold.decorators import display
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.admin.keeping import KeptAdmin, signed_in
from claims.models import Webhook, WebhookEvent
from claims.services.webhooks import (
    secrets_of,
    webhook_address,
    webhook_change,
    webhook_create,
    webhook_rotate,
    webhook_test,
)

LATEST = 20  # deliveries on a webhook's page
SHOWN_ONCE = "webhook-with-a-new-secret"  # the session's key of its id
# Each state, the look of its label, and which webhooks are in it.
STATES = {
    "well": (_("well"), "imported", Q(is_active=True, failures=0)),
    "failing": (_("failing"), "failed", Q(is_active=True, failures__gt=0)),
    "off": (_("switched off"), "stopped", Q(is_active=False)),
}


def state_of(webhook: Webhook) -> str:
    if not webhook.is_active:
        return "off"
    return "failing" if webhook.failures else "well"


class WebhookForm(forms.ModelForm):
    events = forms.MultipleChoiceField(
        label=gettext_lazy("Events"),
        choices=WebhookEvent.choices,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
    )

    class Meta:
        model = Webhook
        fields = ["url", "events"]

    def clean_url(self) -> str:
        try:
            return webhook_address(self.cleaned_data["url"])
        except forms.ValidationError as error:
            raise forms.ValidationError(error.messages) from error


class WebhookStateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, Any]]:
        return [(state, name) for state, (name, _look, _which) in STATES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        state = STATES.get(self.value() or "")
        return queryset.filter(state[2]) if state else queryset


@admin.register(Webhook)
class WebhookAdmin(KeptAdmin):
    """Everybody's own; administrators see all."""

    form = WebhookForm
    list_display = ["__str__", "state", "told", "owner", "delivered_at", "failures", "error"]
    list_select_related = ["owner"]
    list_filter = [WebhookStateFilter]
    search_fields = ["url", "last_error"]
    search_help_text = _("Address or error")
    change_form_outer_before_template = "admin/desk/webhook_panels.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        webhooks = super().get_queryset(request)
        user = signed_in(request)
        return webhooks if user.is_superuser else webhooks.filter(owner=user)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        acts = [
            path(f"<int:pk>/{act}/", wrap(self.act_view), {"act": act}, f"claims_webhook_{act}")
            for act in ("test", "switch_on", "switch_off", "rotate")
        ]
        return [*acts, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Webhook, form: Any, change: bool) -> None:
        user = signed_in(request)
        if change:
            changes = {name: form.cleaned_data[name] for name in form.changed_data}
            webhook_change(webhook=obj, user=user, **changes)
            return
        obj.pk = webhook_create(user=user, **form.cleaned_data)[0].pk
        request.session[SHOWN_ONCE] = obj.pk

    def response_add(
        self, request: HttpRequest, obj: Webhook, post_url_continue: str | None = None
    ) -> HttpResponse:
        """To its own page, where its secret is shown."""
        messages.success(request, gettext("The webhook was made."))
        return _to(obj.pk)

    def render_change_form(
        self, request: HttpRequest, context: dict, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        context["show_history"] = False  # acts tell it
        if webhook := kwargs.get("obj"):
            context["panels"] = {
                "webhook": webhook,
                "state": self.state(webhook),
                "secret": _secret_to_show(request, webhook),
                "deliveries": list(webhook.deliveries.defer("data")[:LATEST]),
                "may_change": self.has_change_permission(request, webhook),
            }
        response = super().render_change_form(request, context, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @method_decorator(require_POST)
    def act_view(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        webhook = get_object_or_404(self.get_queryset(request), pk=pk)
        getattr(self, f"_{act}")(request, webhook)
        return _to(pk)

    def _test(self, request: HttpRequest, webhook: Webhook) -> None:
        webhook_test(webhook=webhook)
        messages.success(request, gettext("A test is on its way. Look again in a moment."))

    def _switch_on(self, request: HttpRequest, webhook: Webhook) -> None:
        webhook_change(webhook=webhook, user=signed_in(request), is_active=True)

    def _switch_off(self, request: HttpRequest, webhook: Webhook) -> None:
        webhook_change(webhook=webhook, user=signed_in(request), is_active=False)

    def _rotate(self, request: HttpRequest, webhook: Webhook) -> None:
        webhook_rotate(webhook=webhook, user=signed_in(request))
        request.session[SHOWN_ONCE] = webhook.pk

    @display(description=_("state"), ordering="is_active")
    def state(self, webhook: Webhook) -> str:
        name, look, _which = STATES[state_of(webhook)]
        return format_html(
            '<span class="desk-status desk-status-{} whitespace-nowrap">{}</span>', look, name
        )

    @display(description=_("told of"))
    def told(self, webhook: Webhook) -> str:
        labels = dict(WebhookEvent.choices)
        return format_html_join("; ", "{}", ((labels.get(one, one),) for one in webhook.events))

    @display(description=_("last error"), ordering="last_error")
    def error(self, webhook: Webhook) -> str:
        return webhook.last_error or "–"


def _secret_to_show(request: HttpRequest, webhook: Webhook) -> str:
    """Once, to whoever has just made it. It is made anew from the seed, and nowhere kept."""
    if request.session.get(SHOWN_ONCE) != webhook.pk:
        return ""
    del request.session[SHOWN_ONCE]
    return secrets_of(webhook)[0]


def _to(pk: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:claims_webhook_change", args=[pk]))
