"""Claims are written to over the API as at the desk: by whom, on which version, as one act."""

from typing import Any

import pytest

from claims.models import Act, Claim, Source
from tests.access.writing import Writer, writer
from tests.factories import BODY, ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(db: None) -> Writer:
    return writer("editor")


def at(claim: Claim, act: str = "") -> str:
    return f"claims/{claim.public_id}/{act}"


def problem(answer: Any, status: int, kind: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    told: dict[str, Any] = answer.json()
    assert told["type"].rstrip("/").endswith(kind)
    return told


# --- ruling ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("act", "state", "verb"),
    [
        ("accept/", "accepted", "claim.accept"),
        ("reject/", "rejected", "claim.reject"),
    ],
)
def test_a_claim_is_ruled_on(editor: Writer, act: str, state: str, verb: str) -> None:
    claim = ClaimFactory()
    answer = editor.post(at(claim, act), {"reason": "as printed"}, seen=1)
    assert answer.status_code == 200, answer.content
    assert (answer.json()["state"], answer.json()["version"]) == (state, 2)
    assert answer.headers["ETag"] == editor.get(at(claim)).headers["ETag"]
    kept = Act.objects.get()
    assert (kept.verb, kept.user, kept.reason, kept.claim) == (
        verb,
        editor.user,
        "as printed",
        claim,
    )


def test_the_etag_of_an_answer_is_what_the_next_write_has_seen(editor: Writer) -> None:
    claim = ClaimFactory()
    etag = editor.get(at(claim)).headers["ETag"]
    etag = editor.post(at(claim, "accept/"), seen=etag).headers["ETag"]
    assert editor.post(at(claim, "reopen/"), seen=etag).json()["state"] == "extracted"


def test_who_has_not_seen_the_present_version_is_shown_it(editor: Writer) -> None:
    claim = ClaimFactory()
    editor.post(at(claim, "accept/"), seen=1)
    for stale in ('"1"', '"1-abc"', 'W/"1"', '"x"'):
        told = problem(editor.post(at(claim, "reject/"), seen=stale), 412, "stale")
        assert told["current"]["state"] == "accepted"
        assert told["current"] == editor.get(at(claim)).json()
    problem(editor.post(at(claim, "reject/")), 428, "precondition-required")
    claim.refresh_from_db()
    assert claim.status == "accepted"
    assert editor.post(at(claim, "reject/"), seen='"1", "2"').status_code == 200
    assert editor.post(at(claim, "reopen/"), seen="*").status_code == 200


@pytest.mark.parametrize("role", ["analyst", "reviewer", None])
def test_only_editors_rule(role: str | None) -> None:
    claim = ClaimFactory()
    problem(writer(role).post(at(claim, "accept/"), seen=1), 403, "forbidden")
    assert not Act.objects.exists()


def test_an_article_that_is_locked_is_its_assignee_s(editor: Writer) -> None:
    claim = ClaimFactory()
    article = claim.article_text.article
    article.assignee, article.is_locked = UserFactory(username="li"), True
    article.save()
    told = problem(editor.post(at(claim, "accept/"), seen=1), 403, "forbidden")
    assert "li" in told["detail"]


def test_a_second_person_reviews(editor: Writer) -> None:
    claim = ClaimFactory()
    editor.post(at(claim, "accept/"), seen=1)
    problem(editor.post(at(claim, "review/"), seen=2), 403, "forbidden")
    answer = writer("reviewer").post(at(claim, "review/"), seen=2)
    assert (answer.status_code, answer.json()["version"]) == (200, 3)
    assert writer("reviewer").post(at(claim, "unreview/"), seen=3).status_code == 200


# --- correcting -----------------------------------------------------------------------------------


def test_a_claim_is_corrected_as_one_act(editor: Writer) -> None:
    claim, source = ClaimFactory(), SourceFactory()
    content = BODY.index("Russia had massed") + len(claim.article_text.title) + 1
    span = {"start": content, "end": content + 22}
    change = {
        "headline_en": "Reznikov: 94,300",
        "source": source.slug,
        "speaker": {"role": "minister of defence"},
        "spans": {"content": [{**span, "quote": "Russia had massed 94,3"}]},
        "reason": "the conjunction is no content",
    }
    answer = editor.patch(at(claim), change, seen=1)
    assert answer.status_code == 200, answer.content
    now = answer.json()
    assert (now["headline_en"], now["state"]) == ("Reznikov: 94,300", "corrected")
    assert now["source"]["id"] == str(source.public_id)
    assert now["speaker"]["role"] == "minister of defence"
    assert now["spans"]["content"][0]["quote"] == "Russia had massed 94,3"
    assert now["spans"]["cue"][0]["quote"] == "told parliament"
    assert Act.objects.get().verb == "claim.edit"
    # What was answered can be sent back.
    sent = {"source": now["source"], "parent": None, "spans": now["spans"]}
    assert editor.patch(at(claim), sent, seen=now["version"]).status_code == 200


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"state": "accepted"}, "/state"),
        ({"kind": "shouted"}, "/kind"),
        ({"source": "nobody"}, "/source"),
        ({"parent": 7}, "/parent"),
        ({"headline_en": ""}, "/headline_en"),
        ({"speaker": {"rank": "x"}}, "/speaker/rank"),
        ({"spans": {"content": []}}, "/spans/content"),
        ({"spans": {"content": [{"start": 3}]}}, "/spans/content/0/end"),
        ({"spans": {"cue": [{"start": 0, "end": 4, "quote": "said"}]}}, "/spans/cue"),
        ({"headline_en": "\x00"}, "/headline_en"),
    ],
)
def test_what_cannot_be_is_refused_by_name(editor: Writer, change: Any, pointer: str) -> None:
    claim = ClaimFactory()
    told = problem(editor.patch(at(claim), change, seen=1), 400, "invalid")
    assert [error["pointer"] for error in told["errors"]] == [pointer]
    claim.refresh_from_db()
    assert claim.version == 1


