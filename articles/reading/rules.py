"""The reading rules, which are data: `rules.toml` for everyone, one file a publisher in
`publishers/` and in the folders that were added (`folders.py`)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from articles.reading.folders import OWN, publisher_files, rule_folders
from articles.reading.wires import wire_alternatives


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression with what it must and must not find."""

    regex: re.Pattern[str]
    reason: str
    rest: bool  # nothing after it is article text
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]
    where: str = ""  # of a wire credit: in which blocks it may stand
    name: str = ""  # of a wire credit: the service, where the words do not name it


@dataclass(frozen=True, slots=True)
class Noise:
    """Elements that are never article text."""

    selector: str
    reason: str


@dataclass(frozen=True, slots=True)
class Address:
    """The one form of an article's address among the many a publisher serves it under."""

    regex: re.Pattern[str]
    form: str  # with the regex's groups in braces
    examples: tuple[tuple[str, str], ...]  # (as served, canonical)

    @classmethod
    def of(cls, entry: dict[str, Any]) -> Address:
        return cls(
            re.compile(entry["pattern"]), entry["form"], tuple(map(tuple, entry["examples"]))
        )

    def canonical(self, url: str) -> str:
        match = self.regex.match(url)
        return self.form.format(**match.groupdict()) if match else url


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one publisher, or those that hold for everyone."""

    name: str = ""
    names: tuple[tuple[str, str], ...] = ()  # (language, name)
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    timezone: str | None = None
    address: Address | None = None
    title: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    noise: tuple[Noise, ...] = ()
    drop: tuple[Pattern, ...] = ()
    dateline: tuple[Pattern, ...] = ()
    byline: tuple[Pattern, ...] = ()
    wire: tuple[Pattern, ...] = ()
    nobody: tuple[Pattern, ...] = ()

    @property
    def all_names(self) -> frozenset[str]:
        return frozenset((self.name, *self.aliases, *(name for _, name in self.names)))


def _patterns(entries: Iterable[dict[str, Any]], default_reason: str = "") -> tuple[Pattern, ...]:
    """`{wire}` in a pattern stands for the name of any wire service."""
    return tuple(
        Pattern(
            re.compile(entry["pattern"].replace("{wire}", wire_alternatives())),
            entry.get("reason", default_reason),
            entry.get("rest", False),
            tuple(entry["examples"]),
            tuple(entry["counterexamples"]),
            entry.get("where", ""),
            entry.get("name", ""),
        )
        for entry in entries
    )


def _read(file: Traversable) -> Rules:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    return Rules(
        name=data.get("name", ""),
        names=tuple(data.get("names", {}).items()),
        aliases=tuple(data.get("aliases", ())),
        domains=tuple(data.get("domains", ())),
        timezone=data.get("timezone"),
        address=Address.of(data["address"]) if "address" in data else None,
        title=tuple(data.get("title", ())),
        body=tuple(data.get("body", ())),
        date=tuple(data.get("date", ())),
        noise=tuple(
            Noise(selector, group["reason"])
            for group in data.get("noise", ())
            for selector in group["selectors"]
        ),
        drop=_patterns(data.get("drop", ())),
        dateline=_patterns(data.get("dateline", ()), "dateline"),
        byline=_patterns(data.get("byline", ()), "byline"),
        wire=_patterns(data.get("wire", ()), "wire"),
        nobody=_patterns(data.get("nobody", ()), "nobody"),
    )


def common_rules() -> Rules:
    return _common(rule_folders())


def publisher_rules() -> tuple[Rules, ...]:
    return _publishers(rule_folders())


@lru_cache(maxsize=4)
def _common(_added: tuple[Path, ...]) -> Rules:  # the names of wire services hang on the folders
    return _read(OWN / "rules.toml")


@lru_cache(maxsize=4)
def _publishers(added: tuple[Path, ...]) -> tuple[Rules, ...]:
    rules = {read.name: read for read in map(_read, publisher_files(added))}
    return tuple(rules.values())


@lru_cache(maxsize=4)
def _by_domain(added: tuple[Path, ...]) -> dict[str, Rules]:
    return {domain: rules for rules in _publishers(added) for domain in rules.domains}


@lru_cache(maxsize=4)
def _by_name(added: tuple[Path, ...]) -> dict[str, Rules]:
    """Canonical names go before aliases."""
    found = {rules.name: rules for rules in _publishers(added)}
    for rules in _publishers(added):
        for name in rules.all_names:
            found.setdefault(name, rules)
    return found


def host_of(url: str) -> str:
    """The host of an address, lower case, "" when there is none or it is malformed."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        return (parts.hostname or "").lower() if parts.port is None or parts.scheme else ""
    except ValueError:
        return ""


def publisher_at(url: str) -> Rules | None:
    """Whose address this is: the publisher with the longest fitting domain."""
    known, host = _by_domain(rule_folders()), host_of(url)
    while host:
        if host in known:
            return known[host]
        host = host.partition(".")[2]
    return None


def publisher_named(name: str) -> Rules | None:
    """The publisher with exactly this name, in any language."""
    return _by_name(rule_folders()).get(name.strip())
