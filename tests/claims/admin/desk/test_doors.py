"""The desk's answers in JSON: each act by each role, and what is refused and how."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from claims.models import Claim
from claims.services import claim_edit
from tests.claims.admin.desk.sending import address, do, send
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory, place

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]
SIGNED_IN = {"analyst", "reviewer", "editor", "administrator"}
JUDGES = {"reviewer", "editor", "administrator"}
EDITORS = {"editor", "administrator"}


@pytest.mark.parametrize("role", ROLES)
def test_the_state_is_for_those_who_may_see_it(client_of: Any, desk: Any, role: str) -> None:
    page = client_of(role).get(address("state", desk))
    assert (page.status_code == 200) == (role in SIGNED_IN)
    if role in SIGNED_IN:
        may = page.json()["may"]
        assert may["mend"] == may["rule"] == may["create"] == (role in EDITORS)
        assert may["review"] == may["note"] == (role in JUDGES)


@pytest.mark.parametrize("role", ROLES)
def test_acts_are_for_those_who_may(client_of: Any, desk: Any, role: str) -> None:
    client, text = client_of(role), desk.text.text
    quantity, time = desk.claim.quantities.get(), desk.claim.times.get()
    content = [list(place(text, "94,300 troops near the border"))]
    acts: list[tuple[str, set[str], Any]] = [
        ("rule", EDITORS, {"status": "accepted"}),
        ("save", EDITORS, {"changes": [{"act": "spans", "content": content}]}),
        ("tag", EDITORS, {"names": ["check"]}),
        ("spans", EDITORS, {"content": content}),
        ("set", EDITORS, {"fields": {"kind": "direct"}}),
        ("reread", EDITORS, {}),
        ("split", EDITORS, {"at": content[0][0] + 7}),
        ("quantity-add", EDITORS, {"start": content[0][0], "end": content[0][0] + 3}),
        ("quantity-edit", EDITORS, {"id": quantity.pk, "fields": {"value": "94000"}}),
        ("quantity-reread", EDITORS, {"id": quantity.pk}),
        ("quantity-remove", EDITORS, {"id": quantity.pk}),
        ("time-add", EDITORS, {"start": content[0][0], "end": content[0][0] + 3}),
        ("time-edit", EDITORS, {"id": time.pk, "fields": {"begin": "2021-12-02"}}),
        ("time-reread", EDITORS, {"id": time.pk}),
        ("time-remove", EDITORS, {"id": time.pk}),
        ("review", JUDGES, {"reviewed": False}),
    ]
    for act, allowed, body in acts:
        desk.claim.refresh_from_db()
        answer = do(client, desk, act, **body)
        assert (answer.status_code in {200, 404, 422}) == (role in allowed), (act, answer.content)
        assert (answer.status_code in {302, 403}) == (role not in allowed), act
    for name, allowed, body in [
        ("preview", SIGNED_IN, {"version": 1, "content": content}),
        ("create", EDITORS, {"text_version": 1, "content": content}),
        ("merge", EDITORS, {"first": desk.claim.pk, "second": 0, "versions": [1, 1]}),
    ]:
        answer = send(client, address(name, desk), body)
        assert (answer.status_code in {200, 404}) == (role in allowed), name
        assert (answer.status_code in {302, 403}) == (role not in allowed), name


def test_the_state(client_of: Any, desk: Any) -> None:
    answer = client_of("editor").get(address("state", desk), {"version": 1}).json()
    text = desk.text.text
    for paragraph in answer["text"]["paragraphs"]:
        assert text[paragraph["start"] : paragraph["end"]] == paragraph["text"]
    claim = next(c for c in answer["claims"] if c["id"] == desk.claim.pk)
    assert [step["id"] for step in claim["chain"]] == [desk.claim.parent_id, desk.claim.pk]
    assert [span["part"] for span in claim["spans"]] == ["source", "cue", "content"]
    (quantity,) = claim["quantities"]
    assert (quantity["value"], quantity["words"], quantity["by_hand"]) == (
        "94300",
        "94,300 troops",
        False,
    )
    assert (claim["notes"], claim["open_notes"], claim["links"], claim["comparisons"]) == (
        1,
        1,
        1,
        1,
    )
    assert claim["source"]["id"] == desk.claim.source_id


def test_a_span_is_moved(client_of: Any, desk: Any) -> None:
    span = list(place(desk.text.text, "94,300 troops near the border"))
    answer = do(client_of("editor"), desk, "spans", content=[span], reason="tighter")
    assert answer.status_code == 200
    (claim,) = answer.json()["claims"]
    assert (claim["version"], claim["status"]) == (2, "corrected")
    assert [(s["start"], s["end"]) for s in claim["spans"] if s["part"] == "content"] == [
        tuple(span)
    ]


def test_a_preview_saves_nothing(client_of: Any, desk: Any) -> None:
    text = desk.text.text
    body = {
        "version": 1,
        "claim": desk.claim.pk,
        "source": [list(place(text, "Ukraine’s defence minister Oleksii Reznikov"))],
        "cue": [],
        "content": [list(place(text, " 94,300 troops "))],
    }
    answer = send(client_of("editor"), address("preview", desk), body).json()
    assert answer["reading"]["quantities"][0]["value"] == "94300"
    assert answer["reading"]["quantities"][0]["id"] is None
    assert answer["spans"][-1]["quote"] == "94,300 troops"
    assert answer["reading"]["source"]["id"] is None
    assert "Reznikov" in answer["reading"]["source"]["label"]
    assert Claim.objects.get(pk=desk.claim.pk).version == 1
    body["content"] = []
    refused = send(client_of("editor"), address("preview", desk), body)
    assert (refused.status_code, list(refused.json()["errors"])) == (422, ["content"])


def test_a_stale_act_is_shown_beside_what_stands(client_of: Any, desk: Any) -> None:
    other = UserFactory(username="li")
    claim_edit(claim=desk.claim, user=other, version=1, kind="direct", modality="planned")
    answer = do(client_of("editor"), desk, "set", fields={"kind": "mixed"})
    assert answer.status_code == 409
    found = answer.json()
    assert (found["by"], found["claim"]["version"]) == ("li", 2)
    fields = {f["field"]: f for f in found["fields"]}
    kind = fields["kind"]
    assert (kind["before"], kind["yours"], kind["theirs"]) == ("indirect", "mixed", "direct")
    assert kind["theirs_words"] == "direct quotation"
    assert fields["modality"]["yours"] is None
    assert fields["status"]["theirs"] == "corrected"
    again = do(client_of("editor"), desk, "set", version=2, fields={"kind": "mixed"})
    assert again.status_code == 200


def test_stale_spans_show_three_places(client_of: Any, desk: Any) -> None:
    text = desk.text.text
    client = client_of("editor")
    theirs, yours = (
        [list(place(text, words))] for words in ("94,300 troops near", "94,300 troops")
    )
    before = [[s.start, s.end] for s in desk.claim.spans.filter(part="content")]
    assert do(client, desk, "spans", content=theirs).status_code == 200
    answer = do(client, desk, "spans", content=yours)
    assert answer.status_code == 409
    content = next(f for f in answer.json()["fields"] if f["field"] == "content")
    assert (content["before"], content["yours"], content["theirs"]) == (before, yours, theirs)
    assert content["theirs_words"] == "94,300 troops near"


def test_a_stale_time_is_a_time(client_of: Any, desk: Any) -> None:
    time = desk.claim.times.get()
    claim_edit(claim=desk.claim, user=UserFactory(), version=1, kind="direct")
    body = {"id": time.pk, "fields": {"begin": "2021-12-02"}}
    answer = do(client_of("editor"), desk, "time-edit", **body)
    assert answer.status_code == 409
    fields = {f["field"]: f for f in answer.json()["fields"]}
    field = fields[f"time:{time.pk}"]
    assert field["label"] == f"time: {time.quote}"
    assert field["yours"] == {"does": "edit", "id": time.pk, "begin": "2021-12-02"}
    assert field["before"] == field["theirs"]
    assert field["before"]["begin"] == "2021-12-03"
    assert (field["yours_words"], field["theirs_words"]) == (
        "2021-12-02 2021-12-03",
        "2021-12-03",
    )
    assert not any(name.startswith("quantity") for name in fields)


@pytest.mark.parametrize(
    "text",
    [
        '{"version": 1, "status": "\\u0000"}',
        '{"version": 1, "status": "\\ud800"}',
        "[" * 100_000,
        "",
    ],
)
def test_what_no_database_takes_is_no_act(client_of: Any, desk: Any, text: str) -> None:
    where = address("act", desk, desk.claim.pk, "rule")
    answer = client_of("editor").post(where, text, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("act", "body", "status"),
    [
        ("rule", {"status": "perhaps"}, 422),
        ("rule", {"status": 3}, 400),
        ("rule", {"status": "accepted", "version": "1"}, 400),
        ("spans", {"content": []}, 422),
        ("spans", {"content": [[0, 10**7]]}, 422),
        ("spans", {"content": "x"}, 400),
        ("set", {"fields": {"position": 3}}, 422),
        ("set", {"fields": {"kind": "loud"}}, 422),
        ("set", {"fields": {"source": 10**9}}, 422),
        ("set", {"fields": {"kind": None}}, 422),
        ("set", {"fields": {"status": "accepted"}}, 422),
        ("reread", {"fields": ["position"]}, 422),
        ("split", {"at": 0}, 422),
        ("quantity-edit", {"id": 0, "fields": {}}, 404),
        ("quantity-add", {"start": 0, "end": 2}, 422),
        ("quantity-add", {"start": 2**40, "end": 2}, 400),
        ("set", {"fields": {"headline_en": []}}, 422),
        ("set", {"fields": {"headline_en": "x" * 2000}}, 422),
        ("set", {"fields": {"parent": 10**30}}, 422),
        ("set", {"fields": {"anonymous": "perhaps"}}, 422),
        ("nonsense", {}, 404),
    ],
)
def test_what_cannot_be(client_of: Any, desk: Any, act: str, body: Any, status: int) -> None:
    answer = do(client_of("editor"), desk, act, **body)
    assert (answer.status_code, Claim.objects.get(pk=desk.claim.pk).version) == (status, 1)


def test_no_act_without_json_token_or_post(client_of: Any, desk: Any) -> None:
    client, where = client_of("editor"), address("act", desk, desk.claim.pk, "rule")
    assert client.post(where, "{", content_type="application/json").status_code == 400
    assert client.get(where).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role="editor"))
    assert send(strict, where, {"version": 1, "status": "accepted"}).status_code == 403


def test_only_claims_of_the_article(client_of: Any, desk: Any) -> None:
    answer = do(client_of("editor"), desk, "rule", desk.other, status="accepted")
    assert answer.status_code == 404


@pytest.mark.parametrize("value", ["x", "NaN", "Infinity", "", None, "1e40", float("inf"), []])
def test_values_that_are_none(client_of: Any, desk: Any, value: Any) -> None:
    quantity = desk.claim.quantities.get()
    body = {"id": quantity.pk, "fields": {"value": value}}
    answer = do(client_of("editor"), desk, "quantity-edit", **body)
    assert answer.status_code == 422, answer.content
    quantity.refresh_from_db()
    assert (quantity.value, quantity.by_hand) == (94_300, False)


def test_two_claims_are_merged(client_of: Any, desk: Any) -> None:
    client, outer = client_of("editor"), desk.claim.parent
    body = {"first": outer.pk, "second": desk.claim.pk, "versions": [1, 1]}
    answer = send(client, address("merge", desk), body).json()
    assert (answer["selected"], {c["id"] for c in answer["claims"]}) == (
        outer.pk,
        {outer.pk, desk.claim.pk},
    )
    assert outer.entries.get().quantity.claim == outer
    stale = send(client, address("merge", desk), body)
    assert (stale.status_code, stale.json()["claim"]["id"]) == (409, outer.pk)
    assert send(client, address("merge", desk), body | {"versions": 1}).status_code == 400


def test_a_claim_is_marked(client_of: Any, desk: Any) -> None:
    body = {
        "text_version": 1,
        "source": [list(place(desk.text.text, "Russia"))],
        "content": [list(place(desk.text.text, "94,300 troops"))],
        "reason": "missed",
    }
    answer = send(client_of("editor"), address("create", desk), body).json()
    claim = next(c for c in answer["claims"] if c["id"] == answer["selected"])
    assert (claim["status"], claim["by_machine"], claim["version"]) == ("corrected", False, 1)
    assert claim["quantities"][0]["value"] == "94300"
    assert claim["source"]["label"]


def test_a_locked_article_is_its_assignees(client_of: Any, desk: Any) -> None:
    Article.objects.filter(pk=desk.article.pk).update(is_locked=True, assignee=UserFactory())
    answer = do(client_of("editor"), desk, "rule", status="accepted")
    assert answer.status_code == 403
    assert "locked" in answer.json()["error"]


def test_more_claims_ask_no_more_queries(client_of: Any) -> None:
    text = ArticleTextFactory()
    client = client_of("editor")
    where = reverse("admin:articles_article_desk_state", args=[text.article_id])

    def queries(number: int) -> int:
        ClaimFactory.create_batch(number, article_text=text)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(where).status_code == 200
        return len(asked)

    queries(1)
    few, many = queries(1), queries(5)
    assert few == many
    assert many <= 14
