"""Judgements on two claims are made and taken back over the API."""

from typing import Any

import pytest

from claims.models import Link
from tests.access.writing import writer
from tests.factories import ClaimFactory, LinkFactory

pytestmark = pytest.mark.django_db


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_two_claims_are_judged_and_the_judgement_is_taken_back() -> None:
    reviewer = writer("reviewer")
    first, second = (str(claim.public_id) for claim in ClaimFactory.create_batch(2))
    given = {
        "first": first,
        "second": second,
        "relation": "repeats",
        "judgement": "positive",
        "reason": "the same words",
    }
    made = done(reviewer.post("links/", given), 201)
    assert (made["first"]["id"], made["second"]["id"]) == (first, second)
    assert {name: made[name] for name in ("relation", "judgement", "reason")} == {
        name: given[name] for name in ("relation", "judgement", "reason")
    }
    # Judging again the same way is no other judgement; being sent back what one was told works.
    again = {name: made[name] for name in given}
    assert done(reviewer.post("links/", again), 201)["id"] == made["id"]
    done(reviewer.post("links/", {**given, "second": first}), 400)
    done(reviewer.post(f"links/{made['id']}/undo/"))
    assert Link.objects.get().undone_by == reviewer.user
    done(writer("analyst").post("links/", given), 403)
    done(writer("analyst").post(f"links/{LinkFactory().public_id}/undo/"), 403)
