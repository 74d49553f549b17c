"""The acts on one claim: how each is sent, and the service that does it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Field, Model
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from claims.admin.desk_views.doors import Malformed, mapping, places, whole, words
from claims.models import Claim, Quantity, Source, TimeExpression
from claims.services import claim_edit, quantity_edit
from claims.services.editing import ClaimChanges, QuantityChanges
from claims.services.mending import (
    Mended,
    claim_save,
    claim_split,
    quantity_add,
    quantity_remove,
    quantity_reread,
    spans_change,
    time_add,
    time_edit,
    time_remove,
    time_reread,
    values_reread,
)
from claims.services.mending.figures import TimeChanges
from claims.services.newsroom import claim_tags_set
from claims.services.ruling import claim_review, claim_rule

Body = dict[str, Any]
Outcome = tuple[Mended, int]  # and the claim to be selected now


class Act(NamedTuple):
    permission: str
    do: Callable[[Claim, User, Body], Outcome]


def rule(claim: Claim, user: User, body: Body) -> Outcome:
    ruled = claim_rule(claim=claim, status=words(body, "status"), **_common(user, body))
    return Mended(ruled), claim.pk


def review(claim: Claim, user: User, body: Body) -> Outcome:
    if type(reviewed := body.get("reviewed")) is not bool:
        raise Malformed(_("“%s” is true or false.") % "reviewed")
    return Mended(claim_review(claim=claim, reviewed=reviewed, **_common(user, body))), claim.pk


def spans(claim: Claim, user: User, body: Body) -> Outcome:
    given: Any = {part: places(body, part) for part in ("source", "cue", "content") if part in body}
    return spans_change(claim=claim, **_common(user, body), **given), claim.pk


def set_fields(claim: Claim, user: User, body: Body) -> Outcome:
    changes = _values(Claim, mapping(body, "fields"), ClaimChanges)
    if "status" in changes:
        raise ValidationError({"status": _("The status is ruled by an act of its own.")})
    return Mended(claim_edit(claim=claim, **_common(user, body), **changes)), claim.pk


def reread(claim: Claim, user: User, body: Body) -> Outcome:
    fields = body.get("fields")
    if fields is not None and not (
        isinstance(fields, list) and all(isinstance(name, str) for name in fields)
    ):
        raise Malformed(_("“%s” is a list of names.") % "fields")
    return values_reread(claim=claim, fields=fields, **_common(user, body)), claim.pk


def split(claim: Claim, user: User, body: Body) -> Outcome:
    mended, rest = claim_split(claim=claim, at=whole(body, "at"), **_common(user, body))
    return mended, rest.pk


def save(claim: Claim, user: User, body: Body) -> Outcome:
    """Several acts that mend the claim, as one; each is sent as it would be by itself."""
    sent = body.get("changes")
    if not isinstance(sent, list) or not sent or not all(isinstance(each, dict) for each in sent):
        raise Malformed(_("“%s” is a list of acts.") % "changes")
    changes = [_change(claim, user, each) for each in sent]
    return claim_save(claim=claim, changes=changes, **_common(user, body)), claim.pk


def _change(claim: Claim, user: User, sent: Body) -> Callable[[int], Mended]:
    name = words(sent, "act")
    if name not in MENDING:
        raise Malformed(_("“%s” is no act of mending.") % name)
    if not user.has_perm(ACTS[name].permission):
        raise PermissionDenied
    given = {key: value for key, value in sent.items() if key not in ("act", "reason")}
    return lambda version: ACTS[name].do(claim, user, {**given, "version": version})[0]


def tag(claim: Claim, user: User, body: Body) -> Outcome:
    """All its tags; no version of the claim has others than another."""
    names = body.get("names")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise Malformed(_("“%s” is a list of names.") % "names")
    claim_tags_set(claim=claim, names=names, user=user)
    return Mended(claim), claim.pk


def add_quantity(claim: Claim, user: User, body: Body) -> Outcome:
    given = _values(Quantity, _beside_place(body), QuantityChanges)
    return quantity_add(claim=claim, **_common(user, body), **_place(body), **given), claim.pk


def edit_quantity(claim: Claim, user: User, body: Body) -> Outcome:
    changes = _values(Quantity, mapping(body, "fields"), QuantityChanges)
    quantity = quantity_edit(quantity=_quantity(claim, body), **_common(user, body), **changes)
    return Mended(quantity.claim), claim.pk


def reread_quantity(claim: Claim, user: User, body: Body) -> Outcome:
    return quantity_reread(quantity=_quantity(claim, body), **_common(user, body)), claim.pk


def remove_quantity(claim: Claim, user: User, body: Body) -> Outcome:
    return quantity_remove(quantity=_quantity(claim, body), **_common(user, body)), claim.pk


def add_time(claim: Claim, user: User, body: Body) -> Outcome:
    given = _values(TimeExpression, _beside_place(body), TimeChanges)
    return time_add(claim=claim, **_common(user, body), **_place(body), **given), claim.pk


def edit_time(claim: Claim, user: User, body: Body) -> Outcome:
    changes = _values(TimeExpression, mapping(body, "fields"), TimeChanges)
    return time_edit(time=_time(claim, body), **_common(user, body), **changes), claim.pk


def reread_time(claim: Claim, user: User, body: Body) -> Outcome:
    return time_reread(time=_time(claim, body), **_common(user, body)), claim.pk


def remove_time(claim: Claim, user: User, body: Body) -> Outcome:
    return time_remove(time=_time(claim, body), **_common(user, body)), claim.pk


ACTS = {
    "save": Act("claims.change_claim", save),
    "rule": Act("claims.change_claim", rule),
    "review": Act("claims.review_claim", review),
    "tag": Act("claims.change_claim", tag),
    "spans": Act("claims.change_claimspan", spans),
    "set": Act("claims.change_claim", set_fields),
    "reread": Act("claims.change_claim", reread),
    "split": Act("claims.add_claim", split),
    "quantity-add": Act("claims.add_quantity", add_quantity),
    "quantity-edit": Act("claims.change_quantity", edit_quantity),
    "quantity-reread": Act("claims.change_quantity", reread_quantity),
    "quantity-remove": Act("claims.delete_quantity", remove_quantity),
    "time-add": Act("claims.add_timeexpression", add_time),
    "time-edit": Act("claims.change_timeexpression", edit_time),
    "time-reread": Act("claims.change_timeexpression", reread_time),
    "time-remove": Act("claims.delete_timeexpression", remove_time),
}

MENDING = {"spans", "set", "reread"} | {name for name in ACTS if name.startswith(("quant", "time"))}


def _common(user: User, body: Body) -> dict[str, Any]:
    return {"user": user, "version": whole(body, "version"), "reason": words(body, "reason")}


def _place(body: Body) -> dict[str, Any]:
    return {"start": whole(body, "start"), "end": whole(body, "end")}


def _beside_place(body: Body) -> Body:
    return {n: v for n, v in body.items() if n not in ("start", "end", "version", "reason")}


def _quantity(claim: Claim, body: Body) -> Quantity:
    found: Quantity = get_object_or_404(Quantity, claim=claim, pk=whole(body, "id"))
    return found


def _time(claim: Claim, body: Body) -> TimeExpression:
    found: TimeExpression = get_object_or_404(TimeExpression, claim=claim, pk=whole(body, "id"))
    return found


def _values(model: type[Model], given: Body, allowed: type) -> dict[str, Any]:
    """What was sent, as the columns have it; ValidationError by field."""
    values, errors = {}, {}
    for name, value in given.items():
        if name not in allowed.__annotations__:
            errors[name] = [_("This cannot be changed.")]
            continue
        field = model._meta.get_field(name)
        assert isinstance(field, Field)
        try:
            values[name] = _value(field, value)
        except ValidationError as error:
            errors[name] = error.messages
    if errors:
        raise ValidationError(errors)
    return values


def _value(field: Field, value: Any) -> Any:
    if field.is_relation:
        return _related(field.name, value)
    if value is None or (value == "" and field.null):
        if field.null:
            return None
        raise ValidationError(_("This is needed."))
    if isinstance(value, (list, dict)):
        raise ValidationError(_("This is no value."))
    return field.to_python(value)


def _related(name: str, value: Any) -> Model | None:
    if value is None:
        return None
    model: type[Model] = Source if name == "source" else Claim
    found = model._default_manager.filter(pk=value).first() if type(value) is int else None
    if found is None:
        raise ValidationError(_("There is no such row (any more)."))
    return found
