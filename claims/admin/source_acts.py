"""What is done to a source beyond its form: names and offices come and go."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.dateparse import parse_date
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles.admin.keeping import signed_in
from claims.admin.addresses import admin_address
from claims.models import Source, SourceName, SourceOffice
from claims.services.register import (
    source_name_add,
    source_name_remove,
    source_office_add,
    source_office_change,
    source_office_remove,
)


class SourceActs:
    """The views behind the buttons of a source's page. Each checks who may."""

    def get_urls(self) -> list[URLPattern]:
        wrap, name = self.admin_site.admin_view, "claims_source"  # type: ignore[attr-defined]
        return [
            path("<int:pk>/names/", wrap(self.name_add_view), name=f"{name}_name_add"),
            path(
                "<int:pk>/names/<int:row>/", wrap(self.name_remove_view), name=f"{name}_name_remove"
            ),
            path("<int:pk>/offices/", wrap(self.office_add_view), name=f"{name}_office_add"),
            path(
                "<int:pk>/offices/<int:row>/",
                wrap(self.office_change_view),
                name=f"{name}_office_change",
            ),
            path(
                "<int:pk>/offices/<int:row>/remove/",
                wrap(self.office_remove_view),
                name=f"{name}_office_remove",
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    @method_decorator(require_POST)
    def name_add_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = _source(request, pk, "claims.add_sourcename")
        sent = {key: request.POST.get(key, "") for key in ("name", "language", "note")}
        try:
            source_name_add(source=source, user=signed_in(request), **sent)
        except ValidationError as refused:
            return _refused(request, source, refused)
        return _done(request, source, _("The name is kept."))

    @method_decorator(require_POST)
    def name_remove_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        source = _source(request, pk, "claims.delete_sourcename")
        name = get_object_or_404(SourceName, pk=row, source=source)
        source_name_remove(name=name, user=signed_in(request))
        return _done(request, source, _("The name is taken off."))

    @method_decorator(require_POST)
    def office_add_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        source = _source(request, pk, "claims.add_sourceoffice")
        try:
            source_office_add(source=source, user=signed_in(request), **_office(request))
        except ValidationError as refused:
            return _refused(request, source, refused)
        return _done(request, source, _("The office is kept."))

    @method_decorator(require_POST)
    def office_change_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        source = _source(request, pk, "claims.change_sourceoffice")
        office = get_object_or_404(SourceOffice, pk=row, source=source)
        try:
            source_office_change(office=office, user=signed_in(request), **_office(request))
        except ValidationError as refused:
            return _refused(request, source, refused)
        return _done(request, source, _("The office is kept."))

    @method_decorator(require_POST)
    def office_remove_view(self, request: HttpRequest, pk: int, row: int) -> HttpResponse:
        source = _source(request, pk, "claims.delete_sourceoffice")
        office = get_object_or_404(SourceOffice, pk=row, source=source)
        source_office_remove(office=office, user=signed_in(request))
        return _done(request, source, _("The office is taken off."))


def _source(request: HttpRequest, pk: int, permission: str) -> Source:
    if not request.user.has_perm(permission):
        raise PermissionDenied
    return get_object_or_404(Source, pk=pk)


def _office(request: HttpRequest) -> dict:
    return {
        "role": request.POST.get("role", "").strip(),
        "affiliation": request.POST.get("affiliation", "").strip(),
        "begin": _day(request.POST.get("begin", "")),
        "finish": _day(request.POST.get("finish", "")),
    }


def _day(words: str) -> date | None:
    """Raises ValidationError for words that are no day."""
    if not words:
        return None
    try:
        day = parse_date(words)
    except ValueError:
        day = None
    if day is None:
        raise ValidationError(_("There is no such day."))
    return day


def _done(request: HttpRequest, source: Source, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(f"{admin_address(source)}#register")


def _refused(request: HttpRequest, source: Source, refused: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(refused.messages))
    return HttpResponseRedirect(f"{admin_address(source)}#register")
