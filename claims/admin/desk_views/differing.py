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
        "fields": list(_fields(was, yours, theirs, claim.article_text.text)),
    }


def _state(row: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as acts name them; each figure is a field of its own, "quantity:7"."""
    state: dict[str, Any] = {name: row.get(NAMES.get(name, name)) for name in ("status", *READ)}
    spans = row.get("spans", [])
    for part in PARTS:
        key = "source_words" if part == "source" else part
        state[key] = [[s["start"], s["end"]] for s in spans if s["part"] == part]
    for kind, rows in FIGURES.items():
        state |= {f"{kind}:{each['id']}": _figure(each) for each in row.get(rows, [])}
    return state


def _figure(row: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: decimal_json(value)
        if name in ("value", "low", "high")
        else value.isoformat()
        if name in ("begin", "finish")
        else value
        for name, value in row.items()
        if name not in ("claim_id", "alternatives")
    }


def _yours(body: Mapping[str, Any], act: str) -> dict[str, Any]:
    """What the act, or each that is saved with it, would have set, as far as it names it."""
    if act == "save":
        parts = [_yours(sent, sent["act"]) for sent in body["changes"]]
        return {name: value for part in parts for name, value in part.items()}
    yours = {name: body[name] for name in ("status", "cue", "content") if name in body}
    if isinstance(body.get("source"), list):
        yours["source_words"] = body["source"]
    kind, _dash, does = act.partition("-")
    if kind in FIGURES:
        place = f"+{body.get('start')}" if does == "add" else body.get("id")
        yours[f"{kind}:{place}"] = {"does": does, **body.get("fields", {}), **_given(body)}
    elif isinstance(body.get("fields"), dict):
        yours |= body["fields"]
    return yours


def _given(body: Mapping[str, Any]) -> dict[str, Any]:
    """What is named beside the place of a new figure."""
    return {n: v for n, v in body.items() if n not in ("act", "fields", "version", "reason")}


def _fields(
    before: Mapping[str, Any], yours: Mapping[str, Any], theirs: Mapping[str, Any], text: str
) -> Iterator[dict[str, Any]]:
    changed = [n for n in {**theirs, **before} if theirs.get(n) != before.get(n)]
    for name in dict.fromkeys([*yours, *changed]):
        values = {"before": before.get(name), "yours": yours.get(name), "theirs": theirs.get(name)}
        shown = values | {"yours": _whole(yours.get(name), before.get(name))}
        said = {f"{who}_words": _words(name, value, text) for who, value in shown.items()}
        yield {"field": name, "label": _label(name, before.get(name)), **values, **said}


def _whole(yours: Any, before: Any) -> Any:
    """A figure of which a part is changed, with the rest of it."""
    return {**before, **yours} if isinstance(yours, dict) and isinstance(before, dict) else yours


def _label(name: str, before: Any) -> str:
    if name == "source_words":
        return _("words of the source")
    if name in ("cue", "content"):
        return str(ClaimSpan.Part(name).label)
    kind = name.partition(":")[0]
    if kind in FIGURES:
        label = _("quantity") if kind == "quantity" else _("time")
        return f"{label}: {before['quote']}" if before else label
    try:
        return str(Claim._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def _words(name: str, value: Any, text: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dict):
        return _figure_words(value)
    if name in ("source", "parent") and isinstance(value, int):
        model: type[Model] = Source if name == "source" else Claim
        return str(model._default_manager.filter(pk=value).first() or "")
    if isinstance(value, list):
        return " … ".join(text[start:end] for start, end in filter(_is_place, value))
    field = Claim._meta.get_field(name) if name in ("status", *READ) else None
    choices = dict(getattr(field, "flatchoices", None) or ())
    return str(choices.get(value, value))


def _is_place(pair: Any) -> bool:
    """What was sent may be anything."""
    return isinstance(pair, list) and len(pair) == 2 and all(type(end) is int for end in pair)


def _figure_words(figure: Mapping[str, Any]) -> str:
    """94,300 troops: 94300; 2021-12-03."""
    if figure.get("does") == "remove":
        return _("removed")
    if figure.get("does") == "reread":
        return _("as it is read")
    bounds = [figure.get(name) for name in ("value", "low", "high", "begin", "finish", "unit")]
    values = " ".join(dict.fromkeys(str(bound) for bound in bounds if bound))
    return values or str(figure.get("quote") or _("as it is read"))
