"""The reading rules, which are data: `rules.toml` for everyone, one file a publisher in
`publishers/`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression with what it must and must not find."""

    regex: re.Pattern[str]
    reason: str
    rest: bool  # nothing after it is article text
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


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

    @property
    def all_names(self) -> frozenset[str]:
        return frozenset((self.name, *self.aliases, *(name for _, name in self.names)))


def _patterns(entries: Iterable[dict[str, Any]], default_reason: str = "") -> tuple[Pattern, ...]:
    return tuple(
        Pattern(
            re.compile(entry["pattern"]),
            entry.get("reason", default_reason),
            entry.get("rest", False),
            tuple(entry["examples"]),
            tuple(entry["counterexamples"]),
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
    )


@lru_cache(maxsize=1)
def common_rules() -> Rules:
    return _read(files(__package__) / "rules.toml")


@lru_cache(maxsize=1)
def publisher_rules() -> tuple[Rules, ...]:
    folder = files(__package__) / "publishers"
    found = sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=str)
    return tuple(_read(file) for file in found)


def host_of(url: str) -> str:
    """The host of an address, lower case, "" when there is none or it is malformed."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        return (parts.hostname or "").lower() if parts.port is None or parts.scheme else ""
    except ValueError:
        return ""


def publisher_at(url: str) -> Rules | None:
    """Whose address this is: the publisher with the longest fitting domain."""
    host = host_of(url)
    fitting = [
        (len(domain), rules)
        for rules in publisher_rules()
        for domain in rules.domains
        if host == domain or host.endswith("." + domain)
    ]
    return max(fitting, key=lambda found: found[0])[1] if fitting else None


def publisher_named(name: str) -> Rules | None:
    """The publisher with exactly this name, in any language; canonical names go before aliases."""
    name = name.strip()
    for rules in publisher_rules():
        if name == rules.name:
            return rules
    return next((rules for rules in publisher_rules() if name in rules.all_names), None)
