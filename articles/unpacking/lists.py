"""JSON arrays, objects around an array, and JSON lines: each element is a raw slice of the file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from articles.reading.article import UnreadableArticle
from articles.reading.decoding import SIZE_LIMIT, decoded
from articles.reading.fields import by_field
from articles.reading.records import is_article, looks_like_record
from articles.reading.tracedjson import DECODER, end_of, skip_space
from articles.unpacking.member import Budget, Member, UnreadableContainer, refused

OBJECT_DEPTH = 4  # how deep the list may stand: {"response": {"docs": [ … ]}}
_SEPARATORS = " \t\r\n,"


def json_format(text: str) -> str | None:
    """'jsonl' or 'json' for several records; None for one record and for anything else."""
    if _is_lines(text):
        return "jsonl"
    return "json" if list_start(text) is not None else None


def _is_lines(text: str) -> bool:
    """Whether the first line is an object with an article, and another begins below it."""
    first, _, rest = text.lstrip().partition("\n")
    if not first.startswith("{") or not rest[:1000].lstrip().startswith("{"):
        return False
    try:
        return _tells(DECODER.decode(first.strip(_SEPARATORS)))
    except (ValueError, RecursionError):
        return False


def list_start(text: str) -> int | None:
    """Where the list of records opens in a JSON text that is not itself a record."""
    start = skip_space(text, 0)
    if text[start : start + 1] not in ("{", "["):
        return None
    try:
        found = _find_list(text, start, 0)
    except (ValueError, RecursionError):
        return None
    return None if len(text) <= SIZE_LIMIT and looks_like_record(text) else found


def _find_list(text: str, at: int, depth: int) -> int | None:
    """The list of records at `at` or in an object there, without reading the lists to their end."""
    if text[at : at + 1] == "[":
        element = skip_space(text, at + 1)
        if text[element : element + 1] != "{":
            return None
        return at if _tells(DECODER.raw_decode(text, element)[0]) else None
    at = skip_space(text, at + 1)
    while text[at : at + 1] == '"':
        at = skip_space(text, skip_space(text, end_of(text, at)) + 1)  # past the name, the colon
        if text[at : at + 1] == "[" or (text[at : at + 1] == "{" and depth < OBJECT_DEPTH):
            found = _find_list(text, at, depth + 1)
            if found is not None:
                return found
        at = skip_space(text, skip_space(text, end_of(text, at)) + 1)  # past the value, the comma
    return None


def _tells(value: Any) -> bool:
    """Whether an object has what an article has: a text or an address, and something beside it."""
    if not isinstance(value, dict):
        return False
    fields = by_field(value).keys()
    return bool(fields & {"text", "url"}) and len(fields) > 1


def members_of_json(text: str, name: str, budget: Budget) -> Iterator[Member]:
    start = list_start(text)
    assert start is not None, "the format was recognised by its list"
    at, number = skip_space(text, start + 1), 0
    while text[at : at + 1] not in ("]", ""):
        number += 1
        budget.take_member()
        try:
            end = end_of(text, at)
        except (ValueError, RecursionError):
            raise UnreadableContainer(f"the JSON is broken at element {number}") from None
        yield _member(text[at:end], f"{name}element {number}")
        at = skip_space(text, end)
        if text[at : at + 1] == ",":
            at = skip_space(text, at + 1)
        elif text[at : at + 1] != "]":
            break
    if text[at : at + 1] != "]":
        raise UnreadableContainer(f"the JSON is broken after element {number}")


def members_of_lines(text: str, name: str, budget: Budget) -> Iterator[Member]:
    at, number = 0, 0
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line, at, number = text[at:end].strip("\ufeff" + _SEPARATORS), end + 1, number + 1
        if line:
            budget.take_member()
            yield _member(line, f"{name}line {number}")


def _member(element: str, name: str) -> Member:
    """A record to read, one to fetch by its address, or what it lacks."""
    try:
        value = DECODER.decode(element)
    except (ValueError, RecursionError):
        return refused(name, "broken JSON")
    if not isinstance(value, dict):
        return refused(name, "not an object")
    return record_member(element, value, name)


def record_member(element: str, value: dict[str, Any], name: str) -> Member:
    """A record to read, one to fetch by its address, or what it lacks."""
    fields = by_field(value)
    url = next((web for web in map(_web_address, fields.get("url", ())) if web), "")
    if is_article(value):
        data = element.encode("utf-8", "replace")
        return Member(name, data, url, encoding="utf-8", media_type="application/json")
    if not url:
        return refused(name, "no text of an article, and no address to fetch it from")
    publisher = next((_name(value) for value in fields.get("publisher", ())), "")
    return Member(name, None, url=url, publisher=publisher)


def _web_address(value: Any) -> str:
    found = value.strip() if isinstance(value, str) else ""
    return found if found.lower().startswith(("http://", "https://")) else ""


def _name(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title")
    return value.strip() if isinstance(value, str) and "://" not in value else ""


def text_of(data: bytes, encoding: str | None) -> str:
    """The container's text. Raises UnreadableContainer where no encoding fits."""
    try:
        return decoded(data, encoding).text.lstrip("\ufeff")
    except UnreadableArticle as error:
        raise UnreadableContainer(error.reason) from error


def written(record: dict[str, str]) -> str:
    """A record of a table as the JSON object that the reading room takes."""
    return json.dumps(record, ensure_ascii=False)
