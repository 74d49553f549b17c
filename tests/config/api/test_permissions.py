"""Who may read what, over every resource at once."""

import pytest
from django.contrib.auth.models import Permission
from rest_framework.test import APIClient

from config.api_router import router
from tests.articles.api.clients import client_of, problem_of
from tests.config.api.world import keys
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

# Every resource, with the permission that opens it.
RESOURCES = {
    "publishers": "view_publisher",
    "articles": "view_articletext",
    "articles/{article_id}/texts": "view_articletext",
    "articles/{article_id}/reprints": "view_reprint",
    "texts": "view_articletext",
    "imports": "view_importbatch",
    "imports/{import_id}/items": "view_importitem",
    "sources": "view_source",
    "claims": "view_claim",
    "quantities": "view_quantity",
    "times": "view_timeexpression",
    "links": "view_link",
    "annotations": "view_annotation",
    "comparisons": "view_comparison",
    "comparisons/{comparison_id}/entries": "view_entry",
    "entries": "view_entry",
    "comparisons/{comparison_id}/releases": "view_release",
    "releases": "view_release",
    "feeds": "view_feed",
    "tags": "view_tag",
}
every_resource = pytest.mark.parametrize("resource", RESOURCES)


@pytest.fixture
def addresses(resource: str) -> list[str]:
    """Of the list, and of an entry that is in it."""
    names = keys()[resource]
    return [f"/api/v1/{path}".format(**names) for path in (f"{resource}/", f"{resource}/{{id}}/")]


def test_the_table_above_is_complete() -> None:
    prefixes = {prefix for prefix, _view, _name in router.registry} - {"me", "tokens"}
    # One's own, for editors: tests/claims/api/test_webhooks.py looks after these.
    prefixes = {prefix for prefix in prefixes if not prefix.startswith("webhooks")}
    assert len(RESOURCES) == len(prefixes)
    assert set(keys()) - {"tokens"} == set(RESOURCES)


@every_resource
@pytest.mark.parametrize("role", ["analyst", "reviewer", "editor"])
def test_every_role_may_read(addresses: list[str], role: str) -> None:
    client = client_of(role)
    assert [client.get(address).status_code for address in addresses] == [200, 200]


@every_resource
def test_nobody_else_may_read(addresses: list[str]) -> None:
    stranger = client_of(None)
    for address in addresses:
        anonymous = APIClient().get(address)
        assert problem_of(anonymous) == "unauthenticated"
        assert anonymous.headers["WWW-Authenticate"] == "Token"
        assert problem_of(stranger.get(address)) == "forbidden"


@every_resource
def test_the_view_permission_is_what_it_takes(addresses: list[str], resource: str) -> None:
    user = UserFactory(is_staff=False)
    user.user_permissions.set(Permission.objects.exclude(codename=RESOURCES[resource]))
    client = APIClient()
    client.force_authenticate(user)
    for address in addresses:
        assert client.get(address).status_code == 403
        assert client.head(address).status_code == 403
        assert client.options(address).status_code == 403


# Of the list and of one row, which methods have a door; tests/{articles,claims}/api/ open them.
MADE, CHANGED, REMOVED = ("post", "list"), ("patch", "row"), ("delete", "row")
DOORS = {
    "publishers": {MADE, CHANGED},
    "articles": {CHANGED},
    "imports": {MADE},
    "sources": {MADE, CHANGED},
    "claims": {MADE, CHANGED},
    "quantities": {CHANGED, REMOVED},
    "times": {CHANGED, REMOVED},
    "links": {MADE},
    "annotations": {MADE, CHANGED},
    "comparisons": {MADE, CHANGED},
    "entries": {MADE, CHANGED, REMOVED},
    "feeds": {MADE, CHANGED},
    "tags": {CHANGED},
}


@every_resource
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_may_write_but_where_there_is_a_door(
    addresses: list[str], resource: str, method: str
) -> None:
    administrator = APIClient()
    administrator.force_authenticate(UserFactory(is_superuser=True))
    editor = client_of("editor")
    for place, address in zip(("list", "row"), addresses, strict=True):
        is_door = (method, place) in DOORS.get(resource, set())
        nothing_given = {200, 400, 428}
        assert getattr(administrator, method)(address).status_code in (
            nothing_given if is_door else {405}
        )
        assert getattr(editor, method)(address).status_code in (
            nothing_given if is_door else {403, 405}
        )
