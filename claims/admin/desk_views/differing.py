"""A stale act: yours, theirs, and what both of you began from, field by field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.translation import gettext as _

from claims.admin.desk_views.rendering import claims_json, decimal_json
from claims.models import Claim, ClaimSpan, Source
from claims.selectors.versions import claim_at
from claims.services.signing import READ

PARTS = [part.value for part in ClaimSpan.Part]
FIGURES = {"quantity": "quantities", "time": "times"}  # which an act's name begins with
# What an act sends under another name than the claim has it.
NAMES = {"parent": "parent_id", "source": "source_id"}


def stale_json(claim: Any, body: Mapping[str, Any], act: str = "") -> dict[str, Any]:
    """What is answered to an act on a version of the claim that is no longer the last one."""
    version = body.get("version")
    if version is None:  # a merge names two
        pair = (body.get("first"), body.get("second"))
        version = body["versions"][pair.index(claim.pk)] if claim.pk in pair else 0
    (now,) = claims_json(claim.article_text, [claim.pk])
    before = claim_at(claim.pk, version)
    theirs = _state(claim_at(claim.pk, claim.version) or {})
    was = _state(before) if before else {}
    yours = _yours(body, act)
    return {
        "error": _("Somebody else saved this first."),
        "by": (now["edited"] or {}).get("by"),
        "at": (now["edited"] or {}).get("at"),
        "claim": now,
        "fields": list(_fields(was, yours, theirs)),
    }


def _state(row: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as acts name them."""
    state: dict[str, Any] = {name: row.get(NAMES.get(name, name)) for name in ("status", *READ)}
    spans = row.get("spans", [])
    for part in PARTS:
        key = "source_words" if part == "source" else part
        state[key] = [[s["start"], s["end"]] for s in spans if s["part"] == part]
    state["quantities"] = [
        {
            name: decimal_json(value) if name in ("value", "low", "high") else value
            for name, value in quantity.items()
            if name != "claim_id"
        }
        for quantity in row.get("quantities", [])
    ]
    state["times"] = [
        {
            name: value.isoformat() if name in ("begin", "finish") else value
            for name, value in time.items()
            if name not in ("claim_id", "alternatives")
        }
        for time in row.get("times", [])
    ]
    return state


def _yours(body: Mapping[str, Any], act: str) -> dict[str, Any]:
    """What the act would have set, as far as it names it."""
    yours = {name: body[name] for name in ("status", "cue", "content") if name in body}
    if isinstance(body.get("source"), list):
        yours["source_words"] = body["source"]
    fields = body.get("fields")
    if isinstance(fields, dict):
        figures = FIGURES.get(act.partition("-")[0])
        yours |= {figures: [{"id": body.get("id"), **fields}]} if figures else fields
    return yours


def _fields(
    before: Mapping[str, Any], yours: Mapping[str, Any], theirs: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    names = list(dict.fromkeys([*yours, *(n for n in theirs if theirs[n] != before.get(n))]))
    for name in names:
        values = {"before": before.get(name), "yours": yours.get(name), "theirs": theirs.get(name)}
        said = {f"{who}_words": _words(name, value) for who, value in values.items()}
        yield {"field": name, "label": _label(name), **values, **said}


def _label(name: str) -> str:
    if name == "source_words":
        return _("words of the source")
    if name in ("cue", "content"):
        return str(ClaimSpan.Part(name).label)
    if name in FIGURES.values():
        return _("quantities") if name == "quantities" else _("times")
    try:
        return str(Claim._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def _words(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name in ("source", "parent") and isinstance(value, int):
        model: type[Model] = Source if name == "source" else Claim
        return str(model._default_manager.filter(pk=value).first() or "")
    if isinstance(value, list):
        return "; ".join(_item_words(item) for item in value)
    choices = (
        dict(getattr(Claim._meta.get_field(name), "flatchoices", None) or ())
        if name
        in (
            "status",
            *READ,
        )
        else {}
    )
    return str(choices.get(value, value))


def _item_words(item: Any) -> str:
    if isinstance(item, dict):
        shown = item.get("quote") or item.get("value") or item.get("begin") or ""
        figure = item.get("value") or item.get("low") or item.get("high") or item.get("begin")
        return f"{shown} ({figure})" if figure and figure != shown else str(shown)
    return "–".join(map(str, item)) if isinstance(item, list) else str(item)
