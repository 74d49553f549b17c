"""Whoever asks the API, by role."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from tests.factories import UserFactory

# What checking an analyst's permission costs: the user's own, and the groups'.
PERMISSION_QUERIES = 2


def client_of(role: str | None) -> APIClient:
    """Signed in as a user in the role's group; None is a user in no group."""
    client = APIClient()
    client.force_authenticate(UserFactory(role=role, is_staff=False))
    return client


@pytest.fixture
def analyst(db: None) -> APIClient:
    return client_of("analyst")


def results(client: APIClient, path: str, **parameters: Any) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/{path}", parameters)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def query_count(client: APIClient, path: str) -> int:
    """Queries of one GET by somebody whose permissions are not yet in memory."""
    for cache in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        client.handler._force_user.__dict__.pop(cache, None)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(f"/api/v1/{path}").status_code == 200
    return len(queries)


def refused(answer: Any) -> dict[str, list[str]]:
    """What a 400 named, each with why."""
    assert answer.status_code == 400, answer.content
    reasons: dict[str, list[str]] = {}
    for error in answer.json()["errors"]:
        name = error.get("parameter") or error.get("field", "")
        reasons.setdefault(name, []).append(error["reason"])
    return reasons


def problem_of(answer: Any) -> str:
    """Which kind of problem an answer is."""
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    told = answer.json()
    assert told["status"] == answer.status_code
    return str(told["type"]).removeprefix("/api/problems/").strip("/")
