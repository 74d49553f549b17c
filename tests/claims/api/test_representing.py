"""Whoever is told of a thing without having asked is told what a GET of it would answer."""

import json
from typing import Any
from uuid import uuid4

import pytest

from claims.api.representing import RESOURCES, representations
from claims.models import WebhookEvent
from tests.articles.api.clients import client_of
from tests.factories import ClaimFactory, ComparisonFactory, LinkFactory, UserFactory
from tests.releasing import released

pytestmark = pytest.mark.django_db


def test_it_is_the_answer_to_a_get(settings: Any) -> None:
    settings.PUBLIC_URL = "http://testserver"
    claims = [ClaimFactory(), ClaimFactory()]
    comparison = ComparisonFactory(claims=claims)
    release = released(comparison, by=UserFactory(role="editor"))
    reader = client_of("analyst")
    there = {"claim": claims, "comparison": [comparison], "release": [release]}
    there["link"] = [LinkFactory(first=claims[0], second=claims[1])]
    assert set(there) == set(RESOURCES)
    for kind, rows in there.items():
        ids = [row.public_id for row in rows]
        told = representations(kind, [*ids, uuid4()])
        assert list(map(str, sorted(told))) == list(map(str, sorted(ids)))
        for one, data in told.items():
            assert json.loads(data) == reader.get(f"/api/v1/{kind}s/{one}/").json()


def test_every_kind_of_event_is_told() -> None:
    assert {event.partition(".")[0] for event in WebhookEvent.values} == set(RESOURCES)
