"""When two addresses are one page's. What does not tell pages apart is data (`addresses.toml`)."""

from __future__ import annotations

import posixpath
import re
import tomllib
from fnmatch import fnmatchcase
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlencode, urlsplit

_PORTS = {"http": 80, "https": 443}


def address_key(url: str) -> str:
    """What the addresses of one page have in common, as ASCII; "" for what is no web address.

    >>> address_key("https://m.harbour.example/troops/?utm_source=feed#top")
    'harbour.example/troops'
    """
    try:
        parts = urlsplit(url.strip())
        host = _host(parts)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _PORTS or not host:
        return ""
    query = urlencode(sorted(_telling(parts.query)))
    return host + _path(parts.path) + (f"?{query}" if query else "")


@cache
def rules() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "addresses.toml").read_text(encoding="utf-8"))


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").rstrip(".")
    if not host.isascii():
        host = host.encode("idna").decode()
    labels = host.split(".")
    if len(labels) > 2 and labels[0] in rules()["hosts"]["labels"]:
        labels = labels[1:]
    usual = parts.port in (None, _PORTS.get(parts.scheme.lower()))
    return ".".join(labels) + ("" if usual else f":{parts.port}")


def _path(path: str) -> str:
    """Without what only tells how it is served; escapes in one form, and none where none is due."""
    path = posixpath.normpath("/" + re.sub("/+", "/", path).lstrip("/"))
    steps = [quote(unquote(step), safe="~!$&'()*+,;=:@") for step in path.split("/") if step]
    if len(steps) > 1 and steps[0] in rules()["paths"]["first"]:
        steps = steps[1:]
    if steps and steps[-1] in rules()["paths"]["last"]:
        steps = steps[:-1]
    return "/" + "/".join(steps)


def _telling(query: str) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, value in parse_qsl(query, keep_blank_values=True)
        if not any(fnmatchcase(name.lower(), pattern) for pattern in _parameters())
    ]


@cache
def _parameters() -> tuple[str, ...]:
    return tuple(name for group in rules()["parameters"] for name in group["names"])
