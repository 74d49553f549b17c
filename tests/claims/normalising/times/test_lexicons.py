"""Every rule reads its examples, and every rule has its resolver."""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import date
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from claims.normalising.times import chinese, english, find_times
from claims.normalising.times.rules import load, rules

DATELINE = date(2021, 12, 8)
FILES = {"zh": "rules.zh.toml", "en": "rules.en.toml"}


def examples() -> list[Any]:
    return [
        pytest.param(language, text, interval, id=f"{rule['name']}: {text}")
        for language, file in FILES.items()
        for rule in load(file)["rule"]
        for text, interval in rule["examples"].items()
    ]


def readings(text: str, language: str) -> list[str]:
    """Each expression as "begin/finish", its other readings behind "|"."""
    return [
        " | ".join(f"{begin}/{finish}" for begin, finish in [t[2:4], *(o[:2] for o in t[5])])
        for t in map(astuple, find_times(text, language, DATELINE))
    ]


@pytest.mark.parametrize(("language", "text", "interval"), examples())
def test_rule(language: str, text: str, interval: str) -> None:
    """An example without "|" speaks of the first reading alone."""
    found = readings(text, language)
    if "|" not in interval:
        found = [each.split(" | ")[0] for each in found]
    assert found == ([interval] if interval else [])


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [
        (language, text, interval)
        for language, file in FILES.items()
        for text, interval in load(file)["tense"]["examples"].items()
    ],
)
def test_tense(language: str, text: str, interval: str) -> None:
    assert readings(text, language) == [interval]


@pytest.mark.parametrize(("language", "reader"), [("zh", chinese), ("en", english)])
def test_every_rule_has_its_resolver(language: str, reader: Any) -> None:
    _, compiled = rules(FILES[language])
    assert {rule.name for rule in compiled} == set(reader.RESOLVERS)


@pytest.mark.parametrize("file", FILES.values())
def test_no_rule_reads_without_end(file: str) -> None:
    """Each place is looked at within a bounded stretch, so that time grows with the text alone."""
    trigger, compiled = rules(file)
    for pattern in (trigger, *(rule.pattern for rule in compiled)):
        assert max(_repeats(_parser.parse(pattern.pattern, pattern.flags)), default=0) <= 60


def _repeats(node: Any) -> Iterator[int]:
    """The upper bound of every repetition in a parsed pattern."""
    if isinstance(node, tuple) and len(node) == 3 and isinstance(node[2], _parser.SubPattern):
        yield int(node[1])
    if isinstance(node, tuple | list | _parser.SubPattern):
        for part in node:
            yield from _repeats(part)


@pytest.mark.parametrize("name", load("days.toml")["fixed"])
def test_named_day(name: str) -> None:
    language = "en" if name.isascii() else "zh"
    if name == "may day":  # a cry as well as a day
        return
    month, day = load("days.toml")["fixed"][name]
    (time,) = find_times(name, language, DATELINE)
    assert (time.begin.month, time.begin.day) == (month, day)
