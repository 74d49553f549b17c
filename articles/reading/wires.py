"""Wire services, which are data (`wires.toml`): whose copy it is that a publisher prints."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from articles.reading.folders import rule_folders, wire_files

SHORT = 4  # letters: "AP" and "ap" are two words, "Reuters" and "REUTERS" one


@dataclass(frozen=True, slots=True)
class WireService:
    """An agency. `own` are the publishers that are the agency itself."""

    name: str
    names: tuple[tuple[str, str], ...]  # (language, name)
    aliases: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def all_names(self) -> frozenset[str]:
        return frozenset((self.name, *self.aliases, *(name for _, name in self.names)))

    def is_publisher(self, publisher: str | None) -> bool:
        return publisher is not None and publisher in (self.name, *self.own)


def wire_services() -> tuple[WireService, ...]:
    return _services(rule_folders())


def wire_named(name: str) -> WireService | None:
    """The service with this name or alias and nothing besides.

    >>> wire_named("the associated press").name, wire_named("ap")
    ('The Associated Press', None)
    """
    return _by_key(rule_folders()).get(_key(name))


def wire_alternatives() -> str:
    """A regular expression that finds any name of any service, the longest first."""
    return _alternatives(rule_folders())


@lru_cache(maxsize=4)
def _services(added: tuple[Path, ...]) -> tuple[WireService, ...]:
    entries = [
        entry
        for file in wire_files(added)
        for entry in tomllib.loads(file.read_text(encoding="utf-8"))["wire"]
    ]
    return tuple(
        WireService(
            entry["name"],
            tuple(entry.get("names", {}).items()),
            tuple(entry.get("aliases", ())),
            tuple(entry.get("own", ())),
        )
        for entry in entries
    )


@lru_cache(maxsize=4)
def _by_key(added: tuple[Path, ...]) -> dict[str, WireService]:
    found: dict[str, WireService] = {}
    for service in _services(added):
        for name in service.all_names:
            found.setdefault(_key(name), service)
    return found


@lru_cache(maxsize=4)
def _alternatives(added: tuple[Path, ...]) -> str:
    names = {re.sub("^The ", "", name) for s in _services(added) for name in s.all_names}
    forms = sorted((_form(name) for name in names), key=len, reverse=True)
    return rf"(?<![A-Za-z])(?:[Tt]he |THE )?(?:{'|'.join(forms)})(?![A-Za-z])"


def _form(name: str) -> str:
    escaped = re.escape(name)
    return escaped if len(name) <= SHORT or not name.isascii() else f"(?i:{escaped})"


def _key(name: str) -> str:
    words = " ".join(name.split())
    words = re.sub("^the ", "", words, flags=re.IGNORECASE)
    return words if len(words) <= SHORT else words.casefold()
