"""One act on many rows: what it will do is said first, and done as it was said, or not at all."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from claims.services.acts import act_of

MOST = 5_000  # rows of one act: what one request can write, and one undo take back

Values = Mapping[str, Any]


class Skip(NamedTuple):
    """Rows that the act leaves as they are, and why."""

    condition: Q
    reason: Any  # words, lazily translated


class Skipped(NamedTuple):
    reason: Any
    number: int
    rows: list[Model]  # the first of them


@dataclass(frozen=True)
class BulkAct:
    """`skips` are asked in order: a row is left for the first reason that holds.

    `write` gets the rows, locked, and does not ask again. `values` are what the editor gave.
    """

    name: str
    verb: str
    permission: str
    skips: Callable[[User, Values], Sequence[Skip]]
    write: Callable[[list[Any], User, Values], None]


@dataclass(frozen=True)
class Plan:
    """What an act would do. `seen` is the sum of it all: done is what was planned, or nothing."""

    rows: QuerySet
    total: int
    number: int
    skipped: list[Skipped]
    seen: str


class ChangedMeanwhile(Exception):
    """What the act would do is not what the editor was shown."""


def bulk_plan(
    act: BulkAct, *, chosen: QuerySet, user: User, values: Values, sample: int = 20
) -> Plan:
    """What `act` would do to the chosen rows, and which it would leave."""
    rows, skipped = chosen.order_by("pk"), []
    for skip in act.skips(user, values):
        left = rows.filter(skip.condition)
        if number := left.count():
            skipped.append(Skipped(skip.reason, number, list(left[:sample])))
            rows = rows.exclude(pk__in=left.order_by().values("pk"))
    keys = _keys(rows)
    return Plan(rows, chosen.count(), len(keys), skipped, _sum(act, keys, values))


def bulk_do(act: BulkAct, *, chosen: QuerySet, user: User, values: Values, seen: str) -> int:
    """Do what was planned, as one act; how many rows is returned.

    Raises ChangedMeanwhile where the plan is another by now, ValidationError for more than MOST.
    """
    with act_of(user, act.verb, reason=values.get("reason", "")):
        ids = [pk for pk, *_version in _keys(chosen)]
        model = chosen.model._base_manager
        # Locked first, then planned: nobody changes them in between.
        list(model.filter(pk__in=ids).select_for_update().order_by("pk").values_list("pk"))
        plan = bulk_plan(act, chosen=model.filter(pk__in=ids), user=user, values=values, sample=0)
        if plan.seen != seen:
            raise ChangedMeanwhile
        if plan.number > MOST:
            raise ValidationError(_("At most %d at a time.") % MOST)
        rows = list(plan.rows)
        act.write(rows, user, values)
        return len(rows)


def _keys(rows: QuerySet) -> list[tuple[int, ...]]:
    fields = [field.name for field in rows.model._meta.concrete_fields]
    versioned = ["version"] if "version" in fields else []
    return list(rows.order_by("pk").values_list("pk", *versioned))


def _sum(act: BulkAct, keys: list[tuple[int, ...]], values: Values) -> str:
    given = sorted((name, str(value)) for name, value in values.items())
    return hashlib.sha256(repr((act.name, given, keys)).encode()).hexdigest()
