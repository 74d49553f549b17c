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
    "comparisons": "view_comparison",
    "comparisons/{comparison_id}/releases": "view_release",
    "releases": "view_release",
}
every_resource = pytest.mark.parametrize("resource", RESOURCES)


@pytest.fixture
def addresses(resource: str) -> list[str]:
    """Of the list, and of an entry that is in it."""
    names = keys()[resource]
    return [f"/api/v1/{path}".format(**names) for path in (f"{resource}/", f"{resource}/{{id}}/")]


def test_the_table_above_is_complete() -> None:
    prefixes = {prefix for prefix, _view, _name in router.registry} - {"tokens"}
    assert len(RESOURCES) == len(prefixes)
    assert list(keys()) == list(RESOURCES)


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


@every_resource
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nobody_may_write(addresses: list[str], resource: str, method: str) -> None:
    """But editors may hand in imports; tests/articles/api/test_imports.py looks after that."""
    administrator = APIClient()
    administrator.force_authenticate(UserFactory(is_superuser=True))
    editor = client_of("editor")
    for address in addresses:
        takes_in = (address, method) == ("/api/v1/imports/", "post")
        allowed = {400} if takes_in else {403, 405}  # there is nothing in it
        assert getattr(editor, method)(address).status_code in allowed
        assert getattr(administrator, method)(address).status_code == (400 if takes_in else 405)
