"""Every endpoint × method × role × scope: what permissions.toml says is what happens."""

import logging
from collections.abc import Iterator

import pytest
from django.db import transaction
from drf_spectacular.generators import EndpointEnumerator
from rest_framework.test import APIClient

from access.scopes import Scope
from access.tokens import token_make
from tests.config.api.document import DOCUMENT, document
from tests.config.api.endpoints import ROLES, Endpoint, endpoints
from tests.config.api.world import keys
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
LINES = endpoints()


@pytest.fixture(autouse=True)
def quietly() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def client_as(role: str, *scopes: str) -> APIClient:
    """With a token of these scopes; with a session where there are none."""
    client = APIClient(raise_request_exception=False)
    if role == "anonymous":
        return client
    group = None if role in {"user", "administrator"} else role
    user = UserFactory(role=group, is_superuser=role == "administrator", is_staff=False)
    if scopes:
        _token, words = token_make(user=user, name="a program", scopes=scopes, days=1)
        client.credentials(HTTP_AUTHORIZATION=f"Token {words}")
    else:
        client.force_authenticate(user)
    return client


def asked(client: APIClient, line: Endpoint, address: str) -> int:
    """What is answered to a request with nothing in it; whatever it wrote is taken back."""
    with transaction.atomic():
        answer = client.generic(line.method, address, "{}", content_type="application/json")
        transaction.set_rollback(True)
    return int(answer.status_code)


def refused(client: APIClient) -> set[str]:
    rows = keys()
    statuses = {
        f"{line.method} {line.path}": asked(client, line, line.address(rows)) for line in LINES
    }
    assert {name for name, status in statuses.items() if status >= 500} == set()
    return {name for name, status in statuses.items() if status in {401, 403}}


def there() -> set[str]:
    """What the router has, as the table names it."""
    return {
        f"{method} {path.removeprefix('/api/').removeprefix('{version}/')}"
        for path, _regex, method, _view in EndpointEnumerator().get_api_endpoints()
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_its_lines_say(role: str) -> None:
    wanted = {f"{line.method} {line.path}" for line in LINES if line.own or not line.may(role)}
    assert refused(client_as(role)) == wanted


@pytest.mark.parametrize("scope", Scope.values)
def test_each_scope_opens_what_its_lines_say(scope: str) -> None:
    """And no more than the role does: test_a_scope_gives_nothing_that_the_role_does_not."""
    wanted = {
        f"{line.method} {line.path}"
        for line in LINES
        if line.own or (line.scope not in {scope, "any"} and line.who != "anonymous")
    }
    assert refused(client_as("administrator", scope)) == wanted


def test_a_scope_gives_nothing_that_the_role_does_not() -> None:
    wanted = {f"{line.method} {line.path}" for line in LINES if line.own or not line.may("analyst")}
    assert refused(client_as("analyst", *Scope.values)) == wanted


def test_what_has_no_line_is_not_done_by_anybody() -> None:
    client, rows = client_as("administrator"), keys()
    told = {(line.method, line.path) for line in LINES}
    unlisted = [
        line._replace(method=method)
        for line in {line.path: line for line in LINES}.values()
        for method in ("POST", "PUT", "PATCH", "DELETE")
        if (method, line.path) not in told
    ]
    statuses = {
        line: asked(client, line, line.address(rows).partition("?")[0]) for line in unlisted
    }
    assert {line: status for line, status in statuses.items() if status != 405} == {}


def test_every_endpoint_has_its_line() -> None:
    """A new one fails here until permissions.toml says who may ask there."""
    told = {f"{line.method} {line.path}" for line in LINES}
    assert there() - told == set(), "has no line in tests/config/api/permissions.toml"
    assert told - there() == set(), "is no endpoint any more"


def test_the_document_says_what_the_table_says() -> None:
    assert DOCUMENT.read_text() == document(), "run python -m tests.config.api.document"
