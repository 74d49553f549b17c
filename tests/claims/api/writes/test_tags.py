from typing import Any

import pytest

from articles.models import Tag
from tests.access.writing import Writer, writer

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_a_tag_is_renamed(editor: Writer) -> None:
    tag = Tag.objects.create(name="border")
    assert done(editor.patch(f"tags/{tag.public_id}/", {"name": "frontier"}))["name"] == "frontier"
    done(writer("reviewer").patch(f"tags/{tag.public_id}/", {"name": "x"}), 403)