def test_a_claim_is_not_deleted(editor: Writer) -> None:
    claim = ClaimFactory()
    assert editor.delete(at(claim), seen=1).status_code in {403, 405}


# --- making ---------------------------------------------------------------------------------------


def test_a_claim_is_made_of_its_spans(editor: Writer) -> None:
    text = ClaimFactory().article_text
    start = text.text.index("Ukraine’s defence")

    def span(words: str) -> list[dict[str, Any]]:
        at = text.text.index(words, start)
        return [{"start": at, "end": at + len(words), "quote": words}]

    given = {
        "text": str(text.public_id),
        "spans": {
            "source": span("Ukraine’s defence minister Oleksii Reznikov"),
            "cue": span("told parliament"),
            "content": span("Russia had massed 94,300 troops near the border"),
        },
    }
    answer = editor.post("claims/", given)
    assert answer.status_code == 201, answer.content
    made = answer.json()
    assert answer.headers["Location"] == made["url"]
    assert editor.get(f"claims/{made['id']}/").json() == made
    assert made["quantities"][0]["value"] == "94300"
    assert made["run"] is None
    assert Act.objects.get().verb == "claim.create"
    problem(writer("reviewer").post("claims/", given), 403, "forbidden")


def test_a_claim_is_split_and_merged(editor: Writer) -> None:
    claim = ClaimFactory()
    cut = claim.article_text.text.index("near the border")
    rest = editor.post(at(claim, "split/"), {"at": cut}, seen=1).json()
    assert rest["spans"]["content"][0]["quote"] == "near the border"
    merged = editor.post(
        at(claim, "merge/"), {"second": rest["id"], "second_version": rest["version"]}, seen=2
    )
    assert merged.status_code == 200, merged.content
    assert editor.get(f"claims/{rest['id']}/").json()["state"] == "rejected"
    again = {"second": rest["id"], "second_version": 1}
    told = problem(editor.post(at(claim, "merge/"), again, seen=3), 412, "stale")
    assert told["current"]["id"] == rest["id"]


def test_figures_are_added_and_read_anew(editor: Writer) -> None:
    claim = ClaimFactory(quantities=[], times=[])
    at_figure = claim.article_text.text.index("94,300")
    place = {"start": at_figure, "end": at_figure + 6, "quote": "94,300"}
    answer = editor.post(at(claim, "quantities/"), place, seen=1)
    assert answer.status_code == 200, answer.content
    assert answer.json()["quantities"][0]["value"] == "94300"
    wrong = editor.post(at(claim, "quantities/"), {**place, "quote": "94,301"}, seen=2)
    assert problem(wrong, 400, "invalid")["errors"][0]["pointer"] == "/quote"
    assert editor.post(at(claim, "reread/"), {"fields": ["times"]}, seen=2).status_code == 200


def test_tags(editor: Writer) -> None:
    claim = ClaimFactory()
    assert editor.post(at(claim, "tag/"), {"tags": ["border", "figures"]}).status_code == 200
    assert set(claim.tags.values_list("name", flat=True)) == {"border", "figures"}


# --- many at once ---------------------------------------------------------------------------------


def test_many_writes_have_a_result_each_and_are_acts_of_their_own(editor: Writer) -> None:
    first, second, third = ClaimFactory.create_batch(3)
    items = [
        {"method": "accept", "id": str(first.public_id), "if_match": '"1"'},
        {"method": "update", "id": str(second.public_id), "if_match": '"9"', "kind": "direct"},
        {"method": "update", "id": str(third.public_id), "if_match": "*", "kind": "direct"},
        {"method": "update", "id": str(third.public_id), "if_match": "*", "kind": "shouted"},
        {"method": "update", "id": str(third.public_id), "kind": "direct"},
        {"method": "accept", "id": "0193a1b2-0000-7000-8000-000000000000", "if_match": "*"},
        {"method": "partial_update", "id": str(third.public_id)},
        "accept",
    ]
    answer = editor.post("claims/bulk/", {"items": items})
    assert answer.status_code == 200, answer.content
    assert answer.headers["Content-Type"] == "application/json"
    results = answer.json()["results"]
    assert [r["status"] for r in results] == [200, 412, 200, 400, 428, 404, 400, 400]
    assert results[0]["body"] == editor.get(at(first)).json()
    assert results[0]["etag"] == editor.get(at(first)).headers["ETag"]
    assert results[1]["problem"]["current"]["id"] == str(second.public_id)
    acts = Act.objects.order_by("pk")
    assert [act.claim for act in acts] == [first, third]
    assert len({act.context for act in acts}) == 2


def test_many_writes_need_the_permission_of_each() -> None:
    claim = ClaimFactory()
    items = [{"method": "accept", "id": str(claim.public_id), "if_match": "*"}]
    results = writer("reviewer").post("claims/bulk/", {"items": items}).json()["results"]
    assert [r["status"] for r in results] == [403]


@pytest.mark.parametrize("items", [[], [{}] * 501, None, {"a": 1}])
def test_no_items_or_too_many(editor: Writer, items: Any) -> None:
    problem(editor.post("claims/bulk/", {"items": items}), 400, "invalid")
    assert Source.objects.count() == 0
