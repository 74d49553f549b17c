"""Every rule reads its examples, and every rule has its resolver."""

from datetime import date
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


@pytest.mark.parametrize(("language", "text", "interval"), examples())
def test_rule(language: str, text: str, interval: str) -> None:
    found = [f"{t.begin}/{t.finish}" for t in find_times(text, language, DATELINE)]
    assert found == ([interval] if interval else [])


@pytest.mark.parametrize(("language", "reader"), [("zh", chinese), ("en", english)])
def test_every_rule_has_its_resolver(language: str, reader: Any) -> None:
    _, compiled = rules(FILES[language])
    assert {rule.name for rule in compiled} == set(reader.RESOLVERS)


@pytest.mark.parametrize("name", load("days.toml")["fixed"])
def test_named_day(name: str) -> None:
    language = "en" if name.isascii() else "zh"
    if name == "may day":  # a cry as well as a day
        return
    month, day = load("days.toml")["fixed"][name]
    (time,) = find_times(name, language, DATELINE)
    assert (time.begin.month, time.begin.day) == (month, day)
