"""What a column and a table of an export are."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Kind(StrEnum):
    """What a column holds. What is no text needs no guard in a spreadsheet."""

    ID = "id"  # UUID
    WORD = "word"  # one of a few, or a key
    TEXT = "text"  # anything that somebody wrote
    ADDRESS = "address"
    NUMBER = "number"  # an exact decimal, to six places
    SHARE = "share"  # 0 to 1
    COUNT = "count"
    TRUTH = "truth"
    DAY = "day"
    MOMENT = "moment"  # UTC


@dataclass(frozen=True, slots=True)
class Column:
    """`sql` reads it from the table's rows; `en` and `zh` say what it is.

    `unit` is what it is counted in, or the name of the column that says so.
    """

    name: str
    kind: Kind
    sql: str
    en: str
    zh: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of one kind, each known by the public id that `id` reads.

    `core` names the rows (behind FROM), and `key` is by what the rows of a filtered list are known
    in it; `joins` add what the columns show. A row has changed with those of its own `kind`, and
    with the claim whose public id `claim` reads.
    """

    name: str
    kind: str
    title_en: str
    title_zh: str
    core: str
    id: str
    key: str
    joins: str
    columns: Sequence[Column]
    claim: str = ""

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]

    def chosen(self, names: Sequence[str]) -> list[Column]:
        """The columns of these names, and always the id; all without names."""
        wanted = {"id", *names} if names else set(self.names)
        return [column for column in self.columns if column.name in wanted]


@cache
def _groups() -> dict[str, dict[str, dict[str, Any]]]:
    return tomllib.loads(Path(__file__).with_name("columns.toml").read_text())


def group(name: str, **fillings: str) -> tuple[Column, ...]:
    """The columns of a group in columns.toml; `{word}` in their SQL is filled."""
    columns = [
        Column(name=key, **{**fields, "kind": Kind(fields["kind"])})
        for key, fields in _groups()[name].items()
    ]
    return tuple(_filled(column, fillings) for column in columns)


def _filled(column: Column, fillings: dict[str, str]) -> Column:
    sql = column.sql
    for word, filling in fillings.items():
        sql = sql.replace(f"{{{word}}}", filling)
    return replace(column, sql=sql)
