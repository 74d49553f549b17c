"""Editors and reviewers talk about claims and passages over the API."""

from typing import Any

import pytest

from claims.models import Annotation
from tests.access.writing import writer
from tests.factories import AnnotationFactory, ClaimFactory

pytestmark = pytest.mark.django_db


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json() if answer.content else {}
    return told


def test_notes_are_written_answered_changed_and_withdrawn() -> None:
    reviewer, claim = writer("reviewer"), ClaimFactory()
    note = done(
        reviewer.post("annotations/", {"claim": str(claim.public_id), "body": "Crimea?"}), 201
    )
    reply = done(
        writer("editor").post("annotations/", {"parent": note["id"], "body": "Counted in."}), 201
    )
    assert reply["parent"]["id"] == note["id"]
    address = f"annotations/{note['id']}/"
    assert done(reviewer.patch(address, {"body": "With Crimea?"}))["body"] == "With Crimea?"
    done(writer("editor").patch(address, {"body": "x"}), 403)
    done(writer("editor").post(f"{address}withdraw/"), 403)
    done(reviewer.post(f"{address}resolve/"))
    assert Annotation.objects.get(public_id=note["id"]).resolved_by == reviewer.user
    done(reviewer.post(f"{address}reopen/"))
    assert done(reviewer.post(f"{address}withdraw/"))["body"] == ""
    done(writer("analyst").post("annotations/", {"parent": note["id"], "body": "x"}), 403)


def test_a_note_stands_on_words_of_a_text() -> None:
    editor, text = writer("editor"), ClaimFactory().article_text
    given = {"text": str(text.public_id), "quote": "told parliament", "body": "When?"}
    note = done(editor.post("annotations/", given), 201)
    assert text.text[note["start"] : note["end"]] == given["quote"]
    for wrong, pointer in (
        ({**given, "quote": "told the press"}, "/quote"),
        ({**given, "start": 0, "end": 4}, "/quote"),
        ({"body": "on nothing"}, "/claim"),
        ({"claim": str(AnnotationFactory().claim.public_id), "start": 1, "body": "x"}, "/text"),
    ):
        assert done(editor.post("annotations/", wrong), 400)["errors"][0]["pointer"] == pointer
