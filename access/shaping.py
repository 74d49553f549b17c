"""What of a row is told: `fields=` some of it only, `expand=` whole rows for references."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, ClassVar, NamedTuple

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.drainage import get_override
from rest_framework import serializers
from rest_framework.exceptions import ValidationError

PARAMETERS = ("fields", "expand")


class Expansion(NamedTuple):
    """A whole row in the place of a reference to it."""

    key: str  # where a row has the primary key of the other: "article_text_id"
    rows: Callable[[], QuerySet]
    serializer: type[serializers.BaseSerializer]


class Shape(NamedTuple):
    """Names at the top, each with those asked for under it; where none are, all are meant."""

    fields: Mapping[str, frozenset[str]]
    expand: tuple[str, ...]


WHOLE = Shape({}, ())


class Shaped(serializers.ModelSerializer):
    """A row of a resource. `loads` says what a field needs to be prefetched."""

    expansions: ClassVar[Mapping[str, Expansion]] = {}
    loads: ClassVar[Mapping[str, tuple[str | Prefetch, ...]]] = {}

    @property
    def shape(self) -> Shape:
        """What was asked for; of rows within others everything is told."""
        within = self.parent and (
            not isinstance(self.parent, serializers.ListSerializer) or self.parent.parent
        )
        return WHOLE if within else self.context.get("shape", WHOLE)

    def get_fields(self) -> dict[str, serializers.Field]:
        fields, shape = super().get_fields(), self.shape
        for name in shape.expand:
            fields[name] = WholeField(name, self.expansions[name].serializer)
        return {name: fields[name] for name in fields if name in shape.fields or not shape.fields}

    def to_representation(self, instance: Any) -> dict[str, Any]:
        told = super().to_representation(instance)
        for name, inner in self.shape.fields.items():
            if inner:
                told[name] = _only(told[name], inner)
        return told


class WholeField(serializers.Field):
    def __init__(self, name: str, serializer: type[serializers.BaseSerializer]) -> None:
        super().__init__(source="*", read_only=True)
        self.name, self.serializer = name, serializer

    def to_representation(self, value: Any) -> Any:
        return self.context["wholes"][self.name].get(value.pk)


def wholes(shape: Shape, serializer: type[Shaped], rows: Iterable[Any], context: Any) -> Any:
    """Name → primary key of a row → the other row that it refers to, told whole."""
    plain = {name: context[name] for name in context if name not in {"shape", "wholes"}}
    found: dict[str, dict[int, Any]] = {}
    for name in shape.expand:
        key, all_rows, told_by = serializer.expansions[name]
        keys = {row.pk: _dig(row, key) for row in rows}
        others = list(all_rows().filter(pk__in={other for other in keys.values() if other}))
        told = told_by(others, many=True, context=plain).data
        by_key = {other.pk: one for other, one in zip(others, told, strict=True)}
        found[name] = {pk: by_key.get(other) for pk, other in keys.items()}
    return found


def shape_of(query: QueryDict, serializer: type[Shaped]) -> Shape:
    """What the parameters ask for. Raises ValidationError for what no row has."""
    expand = _names(query, "expand")
    for name in expand:
        if name not in serializer.expansions:
            raise _unknown("expand", name, serializer.expansions)
    known = dict(names_of(serializer))
    for name in expand:
        known[name] = frozenset(names_of(serializer.expansions[name].serializer))  # type: ignore[arg-type]
    fields: dict[str, frozenset[str]] = {}
    for path in _names(query, "fields"):
        name, dot, inner = path.partition(".")
        if name not in known or (dot and inner not in known[name]):
            raise _unknown("fields", path, known)
        # `a` and `a.b`: all of a.
        asked_whole = not dot or (name in fields and not fields[name])
        fields[name] = frozenset() if asked_whole else fields.get(name, frozenset()) | {inner}
    if fields:
        expand = tuple(name for name in expand if name in fields)
    return Shape(fields, expand)


@cache
def names_of(serializer: type[Any]) -> Mapping[str, frozenset[str]]:
    """The names of its fields, each with those under it."""
    told = serializer()
    fields: Mapping[str, serializers.Field] = getattr(told, "fields", {})
    return {name: frozenset(_inner(field, told)) for name, field in fields.items()}


def _inner(field: Any, of: Any) -> Iterable[str]:
    if isinstance(field, serializers.SerializerMethodField):
        field = get_override(getattr(of, str(field.method_name)), "field")
        field = field() if isinstance(field, type) else field
    field = getattr(field, "child", field)
    return field.fields if isinstance(field, serializers.Serializer) else ()


def _names(query: QueryDict, parameter: str) -> tuple[str, ...]:
    given = query.get(parameter, "")
    return tuple(dict.fromkeys(given.split(","))) if given else ()


def _unknown(parameter: str, name: str, known: Iterable[str]) -> ValidationError:
    words = _("There is no “%(name)s”. Choose among: %(names)s.")
    return ValidationError({parameter: [words % {"name": name, "names": ", ".join(known)}]})


def _only(told: Any, names: frozenset[str]) -> Any:
    if isinstance(told, list):
        return [_only(one, names) for one in told]
    return {name: told[name] for name in told if name in names} if told is not None else None


def _dig(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name) if row is not None else None
    return row
