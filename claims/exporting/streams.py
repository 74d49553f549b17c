"""An export as bytes, a block at a time: PostgreSQL makes the lines, COPY hands them out.

The memory that it takes does not depend on how many rows there are. The database's connection is
busy until the last block is fetched; whoever closes the iterator before ends the statement.
"""

import io
import json
import tempfile
from collections.abc import Generator, Iterator
from typing import IO, Final, cast

from arro3.core import DataType, Field, Schema
from arro3.io import read_csv, write_parquet
from django.db import connection

from claims.exporting.columns import Column, Kind
from claims.exporting.statements import Export, Statement

FORMATS: Final = {
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
NEXT: Final = "export_next"
_BLOCK: Final = 2**16  # bytes
_ROWS: Final = 20_000  # in a row group of Parquet
# As CSV, with a quote and a delimiter that JSON never has unescaped: each line as it is.
_LINES: Final = r"(FORMAT csv, QUOTE E'\x01', DELIMITER E'\x02')"
_CELLS: Final = "(FORMAT csv, HEADER)"
_TYPES: Final = {
    Kind.NUMBER: DataType.decimal128(30, 6),
    Kind.SHARE: DataType.float64(),
    Kind.COUNT: DataType.int64(),
    Kind.TRUTH: DataType.bool(),
    Kind.DAY: DataType.date32(),
    Kind.MOMENT: DataType.timestamp("us", tz="UTC"),
}


def stream(export: Export, format: str, token: str) -> Generator[bytes, None, None]:
    """The file in blocks. `token` is the one for the changes after it.

    With `since`, NDJSON ends in a line `{"export_next": token}`: who finds it has all of the file.
    Parquet has it among its metadata; it is made in a temporary file, for its index comes last.
    """
    if format == "parquet":
        return _parquet(export, token)
    if format == "csv":
        return _copied(export.as_cells(guarded=True), _CELLS)
    return _ndjson(export, token)


def _ndjson(export: Export, token: str) -> Generator[bytes, None, None]:
    yield from _copied(export.as_json(), _LINES)
    if export.since:
        yield json.dumps({NEXT: token}).encode() + b"\n"


def _copied(statement: Statement, options: str) -> Generator[bytes, None, None]:
    sql, parameters = statement
    copying = f"COPY ({sql}) TO STDOUT WITH {options}"
    composed = connection.ops.compose_sql(copying, parameters)  # type: ignore[attr-defined]
    with connection.cursor() as cursor, cursor.copy(composed) as copy:
        lines: list[bytes] = []
        size = 0
        for line in copy:
            lines.append(bytes(line))
            size += len(line)
            if size >= _BLOCK:
                yield b"".join(lines)
                lines, size = [], 0
        yield b"".join(lines)


def _parquet(export: Export, token: str) -> Generator[bytes, None, None]:
    with tempfile.TemporaryFile() as file:
        blocks = _copied(export.as_cells(guarded=False), _CELLS)
        rows = read_csv(
            cast("IO[bytes]", _Blocks(blocks)), _schema(export), has_header=True, batch_size=_ROWS
        )
        metadata = {NEXT: token}
        write_parquet(
            rows,
            file,
            compression="zstd(3)",
            max_row_group_size=_ROWS,
            key_value_metadata=metadata,
        )
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def _schema(export: Export) -> Schema:
    fields = [_field(column) for column in export.columns]
    if export.since:
        fields += [Field("deleted", DataType.bool(), nullable=True)]
        fields += [Field("deleted_at", _TYPES[Kind.MOMENT], nullable=True)]
    return Schema(fields)


def _field(column: Column) -> Field:
    return Field(column.name, _TYPES.get(column.kind, DataType.string()), nullable=True)


class _Blocks(io.RawIOBase):
    """Blocks as a file to be read."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks, self._rest = blocks, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview") -> int:  # type: ignore[override]
        while not self._rest:
            block = next(self._blocks, None)
            if block is None:
                return 0
            self._rest = memoryview(block)
        size = min(len(buffer), len(self._rest))
        buffer[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
