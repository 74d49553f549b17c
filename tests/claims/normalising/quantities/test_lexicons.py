"""Every entry of the word lists matches its examples, and none of its counter-examples."""

from typing import Any

import pytest

from claims.normalising.quantities import find_quantities
from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.measure_words import read_measure_word
from claims.normalising.quantities.measures import find_measures
from claims.normalising.quantities.numbers import find_numbers


def rows(file: str, table: str, examples: str) -> list[Any]:
    return [
        pytest.param(row, example, id=example)
        for row in load(file)[table]
        for example in row[examples]
    ]


def language_of(text: str) -> str:
    """English, where there is no Han character."""
    return "zh" if any("\u4e00" <= c <= "\u9fff" for c in text) else "en"


def units(example: str) -> set[str]:
    found = {m.unit for language in ("zh", "en") for m in find_measures(example, language)}
    return found if language_of(example) == "en" else {m.unit for m in find_measures(example, "zh")}


@pytest.mark.parametrize(("row", "example"), rows("units.toml", "unit", "examples"))
def test_unit(row: dict[str, Any], example: str) -> None:
    assert row["unit"] in units(example)


@pytest.mark.parametrize(("row", "example"), rows("units.toml", "unit", "counter_examples"))
def test_no_unit(row: dict[str, Any], example: str) -> None:
    assert row["unit"] not in units(example)


@pytest.mark.parametrize(("row", "example"), rows("currencies.toml", "currency", "examples"))
def test_currency(row: dict[str, Any], example: str) -> None:
    assert row["code"] in units(example)


@pytest.mark.parametrize(
    ("row", "example"), rows("currencies.toml", "currency", "counter_examples")
)
def test_no_currency(row: dict[str, Any], example: str) -> None:
    assert row["code"] not in units(example)


def approximators(example: str) -> set[str | None]:
    return {q.approximator for q in find_quantities(example, language_of(example))}


@pytest.mark.parametrize(("row", "example"), rows("bounds.toml", "bound", "examples"))
def test_bound(row: dict[str, Any], example: str) -> None:
    (words,) = approximators(example)
    assert words is not None
    keys = ("before", "after", "closing", "signs", "signs_after")
    assert words.lower() in [word for key in keys for word in row.get(key, [])]


@pytest.mark.parametrize(("row", "example"), rows("bounds.toml", "bound", "counter_examples"))
def test_no_bound(row: dict[str, Any], example: str) -> None:
    assert approximators(example) <= {None}


def dimensions(example: str) -> set[str | None]:
    return {q.dimension for q in find_quantities(example, language_of(example))}


@pytest.mark.parametrize(("row", "example"), rows("nouns.toml", "noun", "examples"))
def test_noun(row: dict[str, Any], example: str) -> None:
    assert row["dimension"] in dimensions(example)


@pytest.mark.parametrize(("row", "example"), rows("nouns.toml", "noun", "counter_examples"))
def test_no_noun(row: dict[str, Any], example: str) -> None:
    assert row["dimension"] not in dimensions(example)


@pytest.mark.parametrize(("row", "example"), rows("measures.toml", "measure", "examples"))
def test_measure_word(row: dict[str, Any], example: str) -> None:
    (number,) = find_numbers(example, "zh")
    word = read_measure_word(example, number.end)
    assert word is not None
    assert word.surface in row["words"]


@pytest.mark.parametrize(("row", "example"), rows("exclusions.toml", "exclusion", "examples"))
def test_exclusion(row: dict[str, Any], example: str) -> None:
    language = "zh" if row["language"] == "any" else row["language"]
    assert find_quantities(example, language) == []


@pytest.mark.parametrize(
    ("row", "example"), rows("exclusions.toml", "exclusion", "counter_examples")
)
def test_no_exclusion(row: dict[str, Any], example: str) -> None:
    language = "zh" if row["language"] == "any" else row["language"]
    assert find_quantities(example, language)


@pytest.mark.parametrize("word", load("numerals.zh.toml")["proof"]["not"])
def test_no_number(word: str) -> None:
    assert find_numbers(word, "zh") == []


@pytest.mark.parametrize("idiom", load("numerals.zh.toml")["idioms"])
def test_idiom(idiom: str) -> None:
    (number,) = find_numbers(f"有{idiom}的人", "zh")
    assert [number.low, number.high] == load("numerals.zh.toml")["idioms"][idiom]


@pytest.mark.parametrize("words", load("numerals.en.toml")["vague"])
def test_vague(words: str) -> None:
    (number,) = find_numbers(f"with {words} of them", "en")
    assert [number.low, number.high] == load("numerals.en.toml")["vague"][words]


def test_no_word_is_listed_twice() -> None:
    for file, table, keys in (
        ("units.toml", "unit", ("zh", "en")),
        ("nouns.toml", "noun", ("zh", "en")),
    ):
        for key in keys:
            words = [word for row in load(file)[table] for word in row[key]]
            assert sorted(words) == sorted(set(words))


def changes(example: str) -> set[str | None]:
    return {q.change for q in find_quantities(example, language_of(example))}


@pytest.mark.parametrize(("row", "example"), rows("changes.toml", "change", "examples"))
def test_change(row: dict[str, Any], example: str) -> None:
    assert changes(example) == {row["direction"]}


@pytest.mark.parametrize(("row", "example"), rows("changes.toml", "change", "counter_examples"))
def test_level(row: dict[str, Any], example: str) -> None:
    assert changes(example) == {None}


def nothings(example: str) -> set[str | None]:
    return {q.dimension for q in find_quantities(example, language_of(example)) if q.value == 0}


@pytest.mark.parametrize(("row", "example"), rows("nothing.toml", "nothing", "examples"))
def test_nothing(row: dict[str, Any], example: str) -> None:
    assert nothings(example) == {row["dimension"]}


@pytest.mark.parametrize(("row", "example"), rows("nothing.toml", "nothing", "counter_examples"))
def test_something(row: dict[str, Any], example: str) -> None:
    assert nothings(example) == set()


@pytest.mark.parametrize("words", load("numerals.en.toml")["some"])
def test_some(words: str) -> None:
    (quantity,) = find_quantities(f"They lost {words} tanks.", "en")
    assert [quantity.low, quantity.high] == load("numerals.en.toml")["some"][words]
