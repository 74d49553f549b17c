"""Two editors at once: a form carries the version it was filled in on, and a stale one is refused.

Nothing is merged and nothing typed is lost: the answer shows what stands beside what was typed,
and the editor picks.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.services.acts import StaleVersion, act_of

# What is sent along with the fields of the row.
BESIDE = ("seen_version", "reason")


class VersionedForm(forms.ModelForm):
    """`seen_version` is the version the editor saw; `refused` is what the service said to it."""

    refused: ValidationError | None = None
    seen_version = forms.IntegerField(
        label=gettext_lazy("version"), widget=forms.HiddenInput, min_value=1
    )
    reason = forms.CharField(
        label=gettext_lazy("reason"),
        required=False,
        max_length=500,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy("Why you change it; kept with the change. It may stay empty."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "seen_version" in self.fields and self.instance.pk:
            self.fields["seen_version"].initial = self.version_of(self.instance)
        else:
            for name in BESIDE:
                self.fields.pop(name, None)

    @staticmethod
    def version_of(instance: Any) -> int:
        return instance.version

    def clean(self) -> dict[str, Any]:
        if self.refused:
            self.add_error(None, ValidationError(self.refused.messages))
        return super().clean() or {}

    def changed_values(self) -> dict[str, Any]:
        """What the editor wants otherwise, ready for the service."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name not in BESIDE}


@dataclass(frozen=True)
class Difference:
    field: str
    theirs: str
    yours: str

    @property
    def differs(self) -> bool:
        return self.theirs != self.yours


class VersionedAdmin:
    """For a ModelAdmin whose `save_model` calls a service that checks the version."""

    def get_form(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> type:
        if not self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            kwargs["form"] = forms.ModelForm  # a reader carries no version
        form = super().get_form(request, obj, **kwargs)  # type: ignore[misc]
        form.refused = getattr(request, "refused_by_service", None)
        return form

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict | None = None,
    ) -> HttpResponse:
        view = super().changeform_view  # type: ignore[misc]
        try:
            with self._act(request):
                return view(request, object_id, form_url, extra_context)
        except StaleVersion:
            return self.stale_response(request, object_id)
        except ValidationError as refused:
            request.refused_by_service = refused  # type: ignore[attr-defined]
            return view(request, object_id, form_url, extra_context)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list:
        sets = super().get_fieldsets(request, obj)  # type: ignore[misc]
        if obj is None or not self.has_change_permission(request, obj):  # type: ignore[attr-defined]
            return list(sets)
        beside = [name for name in BESIDE if name not in flatten_fieldsets(sets)]
        return [*sets, (_("Why"), {"fields": beside})]

    def _act(self, request: HttpRequest) -> AbstractContextManager[Any]:
        """The service's act is part of this one, which knows the reason."""
        if request.method != "POST" or not isinstance(request.user, User):
            return nullcontext()
        return act_of(request.user, "", reason=request.POST.get("reason", "")[:500])

    def stale_response(
        self, request: HttpRequest, object_id: Any, version_field: str = "seen_version"
    ) -> HttpResponse:
        """409: both versions, and what was typed, ready to be sent once more."""
        manager = self.model._default_manager  # type: ignore[attr-defined]
        current = manager.get(pk=object_id)
        typed = [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {version_field, "csrfmiddlewaretoken"}
            for value in values
        ]
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("Somebody else saved this first"),
            "opts": self.opts,  # type: ignore[attr-defined]
            "original": current,
            "differences": list(self._differences(request, current, manager.get(pk=object_id))),
            "typed": typed,
            "version_field": version_field,
            "version": self.form.version_of(current),  # type: ignore[attr-defined]
            "their_page": _page_of(current),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/desk/stale.html", context, status=409)

    def _differences(
        self, request: HttpRequest, current: Model, scratch: Model
    ) -> Iterator[Difference]:
        """`scratch` is another copy of the row, for the form to write on."""
        form = self.get_form(request, current)(data=request.POST, instance=scratch)
        form.is_valid()  # fills cleaned_data with whatever can be read
        # A button such as the desk's ruling sends one field and says nothing of the others.
        whole = "seen_version" in request.POST
        for name, field in form.fields.items():
            if name in BESIDE or (name not in request.POST and not whole):
                continue
            yours = form.cleaned_data.get(name, form.data.get(name))
            yield Difference(
                str(field.label or name),
                _shown(current, name, getattr(current, name)),
                _shown(current, name, yours),
            )


def _page_of(row: Model) -> str:
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[row.pk])


def _shown(row: Model, name: str, value: Any) -> str:
    choices = dict(row._meta.get_field(name).flatchoices or ())  # type: ignore[union-attr]
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(choices.get(value, "" if value is None else value))
