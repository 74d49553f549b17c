from tests import translations


def test_every_message_of_the_code_is_in_the_catalogue():
    wanted = {(message.id, message.context) for message in translations.messages() if message.id}
    there = {(message.id, message.context) for message in translations.stored() if message.id}
    assert wanted - there == set(), "run `python -m tests.translations` and translate the new ones"
    assert there - wanted == set(), "run `python -m tests.translations` to drop the unused ones"


def test_nothing_is_untranslated():
    assert translations.untranslated(translations.stored()) == []


def test_the_compiled_catalogue_is_up_to_date():
    fresh = translations.compiled(translations.stored())
    assert translations.MO.read_bytes() == fresh, "run `python -m tests.translations`"


def test_placeholders_survive_translation():
    for message in translations.stored():
        assert list(message.check()) == []
