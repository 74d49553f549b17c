"""An object's history: who changed what, when, as the database's own triggers recorded it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.admin.utils import unquote
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.formats import localize
from django.utils.translation import gettext as _
from pghistory.core import event_models

SHOWN_AT_MOST = 500
# What the event itself says already: when it was, and whose act.
SAID_BY_THE_EVENT = {"version", "created_at", "edited_at", "edited_by", "undone_at", "added_at"}

Names = dict[type[Model], dict[Any, str]]


class Change(NamedTuple):
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


class _Recorded(NamedTuple):
    """A row of an event table, and the one before it on the same row of the model."""

    event: Any
    before: Any
    fields: tuple[Field, ...]


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
    recorded = list(_recorded(type(obj), "pgh_obj", obj.pk))
    for model, owner in belongings:
        recorded += _recorded(model, owner, obj.pk)
    recorded.sort(key=lambda r: (r.event.pgh_created_at, r.event.pgh_id), reverse=True)
    shown = recorded[:SHOWN_AT_MOST]
    names = _names(shown)
    return [_event(one, names) for one in shown]


def _recorded(model: type[Model], owner: str, pk: Any) -> Iterator[_Recorded]:
    fields = tuple(
        field
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in {owner, *SAID_BY_THE_EVENT}
    )
    for event_model in event_models(tracks_model=model):
        before: dict[int, Any] = {}
        events: Any = event_model._default_manager.filter(**{f"{owner}_id": pk}).select_related(
            "pgh_context"
        )
        for event in events.order_by("pgh_id"):
            yield _Recorded(event, before.get(event.pgh_obj_id), fields)
            before[event.pgh_obj_id] = event


def _user(event: Any) -> Any:
    return event.pgh_context.metadata.get("user") if event.pgh_context else None


def _names(recorded: Iterable[_Recorded]) -> Names:
    """What the rows that the events point at are called now: one query a model."""
    wanted: dict[type[Model], set] = defaultdict(set)
    for event, _before, fields in recorded:
        wanted[get_user_model()].add(_user(event))
        for field in fields:
            if isinstance(field, ForeignKey):
                wanted[field.related_model].add(getattr(event, field.attname))
    return {
        model: {pk: str(row) for pk, row in model._default_manager.in_bulk(pks - {None}).items()}
        for model, pks in wanted.items()
    }


def _event(recorded: _Recorded, names: Names) -> Event:
    event = recorded.event
    acts = {"insert": _("created"), "update": _("changed"), "delete": _("deleted")}
    return Event(
        at=event.pgh_created_at,
        user=names[get_user_model()].get(_user(event), ""),
        act=acts.get(event.pgh_label, event.pgh_label),
        row=str(event.pgh_tracked_model._meta.verbose_name),
        changes=tuple(_changes(recorded, names)),
    )


def _changes(recorded: _Recorded, names: Names) -> Iterator[Change]:
    event, before, fields = recorded
    for field in fields:
        after = _shown(field, getattr(event, field.attname), names)
        earlier = _shown(field, getattr(before, field.attname), names) if before else ""
        if after != earlier:
            yield Change(str(field.verbose_name), earlier, after)


def _shown(field: Field, value: Any, names: Names) -> str:
    """A value in the words of the form; a row that is gone keeps its number."""
    if value is None:
        return ""
    if isinstance(field, ForeignKey):
        return names.get(field.related_model, {}).get(value, f"#{value}")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return str(localize(value) if isinstance(value, date) else value)
