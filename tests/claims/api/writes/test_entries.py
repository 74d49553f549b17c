"""Answers are put into a comparison, changed and taken out over the API."""

from typing import Any

import pytest

from claims.models import Entry
from tests.access.writing import Writer, writer
from tests.factories import ClaimFactory, ComparisonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_answers_are_put_in_changed_and_taken_out(editor: Writer) -> None:
    claim, comparison = ClaimFactory(), ComparisonFactory()
    entry = _answer(editor, {"id": str(comparison.public_id)}, claim)
    address = f"entries/{entry['id']}/"
    again = {"comparison": comparison.slug, "quantity": str(claim.quantities.get().public_id)}
    done(editor.post("entries/", again), 400)
    done(editor.post("entries/", {"comparison": comparison.slug}), 400)
    differences = [{"kind": "place", "words_en": "with Crimea", "words_zh": "含克里米亚"}]
    etag = editor.get(address).headers["ETag"]
    done(editor.patch(address, {"as_of": "2021-12-05", "differences": differences}, seen=etag))
    assert Entry.objects.get().scope_differences.get().words_en == "with Crimea"
    assert editor.patch(address, {"note": "x"}, seen=etag).status_code == 412
    done(editor.patch(address, {"differences": [{"kind": "place"}]}, seen="*"), 400)
    done(writer("reviewer").patch(address, {"note": "x"}, seen="*"), 403)
    assert editor.delete(address).status_code == 428
    assert editor.delete(address, seen="*").status_code == 204
    assert not Entry.objects.exists()


def _answer(editor: Writer, comparison: dict[str, Any], claim: Any) -> dict[str, Any]:
    quantity = str(claim.quantities.get().public_id)
    given = {"comparison": comparison["id"], "quantity": quantity, "as_of": "2021-12-03"}
    return done(editor.post("entries/", given), 201)
