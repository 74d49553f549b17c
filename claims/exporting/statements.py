# ruff: noqa: S608  (no word of the SQL comes from outside: values are parameters)
"""The one SELECT of an export, in the shape that a format wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from claims.exporting.columns import Column, Kind, Table
from claims.exporting.since import Since
from claims.publishing.spreadsheet import FORMULA_START, NUMBER

_MAY_BE_EMPTY: Final = {Kind.TEXT, Kind.WORD, Kind.ADDRESS}
_MOMENT: Final = """to_char({0} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"""
_GUARDED: Final = (
    rf"CASE WHEN {{0}} ~ '^({FORMULA_START}|[\t\r\n])' AND {{0}} !~ '^{NUMBER.pattern}$'"
    " THEN '''' || {0} ELSE {0} END"
)
# SQL, and the parameters in it, in the order in which they stand.
Statement = tuple[str, list[Any]]


@dataclass(frozen=True, slots=True)
class Export:
    """Of a table the rows that are `chosen`, in the order of their ids.

    `since`: only what has changed, and tombstones of what is not among the chosen any more.
    `after`: only rows with a higher id, where an earlier download broke off.
    """

    table: Table
    chosen: QuerySet
    fields: Sequence[str] = ()
    since: Since | None = None
    after: str = ""

    @property
    def columns(self) -> list[Column]:
        return self.table.chosen(self.fields)

    @property
    def headers(self) -> list[str]:
        names = [column.name for column in self.columns]
        return [*names, "deleted", "deleted_at"] if self.since else names

    def as_json(self) -> Statement:
        """A line of JSON a row. A tombstone has `id`, `deleted` and `deleted_at` only."""
        return self._statement(
            shown=["line"],
            row=["row_to_json(given)::text"],
            tombstone=["json_build_object('id', id, 'deleted', true, 'deleted_at', at)::text"],
        )

    def as_cells(self, *, guarded: bool) -> Statement:
        """Each value in words, NULL where there is none; `guarded` against spreadsheets."""
        row = [_cell(column, guarded=guarded) for column in self.columns]
        tombstone = ["id::text", *["NULL"] * (len(row) - 1), "'true'", _MOMENT.format("at")]
        if self.since:
            row += ["'false'", "NULL"]
        return self._statement(self.headers, row, tombstone)

    def _statement(
        self, shown: Sequence[str], row: Sequence[str], tombstone: Sequence[str]
    ) -> Statement:
        """`row` is read of `given`, `tombstone` of `gone`; both are shown under the same names."""
        cells = [f'{sql} AS "{name}"' for sql, name in zip(row, shown, strict=True)]
        names = ", ".join(f'"{name}"' for name in shown)
        rows, parameters = self._rows()
        if self.since is None:
            return f"SELECT {', '.join(cells)} FROM ({rows}) AS given ORDER BY given.id", parameters
        changed, of_changed = self._changed(self.since)
        gone, of_gone = self._gone()
        sql = f"""
            WITH changed AS MATERIALIZED ({changed}), given AS ({rows}), gone AS ({gone})
            SELECT {names} FROM (
                SELECT given.id AS place, {", ".join(cells)} FROM given
                UNION ALL SELECT gone.id, {", ".join(tombstone)} FROM gone
            ) AS every ORDER BY place
        """
        return sql, [*of_changed, *parameters, *of_gone]

    def _rows(self) -> Statement:
        table, (condition, parameters) = self.table, self._among_chosen()
        if self.since:
            condition += f" AND {table.id} IN (SELECT changed.id FROM changed)"
        if self.after:
            condition, parameters = f"{condition} AND {table.id} > %s", [*parameters, self.after]
        values = ", ".join(f'{_value(column)} AS "{column.name}"' for column in self.columns)
        return f"SELECT {values} FROM {table.core} {table.joins} WHERE {condition}", parameters

    def _gone(self) -> Statement:
        """What has changed and is not among the chosen, since it is gone or by that change."""
        table, (condition, parameters) = self.table, self._among_chosen()
        sql = f"""
            SELECT changed.id, changed.at FROM changed WHERE changed.id NOT IN (
                SELECT {table.id} FROM {table.core}
                WHERE {condition} AND {table.id} IN (SELECT changed.id FROM changed)
            )
        """
        if self.after:
            return f"{sql} AND changed.id > %s", [*parameters, self.after]
        return sql, parameters

    def _changed(self, since: Since) -> Statement:
        table, condition, parameters = self.table, since.condition, [since.parameter]
        sql = (
            "SELECT change.public_id AS id, change.at FROM articles_change change"
            f" WHERE change.kind = '{table.kind}' AND {condition}"
        )
        if table.claim:
            sql += (
                f" UNION ALL SELECT {table.id}, change.at FROM {table.core}"
                f" JOIN articles_change change ON change.public_id = {table.claim}"
                f" WHERE change.kind = 'claim' AND {condition}"
            )
            parameters = parameters * 2
        return f"SELECT id, max(at) AS at FROM ({sql}) AS every GROUP BY id", parameters

    def _among_chosen(self) -> Statement:
        rows = self.chosen.order_by() if not self.chosen.query.is_sliced else self.chosen
        if not rows.query.where and not rows.query.is_sliced:
            return "true", []
        try:
            sql, parameters = rows.values("pk").query.sql_with_params()
        except EmptyResultSet:
            return "false", []
        return f"{self.table.key} IN ({sql})", list(parameters)


def _value(column: Column) -> str:
    """In the type that JSON shows."""
    if column.kind in _MAY_BE_EMPTY:
        return f"nullif({column.sql}, '')"
    return f"trim_scale({column.sql})" if column.kind is Kind.NUMBER else column.sql


def _cell(column: Column, *, guarded: bool) -> str:
    value = f'given."{column.name}"'
    if column.kind is Kind.MOMENT:
        return _MOMENT.format(value)
    if column.kind is Kind.TEXT and guarded:
        return _GUARDED.format(value)
    return f"{value}::text"
