"""A comparison from the question to its release, over the API alone, by those who may."""

from typing import Any

import pytest

from claims.models import Comparison, Release
from tests.access.writing import Writer, writer
from tests.factories import ClaimFactory, ComparisonFactory, EntryFactory
from tests.releasing import sketched

pytestmark = pytest.mark.django_db
QUESTION = {
    "slug": "troops",
    "question_en": "How many Russian troops are near Ukraine?",
    "question_zh": "乌克兰附近有多少俄军？",
    "dimension": "troops",
    "unit": "person",
    "places": ["UA"],
    "begin": "2021-12-01",
}
WHY = {"reason_en": "A figure was misread.", "reason_zh": "有一个数字读错了。"}


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def done(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json()
    return told


def test_a_question_is_put_and_changed(editor: Writer) -> None:
    made = done(editor.post("comparisons/", QUESTION), 201)
    assert {name: made[name] for name in QUESTION} == QUESTION
    assert (made["state"], made["version"]) == ("draft", 1)
    changed = done(editor.patch("comparisons/troops/", {"slug": "russian-troops"}, seen=1))
    assert (changed["slug"], changed["version"]) == ("russian-troops", 2)
    stale = editor.patch("comparisons/russian-troops/", {"unit": "USD"}, seen=1)
    assert (stale.status_code, stale.json()["current"]["version"]) == (412, 2)


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"unit": "furlongs"}, "/unit"),
        ({"places": ["Atlantis"]}, "/places"),
        ({"question_en": ""}, "/question_en"),
        ({"state": "released"}, "/state"),
        ({"slug": "a b"}, "/slug"),
    ],
)
def test_what_cannot_be_asked(editor: Writer, change: Any, pointer: str) -> None:
    told = done(editor.post("comparisons/", {**QUESTION, **change}), 400)
    assert told["errors"][0]["pointer"] == pointer
    assert not Comparison.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_only_editors_ask(role: str) -> None:
    done(writer(role).post("comparisons/", QUESTION), 403)
    comparison = ComparisonFactory()
    address = f"comparisons/{comparison.slug}/"
    done(writer(role).patch(address, {"unit": "USD"}, seen=1), 403)
    done(writer(role).post(f"{address}submit/", seen=1), 403)


def test_from_the_question_to_the_release_and_back(editor: Writer) -> None:
    done(editor.post("comparisons/", QUESTION), 201)
    EntryFactory(comparison=Comparison.objects.get(), claim=ClaimFactory())
    address = "comparisons/troops/"
    etag = editor.get(address).headers["ETag"]
    done(editor.post(f"{address}submit/", seen=etag))
    reviewer, publisher = writer("reviewer"), writer("reviewer")
    done(editor.post(f"{address}review/", {"verdict": "approved"}, seen=etag), 400)
    done(publisher.post(f"{address}publish/", seen=etag), 400)  # nobody has approved it
    done(reviewer.post(f"{address}review/", {"verdict": "approved"}, seen=etag))
    assert publisher.post(f"{address}publish/").status_code == 428
    assert publisher.post(f"{address}publish/", seen=9).status_code == 412
    with sketched():
        answer = publisher.post(f"{address}publish/", seen=etag, key="once")
        release = done(answer, 201)
        assert done(publisher.post(f"{address}publish/", seen=etag, key="once"), 201) == release
        assert (release["number"], answer.headers["Location"]) == (1, release["url"])
        assert done(publisher.post(f"{address}retract/", WHY, seen="*"), 201)["number"] == 2
    assert [r.kind for r in Release.objects.order_by("number")] == ["release", "retraction"]


def test_a_reviewer_wants_changes(editor: Writer) -> None:
    comparison = ComparisonFactory(claims=[ClaimFactory()])
    address = f"comparisons/{comparison.slug}/"
    done(editor.post(f"{address}submit/", seen=1))
    done(editor.post(f"{address}withdraw/", seen=1))
    done(editor.post(f"{address}submit/", seen=1))
    wish = {"verdict": "changes_wanted"}
    done(writer("reviewer").post(f"{address}review/", wish, seen=1), 400)
    after = done(writer("reviewer").post(f"{address}review/", {**wish, "note": "date"}, seen=1))
    assert after["state"] == "draft"
    done(editor.post(f"{address}publish/", seen=1), 400)
    done(editor.post(f"{address}correct/", seen=1), 400)
