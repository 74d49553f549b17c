"""The places as look-up tables: states from CLDR, what lies in and around them from TOML."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from claims.normalising.sources.folding import fold
from claims.normalising.sources.lexicon import (
    en_states,
    en_territories,
    seats,
    territory_name,
    zh_territories,
)

# The id of words that look like a name and are none.
NONE = ""
# Before the code of a state: an adjective or its people, which name a place with "border" only.
OF = "of:"
# Chinese names that stand for a government or its party, never for the country.
_GOVERNMENTS = re.compile("[^南北东西地]方|中共|港府")
_FIRST = re.compile("[^ ,-]+")
# Names by their first character (Chinese) or first word (English), the longest first.
Names = Mapping[str, tuple[tuple[str, str], ...]]


@cache
def entries() -> dict[str, Any]:
    """The places of gazetteer.toml by their ids."""
    return {key: entry for key, entry in _file().items() if key != "none"}


@cache
def _file() -> dict[str, Any]:
    path = files(__package__).joinpath("gazetteer.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def zh_names() -> Names:
    """Folded Chinese names with the ids of their places."""
    none = {fold(name): NONE for name in _file()["none"]["zh"]}
    return _by_first(_table("zh", _zh_states()) | none, re.compile("."))


@cache
def en_names() -> Names:
    """English names as written with the ids of their places."""
    none = dict.fromkeys(_file()["none"]["en"], NONE)
    return _by_first(_table("en", _en_states()) | none, _FIRST)


@cache
def place_ids() -> frozenset[str]:
    """Every place there is: territory codes, and the keys of gazetteer.toml."""
    return frozenset(entries()) | frozenset(zh_territories().values())


@cache
def within(place: str) -> tuple[str, ...]:
    """What the place lies in, from the nearest outwards.

    >>> within("mariupol")
    ('donetsk', 'donbas', 'UA')
    """
    around = entries().get(place, {}).get("within")
    return (around, *within(around)) if around else ()


def place_label(place: str, language: str) -> str:
    """The name printed, in 'en' or 'zh-Hans'; the id itself where there is no such place.

    >>> place_label("crimea", "zh-Hans"), place_label("UA", "en")
    ('克里米亚', 'Ukraine')
    """
    if entry := entries().get(place):
        return str(entry["en" if language == "en" else "zh"][0])
    return territory_name(place, language)


def _zh_states() -> dict[str, str]:
    names = zh_territories().items()
    return {name: code for name, code in names if not _GOVERNMENTS.fullmatch(name)}


def _en_states() -> dict[str, str]:
    """Their names, capitals, and what is said of them and their people."""
    places = en_states().keys() | seats()
    return {name: code if name in places else OF + code for name, code in en_territories().items()}


def _table(language: str, states: Mapping[str, str]) -> dict[str, str]:
    """The gazetteer hides the same names of states: a capital there is a place of its own."""
    table = {fold(name): code for name, code in states.items()}
    for key, entry in entries().items():
        table |= {fold(name): key for name in entry[language]}
    return table


def _by_first(names: Mapping[str, str], first: re.Pattern[str]) -> Names:
    table: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for name, place in sorted(names.items(), key=lambda pair: (-len(pair[0]), pair[0])):
        begin = first.match(name)
        assert begin, name
        table[begin[0]].append((name, place))
    return {begin: tuple(found) for begin, found in table.items()}
