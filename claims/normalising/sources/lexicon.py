"""The lexicons as look-up tables. The data stands beside this file, each with its explanation."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale

from .folding import fold

_HERE = Path(__file__).parent


def _table(name: str) -> dict[str, Any]:
    return tomllib.loads((_HERE / name).read_text(encoding="utf-8"))


WORDS: dict[str, dict[str, Any]] = _table("words.toml")


@dataclass(frozen=True, slots=True)
class Role:
    """An office or occupation; the fields are explained in roles/politics.toml."""

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    kind: str
    rank: int
    examples: tuple[str, ...]
    en_at: dict[str, str] = field(default_factory=dict)
    zh_elsewhere: str | None = None


@dataclass(frozen=True, slots=True)
class Organisation:
    id: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    kind: str
    territory: str | None
    every: bool


@dataclass(frozen=True, slots=True)
class Person:
    """A person of persons.toml; `held(day)` tells whether the office was held on that day."""

    id: str
    en: tuple[str, ...]
    zh: tuple[str, ...]
    at: str | None
    office: str | None
    begin: date | None
    end: date | None
    woman: bool

    def held(self, day: date) -> bool:
        return bool(self.begin) and self.begin <= day < (self.end or date.max)  # type: ignore[operator]


@cache
def roles() -> dict[str, Role]:
    found = {}
    for path in sorted((_HERE / "roles").glob("*.toml")):
        for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
            lists = {name: tuple(entry[name]) for name in ("zh", "en", "examples")}
            found[key] = Role(
                id=key,
                kind=entry["kind"],
                rank=entry["rank"],
                en_at=entry.get("en_at", {}),
                zh_elsewhere=entry.get("zh_elsewhere"),
                **lists,
            )
    return found


@cache
def organisations() -> dict[str, Organisation]:
    return {
        key: Organisation(
            id=key,
            en=tuple(entry["en"]),
            zh=tuple(entry["zh"]),
            kind=entry["kind"],
            territory=entry.get("territory"),
            every=entry.get("every", False),
        )
        for key, entry in _table("organisations.toml").items()
    }


@cache
def persons() -> dict[str, Person]:
    return {
        key: Person(
            id=key,
            en=tuple(entry["en"]),
            zh=tuple(entry["zh"]),
            at=entry.get("at"),
            office=entry.get("office"),
            begin=entry.get("from"),
            end=entry.get("until"),
            woman=entry.get("woman", False),
        )
        for key, entry in _table("persons.toml").items()
    }


@cache
def same_as() -> dict[str, str]:
    """Other ids of an organisation: 'US:defence-ministry' → 'pentagon'."""
    entries = _table("organisations.toml")
    return {other: key for key, entry in entries.items() for other in entry.get("is", ())}


@cache
def zh_roles() -> dict[str, str]:
    """Chinese role word → role id. Of two roles that share a word the higher one has it."""
    ranked = sorted(roles().values(), key=lambda role: role.rank)
    return {word: role.id for role in ranked for word in role.zh}


@cache
def en_roles() -> dict[str, tuple[str, bool]]:
    """English role word in lower case → (role id, whether it is a plural)."""
    ranked = sorted(roles().values(), key=lambda role: role.rank)
    table = {plural(word).lower(): (role.id, True) for role in ranked for word in role.en}
    table |= {
        word.lower(): (role.id, word.startswith("people")) for role in ranked for word in role.en
    }
    return table


def _is_state(code: str) -> bool:
    """CLDR lists unions and test codes beside states."""
    return len(code) == 2 and code not in {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


@cache
def zh_territories() -> dict[str, str]:
    """Chinese names, short forms and capitals → territory code, in folded characters."""
    table: dict[str, str] = {}
    for locale in ("zh_Hant", "zh_Hans"):
        names = Locale.parse(locale).territories
        table |= {fold(name): code for code, name in names.items() if _is_state(code)}
    for code, entry in _table("territories.toml").items():
        table |= dict.fromkeys([*entry["zh"], *_seats(entry, latin=False)], code)
    return table


@cache
def en_territories() -> dict[str, str]:
    """English names, adjectives and capitals (as written) → territory code."""
    names = Locale.parse("en").territories
    table = {name: code for code, name in names.items() if _is_state(code)}
    for code, entry in _table("territories.toml").items():
        table |= dict.fromkeys([*entry["en"], *_seats(entry, latin=True)], code)
        table |= dict.fromkeys(entry.get("name", ()), code)
    return table


@cache
def en_territories_lower() -> dict[str, str]:
    """The longer English names in lower case: "us" is a pronoun."""
    return {name.lower(): code for name, code in en_territories().items() if len(name) > 3}


@cache
def en_organisations_lower() -> dict[str, str]:
    table = en_organisations()
    return {name.lower(): key for name, key in table.items() if len(name) > 4 or " " in name}


@cache
def en_states() -> dict[str, str]:
    """English names of states only: no adjectives, no capitals."""
    names = Locale.parse("en").territories
    table = {name: code for code, name in names.items() if _is_state(code)}
    for code, entry in _table_of_territories().items():
        table |= dict.fromkeys(entry.get("name", ()), code)
    return table


@cache
def seats() -> frozenset[str]:
    """Capitals: places that stand for a state when they speak."""
    entries = _table("territories.toml").values()
    return frozenset(name for entry in entries for name in entry.get("seat", ()))


def _seats(entry: dict[str, Any], *, latin: bool) -> list[str]:
    return [name for name in entry.get("seat", ()) if name.isascii() == latin]


@cache
def zh_organisations() -> dict[str, str]:
    table = {name: body.id for body in organisations().values() for name in body.zh}
    return table | {name: key for name, key in en_organisations().items() if " " not in name}


@cache
def en_organisations() -> dict[str, str]:
    """Names as written, those every state has in lower case too."""
    table = {}
    for body in organisations().values():
        for name in body.en:
            table[name] = body.id
            table[name.removeprefix("The ")] = body.id
    return table


@cache
def transliterating() -> frozenset[str]:
    """The characters foreign names are written with."""
    names = (name for person in persons().values() for name in person.zh if "·" in name)
    return frozenset("".join(names))


@cache
def person_names() -> dict[str, str]:
    """Every spelling, folded and in lower case → person id."""
    return {
        fold(name).lower(): person.id
        for person in persons().values()
        for name in person.en + person.zh
    }


@cache
def adjective(territory: str) -> str | None:
    entry = _table_of_territories().get(territory)
    return str(entry["en"][0]) if entry and entry["en"] else None


def territory_name(territory: str, language: str) -> str:
    """The name printed in labels: 'Ukraine', 'US', '乌克兰'."""
    entry = _table_of_territories().get(territory)
    if language == "en":
        short = {"US": "US", "GB": "UK", "HK": "Hong Kong", "MO": "Macau", "PS": "Palestine"}
        return short.get(territory) or Locale.parse("en").territories.get(territory, territory)
    if entry:
        return str(entry["zh"][0])
    return str(Locale.parse("zh_Hans").territories.get(territory, territory))


@cache
def _table_of_territories() -> dict[str, Any]:
    return _table("territories.toml")


def plural(words: str) -> str:
    """The plural of an English role: the head noun is the one before a preposition.

    >>> plural("member of parliament"), plural("spokeswoman"), plural("attorney general")
    ('members of parliament', 'spokeswomen', 'attorney generals')
    """
    for preposition in (" of ", " familiar", " with ", " in ", " for "):
        head, found, rest = words.partition(preposition)
        if found:
            return plural(head) + found + rest
    if words.endswith("man"):
        return words[:-3] + "men"
    if words.startswith("people") or words == "media":
        return words
    if words.endswith("person"):
        return words[:-6] + "people" if words != "spokesperson" else "spokespersons"
    if words.endswith("y") and words[-2:-1] not in "aeiou":
        return words[:-1] + "ies"
    return words + ("es" if words.endswith(("s", "ch", "sh")) else "s")


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of `words`, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
