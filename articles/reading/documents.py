"""What PDF and DOCX have in common: properties that may be the program's, and a text of our own
making.

Neither format has a text that could be pointed into. Their reader writes one, line by line, the
properties first; that is the page which places refer to.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from articles.reading.rules import Pattern
from articles.spans import Traced


class DocumentText:
    """The decoded text of a document while it is written."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, line: str) -> Traced:
        """Append a line; the same with its places."""
        traced = Traced.of(line, self._length)
        self._pieces.append(line)
        self._length += len(line) + 1
        return traced

    @property
    def page(self) -> str:
        return "".join(f"{piece}\n" for piece in self._pieces)


@lru_cache(maxsize=1)
def document_rules() -> dict[str, tuple[Pattern, ...]]:
    data: dict[str, list[dict[str, Any]]] = tomllib.loads(
        (files(__package__) / "documents.toml").read_text(encoding="utf-8")
    )
    return {
        kind: tuple(
            Pattern(
                re.compile(entry["pattern"], re.IGNORECASE),
                entry.get("reason", ""),
                False,
                tuple(entry["examples"]),
                tuple(entry["counterexamples"]),
            )
            for entry in entries
        )
        for kind, entries in data.items()
    }


def reason_at_margin(line: str) -> str | None:
    """Why a line at the edge of a page is no text, None if nothing says so."""
    found = (rule.reason for rule in document_rules()["margin"] if rule.regex.search(line))
    return next(found, None)


def told_title(title: str | None) -> str:
    return _told(title, "title_of_software")


def told_author(author: str | None) -> str:
    return _told(author, "author_of_software")


def _told(value: str | None, kind: str) -> str:
    """A property's value, "" where only a program speaks."""
    plain = " ".join((value or "").replace("\x00", "").split())
    return "" if any(rule.regex.search(plain) for rule in document_rules()[kind]) else plain
