"""A comparison to plain JSON and back, so that a release can be shown from its JSON alone."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from claims.comparing.spread import with_left_out
from claims.comparing.view import SCHEMA, ComparisonView

FIRST_SCHEMA = "according/comparison/1"  # of releases that stay as they were published


class UnknownSchema(ValueError):
    """The JSON was not written by `as_json` of a schema that is known."""


def as_json(view: ComparisonView) -> dict[str, Any]:
    """Decimals as strings of plain digits, days as ISO dates; nothing else needs a word."""
    plain = _plain(view)
    assert isinstance(plain, dict)
    return plain


def from_json(content: dict[str, Any]) -> ComparisonView:
    """The view that `as_json` wrote down. Raises UnknownSchema for anything else."""
    schema = content.get("schema")
    if schema not in {SCHEMA, FIRST_SCHEMA}:
        raise UnknownSchema(str(schema))
    if schema == SCHEMA:
        return _view(content)
    view = _view(_from_first(content))
    return replace(view, rows=with_left_out(view.rows, view.scope))


def _view(content: dict[str, Any]) -> ComparisonView:
    view = _reader(ComparisonView)(content)
    assert isinstance(view, ComparisonView)
    return view


def content_sha256(content: dict[str, Any]) -> str:
    """SHA-256 of the JSON with sorted keys and no spaces, whatever order a database gave it."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(canonical.encode()).hexdigest()


def _from_first(content: dict[str, Any]) -> dict[str, Any]:
    """What a release of the first schema says, in the shape of today's."""
    rows = [{**row, "as_of": row["figure"]["as_of"]} for row in content["rows"]]
    scope = {"dimension": content["dimension"], "as_of_rule": "published"}
    return {**content, "scope": scope, "rows": rows}


def _plain(item: Any) -> Any:
    match item:
        case Decimal():
            return f"{item.normalize():f}"
        case date():
            return item.isoformat()
        case dict():
            return {key: _plain(value) for key, value in item.items()}
        case list() | tuple():
            return [_plain(value) for value in item]
    if is_dataclass(item):
        return {name: _plain(getattr(item, name)) for name in _names(item.__class__)}
    return item


@cache
def _names(shape: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(shape))


@cache
def _reader(shape: Any) -> Callable[[Any], Any]:
    """What makes a value of a field's type out of plain JSON."""
    parts = get_args(shape)
    if isinstance(shape, UnionType):
        (known,) = (part for part in parts if part is not NoneType)
        read = _reader(known)
        return lambda plain: None if plain is None else read(plain)
    if get_origin(shape) is tuple:
        return _tuple_reader(parts)
    if is_dataclass(shape):
        readers = {name: _reader(hint) for name, hint in get_type_hints(shape).items()}
        # An older release knows fewer fields; what today's shape has no field for is let be.
        return lambda plain: shape(  # type: ignore[operator]  # the class, no instance of it
            **{name: read(plain[name]) for name, read in readers.items() if name in plain}
        )
    if shape is Decimal:
        return Decimal
    if shape is date:
        return date.fromisoformat
    if get_origin(shape) is Mapping:
        return dict
    return lambda plain: plain


def _tuple_reader(parts: tuple[Any, ...]) -> Callable[[Any], Any]:
    if parts[-1] is Ellipsis:
        read = _reader(parts[0])
        return lambda plain: tuple(map(read, plain))
    readers = [_reader(part) for part in parts]
    return lambda plain: tuple(r(p) for r, p in zip(readers, plain, strict=True))
