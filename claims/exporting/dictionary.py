"""The data dictionary, of the very definitions that the exports are made by."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from claims.exporting.columns import Column, Kind, Table

# Kind → datatype of CSVW, as a file in CSV has it.
_DATATYPES: Final[dict[Kind, Any]] = {
    Kind.ID: {"base": "string", "format": "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"},
    Kind.ADDRESS: "anyURI",
    Kind.NUMBER: "decimal",
    Kind.SHARE: "double",
    Kind.COUNT: "integer",
    Kind.TRUTH: {"base": "boolean", "format": "true|false"},
    Kind.DAY: "date",
    Kind.MOMENT: "dateTimeStamp",
}
_TYPES: Final = {
    Kind.ID: "UUID",
    Kind.WORD: "text",
    Kind.TEXT: "text",
    Kind.ADDRESS: "URL",
    Kind.NUMBER: "decimal, exact to six places",
    Kind.SHARE: "number from 0 to 1",
    Kind.COUNT: "whole number",
    Kind.TRUTH: "true or false",
    Kind.DAY: "date (ISO 8601)",
    Kind.MOMENT: "time in UTC (ISO 8601)",
}
_HEAD: Final = """\
# Data dictionary

What the columns of the exports are. Printed from their definitions: `python -m claims.exporting`.
The API tells the same, as CSVW metadata, at `/api/v1/dictionary/`.

Of each table: `/api/v1/<table>/export/?format=ndjson|csv|parquet`, with the filters of the list;
`fields=` chooses columns. Nothing is empty text: what is unknown is empty in CSV, null elsewhere.
Answers to `since=` have two columns more, `deleted` and `deleted_at`; in NDJSON only tombstones
have them, and the last line is `{"export_next": "<token>"}`, the token in the header `Export-Next`.
"""


def as_csvw(tables: Sequence[Table], addresses: dict[str, str]) -> dict[str, Any]:
    """Metadata by the W3C's “CSV on the Web”; `addresses` of each table's export as CSV."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "tables": [
            {
                "url": addresses[table.name],
                "dc:title": _wording(table.title_en, table.title_zh),
                "tableSchema": {
                    "primaryKey": "id",
                    "columns": [_column(column) for column in table.columns],
                },
            }
            for table in tables
        ],
    }


def as_markdown(tables: Sequence[Table]) -> str:
    """docs/data-dictionary.md."""
    return "\n".join([_HEAD, *(line for table in tables for line in _lines(table))])


def _column(column: Column) -> dict[str, Any]:
    told = {
        "name": column.name,
        "datatype": _DATATYPES.get(column.kind, "string"),
        "dc:description": _wording(column.en, column.zh),
    }
    return told | ({"schema:unitText": column.unit} if column.unit else {})


def _wording(en: str, zh: str) -> list[dict[str, str]]:
    return [{"@value": en, "@language": "en"}, {"@value": zh, "@language": "zh-Hans"}]


def _lines(table: Table) -> Iterator[str]:
    yield f"## {table.name}\n\n{table.title_en}. {table.title_zh}。\n"
    yield "| column | type | unit | what it is | 说明 |\n|---|---|---|---|---|"
    for column in table.columns:
        unit = f"as `{column.unit}` says" if column.unit else ""
        yield f"| `{column.name}` | {_TYPES[column.kind]} | {unit} | {column.en} | {column.zh} |"
    yield ""
