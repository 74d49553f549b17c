"""Tags are renamed wherever they are, and found by what carries them."""

import pytest
from django.urls import reverse

from articles.models import Tag
from claims.models import Act
from claims.services import newsroom, undoing
from claims.services.bulk import bulk_do, bulk_plan
from claims.services.bulk_acts import CLAIM_ACTS
from tests.factories import ClaimFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tag():
    claim = ClaimFactory()
    newsroom.claim_tags_set(claim=claim, names=["boarder"], user=UserFactory())
    return Tag.objects.get()


@pytest.mark.parametrize("role", ["analyst", "reviewer", "editor"])
def test_editors_rename_and_others_read(client_of, tag, role):
    client = client_of(role)
    assert "boarder" in client.get(reverse("admin:articles_tag_changelist")).content.decode()
    client.post(reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "border"})
    tag.refresh_from_db()
    assert tag.name == ("border" if role == "editor" else "boarder")
    assert Act.objects.filter(verb="tag.rename").exists() == (role == "editor")


def test_two_tags_have_two_names(client_of, tag):
    Tag.objects.create(name="Border")
    page = client_of("editor").post(
        reverse("admin:articles_tag_change", args=[tag.pk]), {"name": "border"}
    )
    assert page.status_code == 200
    assert page.context["adminform"].form.errors


def test_many_that_were_tagged_or_accepted_at_once_are_undone_at_once():
    editor = UserFactory(role="editor")
    claims = [ClaimFactory() for _ in range(3)]
    rows = type(claims[0]).objects.all()
    for name, values in (("tag", {"names": ["border"]}), ("accept", {})):
        act = CLAIM_ACTS[name]
        seen = bulk_plan(act, chosen=rows, user=editor, values=values).seen
        bulk_do(act, chosen=rows, user=editor, values=values, seen=seen)
    undoing.undo(editor)
    assert not rows.filter(status="accepted").exists()
    assert rows.filter(tags__name="border").count() == 3
    undoing.undo(editor)
    assert not rows.filter(tags__name="border").exists()
