"""An object's history: who changed what, when, as the database's own triggers recorded it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Field, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from pghistory.core import event_models

SHOWN_AT_MOST = 500


@dataclass(frozen=True)
class Change:
    """One field's value before and after; `before` is empty on the first sight of a row."""

    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Event:
    """One act on one row. `user` is empty where a machine acted."""

    at: datetime
    user: str
    act: str
    row: str
    changes: tuple[Change, ...]


class HistoryAdmin:
    """The history page reads the event tables, so bulk writes and other doors are in it too.

    `history_of` names the rows that belong to the object: (model, the field that points at it).
    """

    history_of: tuple[tuple[type[Model], str], ...] = ()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict | None = None
    ) -> HttpResponse:
        obj = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if obj is None:
            raise Http404
        if not self.has_view_or_change_permission(request, obj):  # type: ignore[attr-defined]
            raise PermissionDenied
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": _("History: %s") % obj,
            "opts": self.opts,  # type: ignore[attr-defined]
            "object": obj,
            "original": obj,
            "events": history(obj, self.history_of),
            "shown_at_most": SHOWN_AT_MOST,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/history.html", context)


def history(obj: Model, belongings: Iterable[tuple[type[Model], str]] = ()) -> list[Event]:
    """Events of the object and of what belongs to it, latest first, at most SHOWN_AT_MOST."""
    rows = list(_events(type(obj), {"pgh_obj_id": obj.pk}))
    for model, field in belongings:
        rows += _events(model, {f"{field}_id": obj.pk})
    rows.sort(key=lambda row: (row[0].pgh_created_at, row[0].pgh_id), reverse=True)
    shown = list(islice(rows, SHOWN_AT_MOST))
    names = _user_names(row for row, _ in shown)
    return [_event(row, before, names) for row, before in shown]


def _events(model: type[Model], which: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    """Each event with the one before it on the same row."""
    models = event_models(tracks_model=model)
    for event_model in models:
        before: dict[int, Any] = {}
        events = event_model.objects.filter(**which).select_related("pgh_context")
        for event in events.order_by("pgh_id"):
            yield event, before.get(event.pgh_obj_id)
            before[event.pgh_obj_id] = event


def _user_names(events: Iterable[Any]) -> dict[int, str]:
    users = {
        event.pgh_context.metadata["user"]
        for event in events
        if event.pgh_context and event.pgh_context.metadata.get("user")
    }
    return {pk: user.get_username() for pk, user in get_user_model().objects.in_bulk(users).items()}


def _event(event: Any, before: Any, names: dict[int, str]) -> Event:
    acts = {"insert": _("created"), "update": _("changed"), "delete": _("deleted")}
    model = event.pgh_tracked_model
    user = (event.pgh_context.metadata.get("user") if event.pgh_context else None) or 0
    return Event(
        at=event.pgh_created_at,
        user=names.get(user, ""),
        act=acts.get(event.pgh_label, event.pgh_label),
        row=str(model._meta.verbose_name),
        changes=tuple(_changes(model, event, before)),
    )


def _changes(model: type[Model], event: Any, before: Any) -> Iterator[Change]:
    for field in model._meta.concrete_fields:
        if field.primary_key or not hasattr(event, field.attname):
            continue
        after = _shown(field, getattr(event, field.attname))
        earlier = _shown(field, getattr(before, field.attname)) if before else ""
        if after != earlier:
            yield Change(str(field.verbose_name), earlier, after)


def _shown(field: Field, value: Any) -> str:
    """A value in the words of the form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(value)
