"""Editors keep the publishers, and imports find them by whatever they were given."""

import pytest
from django.core.exceptions import ValidationError

from articles.services.publisher_editing import (
    owner_group_create,
    owner_group_edit,
    publisher_create,
    publisher_domain_add,
    publisher_domain_remove,
    publisher_edit,
    publisher_name_add,
    publisher_name_remove,
)
from articles.services.publishers import publisher_get_or_create
from claims.models import Act
from tests.factories import PublisherFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def test_imports_find_a_publisher_by_a_name_that_an_editor_gave(editor):
    publisher = PublisherFactory(name="Harbour Post")
    name = publisher_name_add(publisher=publisher, user=editor, name=" 港口 邮报 ", language="zh")
    assert publisher_get_or_create(name="港口 邮报", url=None) == publisher
    publisher_name_remove(name=name, user=editor)
    assert publisher_get_or_create(name="港口 邮报", url=None) != publisher


def test_imports_find_it_by_each_of_its_domains(editor):
    publisher = PublisherFactory(domain="post.example")
    domain = publisher_domain_add(publisher=publisher, user=editor, domain="www.Post.example.org ")
    assert domain.domain == "post.example.org"
    address = "https://www.post.example.org/a.html"
    assert publisher_get_or_create(name=None, url=address) == publisher
    publisher_domain_remove(domain=domain, user=editor)
    assert publisher_get_or_create(name=None, url=address) != publisher


def test_one_name_and_one_domain_lead_to_one_publisher(editor):
    publisher, other = PublisherFactory(), PublisherFactory()
    publisher_name_add(publisher=other, user=editor, name="Post")
    publisher_domain_add(publisher=other, user=editor, domain="post.example")
    for name in ("Post", other.name, ""):
        with pytest.raises(ValidationError):
            publisher_name_add(publisher=publisher, user=editor, name=name)
    for domain in ("post.example", other.domain, "", "no domain", "http://x.example", "x", "a..b"):
        with pytest.raises(ValidationError):
            publisher_domain_add(publisher=publisher, user=editor, domain=domain)
    with pytest.raises(ValidationError):
        publisher_edit(publisher=publisher, user=editor, version=publisher.version, name="Post")
    with pytest.raises(ValidationError):
        publisher_create(name="Post", user=editor)


def test_an_edit_changes_what_is_named_and_is_an_act(editor):
    group = owner_group_create(name="Harbour  Holding", user=editor)
    publisher = PublisherFactory()
    publisher_edit(
        publisher=publisher,
        user=editor,
        version=publisher.version,
        owner_group=group,
        notes="Since 1990.",
    )
    publisher.refresh_from_db()
    assert (publisher.owner_group.name, publisher.notes) == ("Harbour Holding", "Since 1990.")
    assert Act.objects.first().verb == "publisher.edit"
    with pytest.raises(TypeError):
        publisher_edit(publisher=publisher, user=editor, version=publisher.version, slug="other")
    with pytest.raises(ValidationError):
        owner_group_create(name="Harbour Holding", user=editor)
    assert owner_group_edit(group=group, user=editor, version=1, name="Dock").name == "Dock"


def test_a_publisher_is_made_by_hand(editor):
    publisher = publisher_create(name="Harbour Post", user=editor, domain="post.example")
    assert publisher.slug == "harbour-post"
    assert publisher_get_or_create(name="Harbour Post", url=None) == publisher


def test_a_wire_service_is_marked_when_it_first_comes_in(editor):
    assert publisher_get_or_create(name="Reuters", url=None).is_wire_service
    assert publisher_get_or_create(name="AP", url=None).is_wire_service
    assert not publisher_get_or_create(name="Harbour Post", url=None).is_wire_service
