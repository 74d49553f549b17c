"""What the fields of records are called (`fields.toml`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, TypeVar

_PUNCTUATION = re.compile(r"[\W_]+")
_Value = TypeVar("_Value")


@lru_cache(maxsize=1)
def field_rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "fields.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _ranks() -> dict[str, tuple[str, int]]:
    return {
        name: (field["is"], rank)
        for field in field_rules()["field"]
        for rank, name in enumerate(field["names"])
    }


@lru_cache(maxsize=1)
def _cuts() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(cut["pattern"]) for cut in field_rules()["cut"])


def field_of(name: str) -> str | None:
    """'title', 'text', 'url' … for a record's own name of the field, None for an unknown one.

    >>> field_of("Pub_Date"), field_of("正文"), field_of("shares")
    ('published', 'text', None)
    """
    found = _ranks().get(_plain(name))
    return found[0] if found else None


def by_field(record: Mapping[str, _Value]) -> dict[str, list[_Value]]:
    """The values of the known fields, the best name of each first."""
    found: dict[str, list[tuple[int, _Value]]] = {}
    for name, value in record.items():
        if ranked := _ranks().get(_plain(name)):
            found.setdefault(ranked[0], []).append((ranked[1], value))
    return {
        field: [value for _, value in sorted(values, key=lambda pair: pair[0])]
        for field, values in found.items()
    }


def inner_names() -> Iterable[str]:
    names: list[str] = field_rules()["inner"]["names"]
    return names


def is_cut_off(text: str) -> bool:
    """Whether the text itself says that it is only the beginning of the article."""
    return any(pattern.search(text[-60:]) for pattern in _cuts())


def _plain(name: str) -> str:
    return _PUNCTUATION.sub("", name).casefold()
