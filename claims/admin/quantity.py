from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from articles.admin.history import HistoryAdmin
from articles.admin.keeping import KeptAdmin, signed_in
from articles.admin.versioned import VersionedAdmin
from claims.admin.addresses import admin_address, admin_link
from claims.admin.claim_form import QuantityForm
from claims.models import Quantity
from claims.services import quantity_edit


@admin.register(Quantity)
class QuantityAdmin(VersionedAdmin, HistoryAdmin, KeptAdmin):
    """One quantity of a claim, reached from the claim: corrected where the machine misread it."""

    form = QuantityForm
    list_display = [
        "quote",
        "value",
        "low",
        "high",
        "unit",
        "dimension",
        "modality",
        "polarity",
        "claim_link",
    ]
    list_select_related = ["claim"]
    list_filter = ["dimension", "unit", "modality", "polarity"]
    search_fields = ["quote", "counted"]
    ordering = ["-id"]
    fields = [
        "claim_link",
        "quote",
        "value",
        ("low", "high"),
        ("approximate", "approximator"),
        ("change", "modality", "polarity"),
        ("unit", "counted"),
        "dimension",
        "seen_version",
    ]
    readonly_fields = ["claim_link", "quote"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Quantity]:
        return super().get_queryset(request).select_related("claim")

    def get_fields(self, request: HttpRequest, obj: Quantity | None = None) -> list:
        return self.fields if self.has_change_permission(request, obj) else self.fields[:-1]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: Quantity, form: QuantityForm, change: bool
    ) -> None:
        if changes := form.changed_values():
            quantity_edit(
                quantity=Quantity.objects.select_related("claim").get(pk=obj.pk),
                user=signed_in(request),
                version=form.cleaned_data["seen_version"],
                **changes,
            )

    def response_post_save_change(self, request: HttpRequest, obj: Quantity) -> HttpResponse:
        return HttpResponseRedirect(admin_address(obj.claim))

    @display(description=_("claim"))
    def claim_link(self, quantity: Quantity) -> str:
        return admin_link(quantity.claim)
