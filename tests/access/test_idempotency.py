"""A request that is sent again does nothing more, and is answered as it was."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from access.idempotency import KEPT_FOR, answers_forget
from access.models import KeptAnswer
from articles.models import Publisher
from claims.models import Act
from tests.access.writing import Writer, writer
from tests.factories import ClaimFactory

GIVEN = {"name": "Harbour Courier", "domain": "courier.example"}


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def test_the_same_request_again_is_answered_as_it_was(editor: Writer) -> None:
    first = editor.post("publishers/", GIVEN, key="k-1")
    assert first.status_code == 201, first.content
    Publisher.objects.update(name="renamed since")
    again = editor.post("publishers/", dict(reversed(GIVEN.items())), key='"k-1"')
    assert (again.status_code, again.content) == (201, first.content)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first.headers
    for header in ("Location", "ETag"):
        assert again.headers[header] == first.headers[header]
    assert Publisher.objects.count() == Act.objects.count() == 1


def test_another_request_with_the_key_is_refused(editor: Writer) -> None:
    editor.post("publishers/", GIVEN, key="k-1")
    other = editor.post("publishers/", {**GIVEN, "name": "Another"}, key="k-1")
    assert (other.status_code, other.json()["type"]) == (422, "/api/problems/unprocessable/")
    elsewhere = editor.post("publishers/bulk/", GIVEN, key="k-1")
    assert elsewhere.status_code == 422
    assert Publisher.objects.count() == 1


def test_keys_are_each_user_s_own(editor: Writer) -> None:
    editor.post("publishers/", GIVEN, key="k-1")
    other = writer("editor").post("publishers/", {"name": "Another"}, key="k-1")
    assert other.status_code == 201


def test_what_was_refused_may_be_tried_again(editor: Writer) -> None:
    assert editor.post("publishers/", {"name": ""}, key="k-1").status_code == 400
    assert editor.post("publishers/", GIVEN, key="k-1").status_code == 201


def test_an_act_sent_again_is_done_once(editor: Writer) -> None:
    address = f"claims/{ClaimFactory().public_id}/accept/"
    first, again = (editor.post(address, seen=1, key="k-1") for _ in range(2))
    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert editor.post(address, seen=1, key="k-2").status_code == 412


def test_an_import_sent_again_is_one_import(editor: Writer) -> None:
    texts = {"texts": [{"title": "Figures", "text": "Russia had massed 94,300 troops."}]}
    first, again = (editor.post("imports/", texts, key="k-1") for _ in range(2))
    assert first.status_code == again.status_code == 202
    assert first.json()["id"] == again.json()["id"]
    assert again.headers["Location"] == first.headers["Location"]


@pytest.mark.parametrize("key", ["k" * 256, "é", '""'])
def test_what_is_no_key(editor: Writer, key: str) -> None:
    assert editor.post("publishers/", GIVEN, key=key).status_code == 400
    assert not Publisher.objects.exists()


def test_answers_are_forgotten_after_a_day(editor: Writer) -> None:
    editor.post("publishers/", GIVEN, key="old")
    KeptAnswer.objects.update(created_at=timezone.now() - KEPT_FOR - timedelta(seconds=1))
    editor.post("publishers/", {"name": "Another"}, key="new")
    assert answers_forget() == 1
    assert KeptAnswer.objects.get().key == "new"
    assert editor.post("publishers/", {"name": "A third"}, key="old").status_code == 201


def test_at_once_from_everywhere_makes_one_row(transactional_db: None) -> None:
    user, many = writer("editor").user, 4
    ready = Barrier(many)

    def send() -> Any:
        client = APIClient()
        client.force_authenticate(user)
        return Writer(client).post("publishers/", GIVEN, key="k-1")

    def send_with_the_others(_nth: int) -> Any:
        try:
            ready.wait()
            return send()
        finally:
            connection.close()

    with ThreadPoolExecutor(many) as threads:
        answers = list(threads.map(send_with_the_others, range(many)))
    assert 201 in {answer.status_code for answer in answers} <= {201, 409}
    made = {answer.content for answer in answers if answer.status_code == 201}
    assert {send().content} == made
    assert Publisher.objects.count() == 1
