"""Tables: CSV and its kin, one article a row; the header says what the columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

from articles.reading.fields import field_of
from articles.unpacking.lists import record_member, written
from articles.unpacking.member import MEGABYTE, Budget, Member, UnreadableContainer, refused

HEADER_LIMIT = 4000  # characters
NAME_LIMIT = 60  # characters of a column's name
CELL_LIMIT = 5 * MEGABYTE
HEAD = 60_000  # characters that tell whether it is a table
ROWS = 20
_DELIMITERS = (",", "\t", ";", "|")


def delimiter_of(text: str) -> str | None:
    """What separates the columns, if the first line is a header with columns of articles and a
    line like it follows: a headline may be words with commas between them."""
    header = text[:HEADER_LIMIT].lstrip("\ufeff\r\n").split("\n", 1)
    if len(header) < 2:
        return None
    found = [(_known(_cells(header[0], mark)), mark) for mark in _DELIMITERS]
    best, mark = max(found, key=lambda pair: pair[0])
    return mark if best and _has_row(text[:HEAD], mark) else None


def _has_row(head: str, delimiter: str) -> bool:
    """Whether one of the first rows has as many cells as the header, or is too long to tell."""
    reader = csv.reader(io.StringIO(head.lstrip("\ufeff\r\n"), newline=""), delimiter=delimiter)
    try:
        sizes = [len(row) for row in islice(reader, ROWS)]
    except csv.Error:
        return False
    return sizes[0] in sizes[1:] or (len(sizes) < ROWS and len(head) == HEAD)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line.rstrip("\r")], delimiter=delimiter), [])
    except csv.Error:
        return []


def _known(names: list[str]) -> int:
    """How many columns are known; 0 unless there is a text or an address, and something beside."""
    if any(len(name) > NAME_LIMIT for name in names):
        return 0
    fields = {field for name in names if (field := field_of(name))}
    return len(fields) if fields & {"text", "url"} and len(fields) > 1 else 0


def members_of_table(text: str, name: str, budget: Budget) -> Iterator[Member]:
    delimiter = delimiter_of(text)
    assert delimiter is not None, "the format was recognised by its header"
    csv.field_size_limit(CELL_LIMIT)
    rows = csv.reader(io.StringIO(text.lstrip("\ufeff\r\n"), newline=""), delimiter=delimiter)
    header = [cell.strip() for cell in next(rows)]
    try:
        for number, row in enumerate(rows, 2):  # as a spreadsheet counts them
            if any(cell.strip() for cell in row):
                budget.take_member()
                yield _member(header, row, f"{name}row {number}")
    except csv.Error as error:
        raise UnreadableContainer(f"the table is broken: {error}") from error


def _member(header: list[str], row: list[str], name: str) -> Member:
    if any(cell.strip() for cell in row[len(header) :]):
        return refused(name, "more cells than the table has columns")
    record: dict[str, Any] = {
        column: cell for column, cell in zip(header, row, strict=False) if column and cell.strip()
    }
    return record_member(written(record), record, name)
