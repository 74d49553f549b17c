"""Every entry of the gazetteer is found in its examples, and stands in a place that exists."""

import re

import pytest

from claims.normalising.places import find_places, place_ids, place_label, within
from claims.normalising.places.gazetteer import _file, entries

EXAMPLES = [(key, text) for key, entry in entries().items() for text in entry["examples"]]
LANGUAGES = {True: "en", False: "zh-Hant"}


def language_of(text: str) -> str:
    return LANGUAGES[re.sub("[«»“”’]", "", text).isascii()]


@pytest.mark.parametrize(("key", "text"), EXAMPLES)
def test_an_entry_is_found_in_its_examples(key: str, text: str) -> None:
    plain = re.sub("[«»]", "", text)
    found = [p for p in find_places(plain, language_of(text)) if p.id == key]
    marked = re.findall("«(.*?)»", text)
    assert [plain[p.start : p.end] for p in found] == marked or (not marked and found)


@pytest.mark.parametrize("key", entries())
def test_an_entry_has_an_example_and_a_name_in_each_language(key: str) -> None:
    entry = entries()[key]
    assert {language_of(text) for text in entry["examples"]} == set(LANGUAGES.values())
    assert set(entry) <= {"within", "en", "zh", "examples"}
    for language in ("en", "zh-Hans"):
        assert place_label(key, language) != key


def test_what_a_place_lies_in_exists_and_every_chain_ends() -> None:
    for place in place_ids():
        around = within(place)
        assert set(around) <= place_ids()
        assert len(set(around)) == len(around)
        assert len(place) <= 50


@pytest.mark.parametrize("language", ["en", "zh"])
def test_words_that_only_look_like_a_place_find_none(language: str) -> None:
    for words in _file()["none"][language]:
        assert find_places(words, language) == [], words
