"""Publishers are written to over the API."""

from typing import Any

import pytest

from articles.models import OwnerGroup, Publisher
from claims.models import Act
from tests.access.writing import Writer, writer
from tests.factories import PublisherFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_a_publisher_is_added_and_changed(editor: Writer) -> None:
    OwnerGroup.objects.create(name="Harbour Group")
    given = {"name": "Harbour Courier", "domain": "courier.example", "owner_group": "Harbour Group"}
    made = done(editor.post("publishers/", given), 201)
    assert {name: made[name] for name in given} == given
    address = f"publishers/{made['slug']}/"
    now = done(editor.patch(address, {"is_wire_service": True}, seen=1))
    assert (now["is_wire_service"], now["version"]) == (True, 2)
    stale = editor.patch(address, {"name": "Courier"}, seen=1)
    assert (stale.status_code, stale.json()["current"]) == (412, now)
    assert editor.patch(address, {"name": "Courier"}).status_code == 428
    assert list(Act.objects.values_list("verb", flat=True).order_by("pk")) == [
        "publisher.create",
        "publisher.edit",
    ]


def test_a_publisher_s_name_leads_to_one(editor: Writer) -> None:
    PublisherFactory(name="Harbour Courier")
    told = done(editor.post("publishers/", {"name": "Harbour Courier"}), 400)
    assert told["errors"][0]["pointer"] == "/name"
    told = done(editor.post("publishers/", {"name": "Another", "owner_group": "nobody"}), 400)
    assert told["errors"][0]["pointer"] == "/owner_group"


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_others_than_editors_write_nothing(role: str) -> None:
    publisher = PublisherFactory()
    someone = writer(role)
    done(someone.post("publishers/", {"name": "Harbour Courier"}), 403)
    done(someone.patch(f"publishers/{publisher.slug}/", {"name": "x"}, seen=1), 403)
    assert Publisher.objects.count() == 1
