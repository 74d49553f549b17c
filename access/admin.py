"""The page of tokens: one's own to make and to revoke; an administrator's, everybody's."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_variables
from unfold.admin import ModelAdmin
from unfold.decorators import display
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminTextInputWidget,
)

from access.models import Token
from access.scopes import Scope
from access.tokens import LONGEST, token_make, token_revoke, tokens_of


class TokenForm(forms.ModelForm):
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Scopes"),
        choices=Scope.choices,
        initial=[Scope.READ],
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("What it may be used for. It never gives more than your role does."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Expires in days"),
        initial=90,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        widget=UnfoldAdminIntegerFieldWidget(attrs={"min": 1, "max": LONGEST}),
    )

    class Meta:
        model = Token
        fields = ["name"]
        widgets = {"name": UnfoldAdminTextInputWidget}


def _signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


@admin.register(Token)
class TokenAdmin(ModelAdmin):
    list_display = ["name", "begins_with", "user", "told_scopes", "created", "state"]
    list_display_links = ["name"]
    list_filter_submit = True
    search_fields = ["name", "user__username"]
    ordering = ["-created"]
    show_full_result_count = False
    add_fields = ["name", "scopes", "days"]
    shown = [*["name", "begins_with", "user", "told_scopes"], *["created", "expiry"]]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Token]:
        return tokens_of(_signed_in(request))

    def get_fields(self, request: HttpRequest, obj: Token | None = None) -> Any:
        return [*self.shown, "last_used_on"] if obj else self.add_fields

    def get_form(self, request: HttpRequest, obj: Any = None, *args: Any, **more: Any) -> Any:
        return super().get_form(request, obj, *args, **more) if obj else TokenForm

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_active and request.user.is_staff

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.has_module_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Token | None = None) -> bool:
        return self.has_module_permission(request) and (
            obj is None
            or obj.user_id == request.user.pk
            or request.user.has_perm("access.delete_token")
        )

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().add_view(request, *args, **kwargs)
        except PermissionDenied as refused:
            if not refused.args:
                raise
            self.message_user(request, str(refused), messages.ERROR)
            return redirect("admin:access_token_changelist")

    @sensitive_variables()
    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Token:
        """Made here and not in save_model, so that the row is the one that is logged and shown."""
        given = form.cleaned_data
        token, words = token_make(
            user=_signed_in(request), name=given["name"], scopes=given["scopes"], days=given["days"]
        )
        token.words = words
        form.save_m2m = lambda: None
        return token

    def save_model(self, request: HttpRequest, obj: Token, form: Any, change: bool) -> None:
        pass  # save_form has

    @sensitive_variables()
    def response_add(
        self, request: HttpRequest, obj: Token, post_url_continue: str | None = None
    ) -> HttpResponse:
        """The token, once: it goes into no message, no session and no cache."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Your new token"),
            "token": obj,
            "words": obj.words,
        }
        page = TemplateResponse(request, "admin/token_made.html", context)
        page.headers["Cache-Control"] = "no-store"
        return page

    def delete_model(self, request: HttpRequest, obj: Token) -> None:
        token_revoke(token=obj, user=_signed_in(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Token]) -> None:
        for token in queryset:
            token_revoke(token=token, user=_signed_in(request))

    @display(description=gettext_lazy("begins with"))
    def begins_with(self, token: Token) -> str:
        return f"{token.begins}…"

    @display(description=gettext_lazy("scopes"))
    def told_scopes(self, token: Token) -> str:
        return ", ".join(str(Scope(scope).label) for scope in token.scopes)

    @display(description=gettext_lazy("expires"), ordering="expiry")
    def state(self, token: Token) -> Any:
        return _("expired") if token.has_expired else token.expiry
