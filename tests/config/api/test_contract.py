"""The API held against its own OpenAPI document by requests nobody thought of."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks

from access.scopes import Scope
from access.tokens import token_make
from config.wsgi import application
from tests.config.api.test_schema import GOLDEN
from tests.config.api.world import keys
from tests.factories import UserFactory

load_all_checks()
# A cursor is a string that only the API itself can make: others are valid, and refused.
EXCLUDED = [CHECKS.get_one("positive_data_acceptance")]
FEW = settings(
    max_examples=5,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
# The committed document is the API's own: test_schema.py sees to that.
contract = schemathesis.openapi.from_path(GOLDEN)
contract.app = application
SIGNALS = (request_started, request_finished)
WEBHOOK_DELIVERIES = "webhooks/{webhook_id}/deliveries"


@pytest.fixture(autouse=True)
def transaction_outlives_requests(db: None) -> Iterator[None]:
    """As Django's own test client has it; a bare WSGI call would close the connection."""
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)
    yield
    for signal in SIGNALS:
        signal.connect(close_old_connections)


def headers_of(role: str) -> dict[str, str]:
    user = UserFactory(role=role, is_staff=False)
    _token, words = token_make(user=user, name="the contract", scopes=Scope.values, days=1)
    return {"Authorization": f"Token {words}"}


@pytest.fixture
def headers(db: None) -> dict[str, str]:
    return headers_of("analyst")


@pytest.fixture
def there(db: None) -> dict[str, dict[str, str]]:
    """Path parameters that lead to something, by resource."""
    id_ = str(uuid4())  # of a webhook, of which nobody is told but its owner
    webhooks = {"webhooks": {"id": id_}, WEBHOOK_DELIVERIES: {"webhook_id": id_, "id": id_}}
    return {**keys(), **webhooks}


@pytest.fixture
def editors_headers(db: None) -> dict[str, str]:
    return headers_of("editor")


@contract.include(path_regex="/imports/", method="POST").parametrize()
@FEW
def test_what_is_handed_in_is_answered_by_the_document(
    case: schemathesis.Case, editors_headers: dict[str, str]
) -> None:
    case.call_and_validate(headers=editors_headers, excluded_checks=EXCLUDED)


@contract.parametrize()
@FEW
def test_answers_keep_to_the_document(case: schemathesis.Case, headers: dict[str, str]) -> None:
    case.call_and_validate(headers=headers, excluded_checks=EXCLUDED)


@contract.include(path_regex=r"\{", method="GET").parametrize()
@FEW
def test_what_is_there_keeps_to_the_document(
    case: schemathesis.Case, headers: dict[str, str], there: dict[str, dict[str, str]]
) -> None:
    resource = case.path.removeprefix("/api/v1/").removesuffix("/").removesuffix("/{id}")
    case.path_parameters = {name: there[resource][name] for name in case.path_parameters}
    # What was wrong with the path is right again.
    excluded = [*EXCLUDED, CHECKS.get_one("negative_data_rejection")]
    case.call_and_validate(headers=headers, excluded_checks=excluded)
