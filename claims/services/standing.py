"""Whether rows still are what an act left, and what hangs on those that it made."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Model, QuerySet

from claims.models import Follow, Notice, Presence
from claims.models.register import SourceHandle
from claims.selectors.recorded import VERSION, Line, events_of, state_of, tracked_models

# What no history is kept of, and what need not outlive the row that it belongs to.
FLEETING = (Presence, Notice, Follow, SourceHandle)
Rows = dict[type[Model], set[Any]]


@dataclass(frozen=True)
class Standing:
    """A row that is not what an act left, in words, and who changed it ("" for a machine)."""

    row: str
    by: str

    def __str__(self) -> str:
        return f"{self.row} ({self.by})" if self.by else self.row


def obstacles(lines: Iterable[Line]) -> list[Standing]:
    """The rows for whose sake the act of these lines cannot be taken back; they are locked."""
    lines = list(lines)
    return [*_changed_since(lines), *_hanging_on(lines)]


def let_go(lines: Iterable[Line]) -> None:
    """What is fleeting goes before the rows that it belongs to."""
    for field, rows in _dependents(_made(list(lines)), tracked=False):
        if field.model in FLEETING:
            rows.delete()


def _changed_since(lines: list[Line]) -> Iterator[Standing]:
    left: dict[type[Model], dict[Any, dict[str, Any] | None]] = defaultdict(dict)
    for line in lines:
        left[line.model][line.pk] = _left(line, left[line.model].get(line.pk))
    for model, states in left.items():
        rows = model._base_manager.select_for_update(of=("self",)).order_by("pk")
        stand = {row.pk: row for row in rows.filter(pk__in=states)}
        for pk, state in states.items():
            row = stand.get(pk)
            if not _is(model, row, state):
                yield _standing(model, pk, row)


def _left(line: Line, earlier: dict[str, Any] | None) -> dict[str, Any] | None:
    """What the act wrote of a row so far: all of one that it made, else what it changed."""
    if line.after is None:
        return None
    names = set(line.changed) if line.before is not None else set(line.after) - {VERSION}
    return {**(earlier or {}), **{name: line.after[name] for name in names}}


def _is(model: type[Model], row: Model | None, state: dict[str, Any] | None) -> bool:
    if row is None or state is None:
        return row is None and state is None
    stands = state_of(model, row)
    return all(stands[name] == value for name, value in state.items())


def _hanging_on(lines: list[Line]) -> Iterator[Standing]:
    """Rows that came later and belong to one that the act made: they would go with it."""
    own: Rows = defaultdict(set)
    for line in lines:
        own[_concrete(line.model)].add(line.pk)
    made = _made(lines)
    for field, rows in _dependents(made, tracked=True):
        for row in rows.exclude(pk__in=own[_concrete(field.model)]):
            yield _standing(field.model, row.pk, row)
    for field, rows in _dependents(made, tracked=False):
        if field.model not in FLEETING:
            yield from (Standing(f"{row._meta.verbose_name} “{row}”", "") for row in rows)


def _made(lines: list[Line]) -> Rows:
    """The rows that were not there before the act, and are there now."""
    before: dict[tuple[type[Model], Any], bool] = {}
    after: dict[tuple[type[Model], Any], bool] = {}
    for line in lines:
        before.setdefault((line.model, line.pk), line.before is not None)
        after[line.model, line.pk] = line.after is not None
    made: Rows = defaultdict(set)
    for (model, pk), was in before.items():
        if not was and after[model, pk]:
            made[model].add(pk)
    return made


def _dependents(made: Rows, tracked: bool) -> Iterator[tuple[Any, QuerySet[Any]]]:
    """For each foreign key to one of the rows: the rows that hold it."""
    kept = set(map(_concrete, tracked_models()))
    for model, pks in made.items():
        for relation in model._meta.get_fields(include_hidden=True):
            field: Any = getattr(relation, "field", None)
            if field is None or not relation.auto_created or relation.concrete:
                continue
            if not getattr(field, "db_constraint", False) or not pks:
                continue
            if (_concrete(field.model) in kept) == tracked:
                yield field, field.model._base_manager.filter(**{f"{field.name}__in": pks})


def _concrete(model: type[Model]) -> type[Model]:
    """A table of tags is tracked through a proxy."""
    concrete = model._meta.concrete_model
    assert concrete
    return concrete


def _standing(model: type[Model], pk: Any, row: Model | None) -> Standing:
    last = events_of(model).filter(pgh_obj_id=pk).select_related("pgh_context").last()
    user = last.pgh_context.metadata.get("user") if last and last.pgh_context else None
    by = User.objects.filter(pk=user).first() if user else None
    words = f"{model._meta.verbose_name} “{row}”" if row else f"{model._meta.verbose_name} {pk}"
    return Standing(words, str(by) if by else "")
