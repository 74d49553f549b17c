"""A claim as it stood at an earlier version, out of the database's own history."""

from typing import Any

from django.db.models import Model

from claims.models import Claim, ClaimSpan, Quantity, TimeExpression

PARTS: dict[str, type[Model]] = {
    "spans": ClaimSpan,
    "quantities": Quantity,
    "times": TimeExpression,
}


def claim_at(claim_id: int, version: int) -> dict[str, Any] | None:
    """Its fields at that version, and lists of those of its spans, quantities and times.

    None where history knows of no such version.
    """
    events = Claim.pgh_event_model.objects.filter(pgh_obj_id=claim_id)  # type: ignore[attr-defined]
    event = events.filter(version=version).order_by("pgh_id").last()
    if event is None:
        return None
    later = list(events.filter(version__gt=version).values_list("pgh_context", flat=True))
    state: dict[str, Any] = {
        field.attname: getattr(event, field.attname) for field in Claim._meta.concrete_fields
    }
    for name, model in PARTS.items():
        state[name] = _rows_at(model, claim_id, {context for context in later if context})
    return state


def _rows_at(model: type[Model], claim_id: int, later: set[Any]) -> list[dict[str, Any]]:
    """Each row as the last act left it that was not of a later version."""
    events = model.pgh_event_model.objects.filter(claim_id=claim_id)  # type: ignore[attr-defined]
    last: dict[int, Any] = {}
    for event in events.exclude(pgh_context__in=later).order_by("pgh_id"):
        last[event.pgh_obj_id] = event
    names = [field.attname for field in model._meta.concrete_fields]
    rows = [
        {name: getattr(event, name) for name in names}
        for event in last.values()
        if event.pgh_label != "delete"
    ]
    return sorted(rows, key=lambda row: row["start"])
