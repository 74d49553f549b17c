"""What the history's tables say of one act: each row it wrote, before and after."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Model, Value
from pghistory.core import event_models

from claims.models import Act, Claim

State = Mapping[str, Any]
# Counts upwards always, so that whoever saw an earlier state is told; it says nothing by itself.
VERSION = "version"


@dataclass(frozen=True)
class Line:
    """One line of history. A row that was not there before, or is not after, has no state."""

    model: type[Model]
    pk: Any
    context: UUID | None
    at: datetime
    before: State | None
    after: State | None

    @property
    def changed(self) -> dict[str, Any]:
        """The fields that were changed, with their values before."""
        before, after = self.before or {}, self.after or {}
        return {
            name: value
            for name, value in before.items()
            if name != VERSION and value != after.get(name)
        }


def lines_of(context: UUID) -> list[Line]:
    """All that was written under one context, by tables, in the order in which it was.

    One query finds the rows, and one a table tells what they were before.
    """
    models = tracked_models()
    written = [
        events_of(model)
        .filter(pgh_context_id=context)
        .order_by()
        .annotate(table=Value(number))
        .values_list("table", "pgh_obj_id")
        for number, model in enumerate(models)
    ]
    pks: dict[int, set[Any]] = defaultdict(set)
    for number, pk in written[0].union(*written[1:]):
        pks[number].add(pk)
    return [
        line for number in sorted(pks) for line in _lines_of(models[number], pks[number], context)
    ]


def touched_claims(act: Act) -> set[int]:
    """The claims that the act wrote, or of which it wrote a part."""
    touched = {act.claim_id} if act.claim_id else set()
    for line in lines_of(act.context):
        state = line.after or line.before or {}
        claim = line.pk if line.model is Claim else state.get("claim_id")
        if claim:
            touched.add(claim)
    return touched


def lines_in(
    model: type[Model], events: Iterable[Any], chosen: Callable[[Any], bool]
) -> Iterator[Line]:
    """The chosen ones of these events, which are whole histories of rows, oldest first."""
    known: dict[Any, State | None] = {}
    for event in events:
        pk, state = event.pgh_obj_id, state_of(model, event)
        after = None if event.pgh_label == "delete" else state
        if chosen(event):
            # What was deleted is told by the line itself, where it is the first of its row.
            before = known.get(pk, state if after is None else None)
            yield Line(model, pk, event.pgh_context_id, event.pgh_created_at, before, after)
        known[pk] = after


def tracked_models() -> list[type[Model]]:
    """The models of which history is kept, each once."""
    return list(dict.fromkeys(_tracked(model) for model in event_models()))


def events_of(model: type[Model]) -> Any:
    """The rows of the model's history, oldest first."""
    (event_model,) = (
        found
        for found in event_models()
        if _tracked(found)._meta.concrete_model is model._meta.concrete_model
    )
    return event_model._default_manager.order_by("pgh_id")


def state_of(model: type[Model], row: Any) -> State:
    """The columns of a row, or of a line of its history."""
    return {f.attname: getattr(row, f.attname) for f in model._meta.concrete_fields}


def _tracked(event_model: Any) -> type[Model]:
    tracked: type[Model] = event_model.pgh_tracked_model
    return tracked


def _lines_of(model: type[Model], pks: set[Any], context: UUID) -> Iterator[Line]:
    rows = events_of(model).filter(pgh_obj_id__in=pks)
    return lines_in(model, rows, lambda event: event.pgh_context_id == context)
