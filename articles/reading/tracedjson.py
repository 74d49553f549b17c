"""JSON whose strings know their places: each character leads back into its literal."""

from __future__ import annotations

import json
import re

from articles.spans import Traced

DEPTH_LIMIT = 6  # of what is looked into; deeper values are passed over
ITEM_LIMIT = 2000  # items of a list
Value = Traced | dict[str, "Value"] | list["Value"]

_SPACE = re.compile(r"[ \t\n\r]*")
_ESCAPE = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))",
    re.DOTALL,
)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
# Numbers stay as written: nothing is computed with them, and a hostile one costs nothing.
DECODER = json.JSONDecoder(strict=False, parse_int=str, parse_float=str, parse_constant=str)


def read_json(page: str, at: int = 0) -> tuple[Value, int]:
    """The value at `at` with its strings (and numbers, as written) traced, and where it ends.

    Raises ValueError for what is no JSON, RecursionError for what is nested too deep.
    """
    return _value(page, skip_space(page, at), 0)


def skip_space(page: str, at: int) -> int:
    match = _SPACE.match(page, at)
    return match.end() if match else at


def _value(page: str, at: int, depth: int) -> tuple[Value, int]:
    opening = page[at : at + 1]
    if depth < DEPTH_LIMIT and opening in ("{", "["):
        return _object(page, at, depth) if opening == "{" else _list(page, at, depth)
    end = end_of(page, at)
    if opening == '"':
        return _string(page, at, end), end
    return (Traced.of(page[at:end], at) if opening not in "{[" else []), end


def end_of(page: str, at: int) -> int:
    """Where the value at `at` ends."""
    try:
        return DECODER.raw_decode(page, at)[1]
    except StopIteration as stop:  # raised by older versions at the end of the page
        raise ValueError("no JSON") from stop


def _object(page: str, at: int, depth: int) -> tuple[dict[str, Value], int]:
    found: dict[str, Value] = {}
    at = skip_space(page, at + 1)
    while page[at : at + 1] != "}":
        if page[at : at + 1] != '"':
            raise ValueError(f"a name was expected at {at}")
        end = end_of(page, at)
        name = _string(page, at, end).text
        at = skip_space(page, _past(page, skip_space(page, end), ":"))
        found[name], at = _value(page, at, depth + 1)
        at = _next(page, at, "}")
    return found, at + 1


def _list(page: str, at: int, depth: int) -> tuple[list[Value], int]:
    found: list[Value] = []
    at = skip_space(page, at + 1)
    while page[at : at + 1] != "]":
        item, at = _value(page, at, depth + 1)
        if len(found) < ITEM_LIMIT:
            found.append(item)
        at = _next(page, at, "]")
    return found, at + 1


def _next(page: str, at: int, closing: str) -> int:
    """Past a comma, or at the `closing` bracket."""
    at = skip_space(page, at)
    if page[at : at + 1] == closing:
        return at
    at = skip_space(page, _past(page, at, ","))
    if page[at : at + 1] == closing:
        raise ValueError(f"a value was expected at {at}")
    return at


def _past(page: str, at: int, char: str) -> int:
    if page[at : at + 1] != char:
        raise ValueError(f"{char!r} was expected at {at}")
    return at + 1


def _string(page: str, at: int, end: int) -> Traced:
    """The string whose literal stands at `[at, end)`, without its quotation marks."""
    literal = Traced.of(page[at + 1 : end - 1], at + 1)
    return literal.sub(_ESCAPE, _meant).sub(_LONE_SURROGATE, "\ufffd")


def _meant(match: re.Match[str]) -> str:
    high, low, code, short = match.groups()
    if high:
        return chr(0x10000 + (int(high, 16) - 0xD800) * 0x400 + int(low, 16) - 0xDC00)
    if code:
        return "\ufffd" if int(code, 16) == 0 else chr(int(code, 16))
    return _SHORT.get(short, short)
