"""The newsroom's tags of one claim, from the desk."""

from typing import Any

import pytest
from django.urls import reverse

from articles.models import Tag
from claims.models import Act
from tests.claims.admin.desk.sending import do
from tests.factories import UserFactory


def tags(desk: Any) -> set[str]:
    return set(desk.claim.tags.values_list("name", flat=True))


def test_a_claim_has_the_tags_that_are_named_and_no_others(client_of: Any, desk: Any) -> None:
    client = client_of("editor")
    answer = do(client, desk, "tag", names=["check", " Crimea "])
    assert set(answer.json()["claims"][0]["tags"]) == {"check", "Crimea"}
    assert answer.json()["claims"][0]["version"] == desk.claim.version
    do(client, desk, "tag", names=["crimea"])
    assert tags(desk) == {"Crimea"}
    assert Tag.objects.count() == 2
    assert [act.verb for act in Act.objects.order_by("pk")] == ["claim.tag", "claim.untag"]
    client.post(reverse("admin:claims_act_undo"))
    assert tags(desk) == {"check", "Crimea"}


@pytest.mark.parametrize(
    ("names", "status"), [(None, 400), ("x", 400), ([3], 400), ([""], 422), (["x" * 500], 422)]
)
def test_what_is_no_tag(client_of: Any, desk: Any, names: Any, status: int) -> None:
    assert do(client_of("editor"), desk, "tag", names=names).status_code == status
    assert tags(desk) == set()


def test_tags_wait_for_no_version_but_for_the_lock(client_of: Any, desk: Any) -> None:
    type(desk.article).objects.update(is_locked=True, assignee=UserFactory(role="editor"))
    assert do(client_of("editor"), desk, "tag", names=["x"]).status_code == 403
