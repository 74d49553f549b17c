"""The API held against its own OpenAPI document by requests nobody thought of.

A few a run; `make fuzz-api` makes tens of thousands of them, as every role.
"""

import os
from collections import Counter
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks

from access.scopes import Scope
from access.tokens import token_make
from config.wsgi import application
from tests.config.api.test_schema import GOLDEN
from tests.config.api.world import keys
from tests.factories import UserFactory

load_all_checks()
EXAMPLES = int(os.environ.get("API_EXAMPLES", "2"))  # an operation, a role and a test
ROLES = os.environ.get("API_ROLES", "").split(",") if os.environ.get("API_ROLES") else []
# A cursor is a string that only the API itself can make: others are valid, and refused.
EXCLUDED = [CHECKS.get_one("positive_data_acceptance")]
FEW = settings(
    max_examples=EXAMPLES,
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
cases: Counter[str] = Counter()


def keep_connection() -> None:
    for signal in SIGNALS:
        signal.disconnect(close_old_connections)


@pytest.fixture(autouse=True)
def transaction_outlives_requests(db: None) -> Iterator[None]:
    """As Django's own test client has it; a bare WSGI call would close the connection."""
    keep_connection()
    yield
    for signal in SIGNALS:
        signal.connect(close_old_connections)


@pytest.fixture(scope="module", autouse=True)
def counted() -> Iterator[None]:
    yield
    if ROLES:
        print("\nrequests by status:", dict(sorted(cases.items())), "together", cases.total())


def headers_of(role: str) -> dict[str, str]:
    if role == "anonymous":
        return {}
    user = UserFactory(role="" if role == "administrator" else role, is_staff=False)
    if role == "administrator":
        user.is_superuser = True
        user.save()
    _token, words = token_make(user=user, name="the contract", scopes=Scope.values, days=1)
    return {"Authorization": f"Token {words}"}


@pytest.fixture(params=ROLES or ["analyst"])
def headers(request: Any, db: None) -> dict[str, str]:
    return headers_of(request.param)


@pytest.fixture(params=ROLES or ["editor"])
def writers_headers(request: Any, db: None) -> dict[str, str]:
    return headers_of(request.param)


@pytest.fixture
def there(db: None) -> dict[str, dict[str, str]]:
    """Path parameters that lead to something, by resource."""
    id_ = str(uuid4())  # of a webhook, of which nobody is told but its owner
    webhooks = {"webhooks": {"id": id_}, WEBHOOK_DELIVERIES: {"webhook_id": id_, "id": id_}}
    return {**keys(), **webhooks}


def told(case: schemathesis.Case, headers: dict[str, str], excluded: list[Any]) -> None:
    response = case.call_and_validate(headers=headers, excluded_checks=excluded)
    cases[str(response.status_code)] += 1


# In every run what names a row is asked for with a row that is there, by the test after this one.
everywhere = contract if ROLES else contract.exclude(path_regex=r"\{")


@everywhere.parametrize()
@FEW
def test_answers_keep_to_the_document(case: schemathesis.Case, headers: dict[str, str]) -> None:
    told(case, headers, EXCLUDED)


@contract.include(path_regex=r"\{").parametrize()
@FEW
def test_what_is_there_keeps_to_the_document(
    case: schemathesis.Case, writers_headers: dict[str, str], there: dict[str, dict[str, str]]
) -> None:
    path = case.path.removeprefix("/api/v1/")
    resource = max((name for name in there if path.startswith(f"{name}/")), key=len)
    known = there[resource]
    case.path_parameters = {
        name: known.get(name, value) for name, value in case.path_parameters.items()
    }
    headers = writers_headers
    if case.method in {"PATCH", "DELETE", "POST"}:
        row = "/api/v1/" + resource.format(**known) + f"/{known['id']}/"
        etag = Client().get(row, headers=headers).headers.get("ETag", "")
        keep_connection()  # which that client has let go of again
        headers = headers | {"If-Match": etag, "Idempotency-Key": f"key-{cases.total()}"}
    # What was wrong with the path or with these headers is right again.
    told(
        case,
        headers,
        [*EXCLUDED, *map(CHECKS.get_one, ("negative_data_rejection", "missing_required_header"))],
    )


@contract.include(method=["POST"]).exclude(path_regex=r"\{").parametrize()
@FEW
def test_what_is_made_keeps_to_the_document(
    case: schemathesis.Case, writers_headers: dict[str, str], there: dict[str, dict[str, str]]
) -> None:
    told(case, writers_headers, EXCLUDED)


@pytest.mark.skipif(not ROLES, reason="one walk takes minutes: make fuzz-api")
def test_walks_from_answer_to_answer_keep_to_the_document(headers: dict[str, str]) -> None:
    class Walk(contract.as_state_machine()):  # type: ignore[misc]
        def get_call_kwargs(self, case: schemathesis.Case) -> dict[str, Any]:
            return {"headers": headers}

        def validate_response(self, response: Any, case: schemathesis.Case, **kwargs: Any) -> None:
            cases[str(response.status_code)] += 1
            super().validate_response(response, case, excluded_checks=EXCLUDED, **kwargs)

    Walk.run(settings=settings(FEW, max_examples=EXAMPLES * 2, stateful_step_count=10))
