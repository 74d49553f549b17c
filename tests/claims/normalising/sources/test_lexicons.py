"""The lexicons prove themselves: every role is read from its examples, every id leads somewhere."""

import pytest

from claims.normalising.sources import chinese, english, lexicon
from claims.normalising.sources.affiliations import (
    en_affiliation,
    organisation_of,
    territory_of,
    zh_affiliation,
)
from claims.normalising.sources.labels import split_role

EXAMPLES = [(role.id, text) for role in lexicon.roles().values() for text in role.examples]
KINDS = {"office", "spokesperson", "title", "collective", "media"}


def is_latin(text: str) -> bool:
    return text.isascii()


@pytest.mark.parametrize(("role_id", "phrase"), EXAMPLES)
def test_a_role_is_read_from_its_examples(role_id: str, phrase: str) -> None:
    parse = english.parse if is_latin(phrase) else chinese.parse
    found = parse(phrase).role_id
    assert found == (None if role_id == "honorific" else role_id)  # 女士 is no office


def test_there_are_roles_enough_for_the_news() -> None:
    assert len(lexicon.roles()) >= 150


@pytest.mark.parametrize("role", lexicon.roles().values(), ids=lambda role: role.id)
def test_a_role_has_words_in_both_languages_and_a_known_kind(role: lexicon.Role) -> None:
    assert role.zh
    assert role.en
    assert role.examples
    assert role.kind in KINDS
    assert 0 <= role.rank <= 100


@pytest.mark.parametrize("person", lexicon.persons().values(), ids=lambda person: person.id)
def test_a_person_holds_a_known_office_at_a_known_place(person: lexicon.Person) -> None:
    assert person.office is None or split_role(person.office)[1] is not None
    if person.at:
        assert territory_of(person.at) or organisation_of(person.at)
        organisation = organisation_of(person.at)
        assert organisation is None or organisation in lexicon.organisations()
    if person.begin and person.end:
        assert person.begin < person.end


def test_no_spelling_belongs_to_two_persons() -> None:
    spellings = [
        (name.lower(), person.id)
        for person in lexicon.persons().values()
        for name in set(person.en + person.zh)
    ]
    assert len({name for name, _ in spellings}) == len(spellings)


@pytest.mark.parametrize("body", lexicon.organisations().values(), ids=lambda body: body.id)
def test_an_organisation_is_found_by_its_names(body: lexicon.Organisation) -> None:
    for name in body.zh:
        assert organisation_of(zh_affiliation(name)) == body.id or territory_of(body.id)
    for name in body.en:
        assert organisation_of(en_affiliation(name)) == body.id


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("波兰", "PL"),
        ("波蘭", "PL"),
        ("義大利", "IT"),
        ("肯尼亚", "KE"),
        ("河内", "VN"),
        ("日方", "JP"),
        ("瑞典外交部", "SE:foreign-ministry"),
        ("美国国防部", "pentagon"),
        ("韩军", "KR:military"),
    ],
)
def test_chinese_affiliations(words: str, code: str) -> None:
    assert zh_affiliation(chinese.words_of(words).folded) == code


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Polish", "PL"),
        ("the Netherlands", "NL"),
        ("Hanoi", "VN"),
        ("Swedish foreign ministry", "SE:foreign-ministry"),
        ("Ministry of Defence of Kenya", "KE:defence-ministry"),
        ("the US Department of Defense", "pentagon"),
        ("us", None),
    ],
)
def test_english_affiliations(words: str, code: str | None) -> None:
    assert en_affiliation(words) == code
