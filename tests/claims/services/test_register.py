"""Editors keep the register: labels, names, offices."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from claims.models import Act, Source
from claims.services import StaleVersion
from claims.services.register import (
    source_create,
    source_edit,
    source_name_add,
    source_name_remove,
    source_office_add,
    source_office_change,
    source_office_remove,
)
from tests.factories import SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def test_an_edit_is_made_on_the_version_that_was_seen(editor):
    source = SourceFactory()
    edited = source_edit(
        source=source, user=editor, version=1, wikidata_id="Q42", is_party=True, reliability="Good."
    )
    assert (edited.version, edited.wikidata_id, edited.is_party) == (2, "Q42", True)
    with pytest.raises(StaleVersion) as stale:
        source_edit(source=source, user=editor, version=1, label_en="Other")
    assert stale.value.current.version == 2
    assert [act.verb for act in Act.objects.all()] == ["source.edit"]


@pytest.mark.parametrize("value", ["42", "Q0", "q42", "Q42/../x", "Q42\n", "javascript:alert(1)"])
def test_a_wikidata_id_is_q_and_a_number(editor, value):
    with pytest.raises(ValidationError):
        source_edit(source=SourceFactory(), user=editor, version=1, wikidata_id=value)


def test_what_finds_a_source_cannot_be_changed(editor):
    with pytest.raises(TypeError):
        source_edit(source=SourceFactory(), user=editor, version=1, key="person:other")


def test_a_source_is_made_by_hand_once(editor):
    values = {"kind": "person", "anonymity": "named", "label_en": "Ana", "label_zh": "安娜"}
    made = source_create(key="person:ana", user=editor, **values)
    assert made.slug == "ana"
    with pytest.raises(ValidationError):
        source_create(key="person:ana", user=editor, **values)
    assert Source.objects.count() == 1


def test_names_come_and_go(editor):
    source = SourceFactory()
    name = source_name_add(source=source, user=editor, name=" Олексій ", language="uk")
    assert name.name == "Олексій"
    with pytest.raises(ValidationError):
        source_name_add(source=source, user=editor, name="Олексій", language="uk")
    with pytest.raises(ValidationError):
        source_name_add(source=source, user=editor, name=" ")
    source_name_remove(name=name, user=editor)
    assert not source.names.exists()


def test_offices_say_something_and_begin_before_they_finish(editor):
    source = SourceFactory()
    office = source_office_add(source=source, user=editor, role="minister", begin=date(2021, 11, 4))
    source_office_change(office=office, user=editor, finish=date(2023, 9, 5))
    assert source.offices.get().finish == date(2023, 9, 5)
    with pytest.raises(ValidationError):
        source_office_change(office=office, user=editor, finish=date(2020, 1, 1))
    with pytest.raises(ValidationError):
        source_office_add(source=source, user=editor)
    source_office_remove(office=office, user=editor)
    assert not source.offices.exists()
