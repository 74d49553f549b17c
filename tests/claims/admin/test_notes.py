"""Notes at the desk: by its forms, and as JSON by its page's script."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from claims.admin.note_html import note_html
from claims.models import Annotation
from claims.services.discussing import note_reply, note_resolve, note_withdraw, note_write
from tests.factories import ArticleTextFactory, ClaimFactory, UserFactory

ROLES = ["anonymous", "visitor", "analyst", "reviewer", "editor", "administrator"]
READERS = {"analyst", "reviewer", "editor", "administrator"}
WRITERS = {"reviewer", "editor", "administrator"}


def sent(client, name, args=(), **data):
    address = reverse(f"admin:claims_annotation_{name}", args=args)
    return client.post(address, json.dumps(data), content_type="application/json")


@pytest.mark.parametrize("role", ROLES)
def test_who_may_read_and_who_may_write(client_of, desk, role):
    client, note = client_of(role), desk.annotation
    read = client.get(reverse("admin:claims_annotation_notes", args=[desk.text.pk]))
    assert (read.status_code == 200) == (role in READERS)
    acts = {
        "write": sent(client, "write", claim=desk.claim.pk, body="one"),
        "reply": sent(client, "reply", [note.pk], body="two"),
        "resolve": sent(client, "resolve", [note.pk]),
        "reopen": sent(client, "reopen", [note.pk]),
    }
    for name, answer in acts.items():
        expected = {"write": 201, "reply": 201}.get(name, 200) if role in WRITERS else None
        assert answer.status_code == (expected or (403 if role == "analyst" else 302)), name
    # Somebody else's note stays as it is, whoever comes.
    for name in ("edit", "withdraw"):
        assert sent(client, name, [note.pk], body="mine now").status_code in {302, 403}
    users = client.get(reverse("admin:claims_annotation_users"))
    assert (users.status_code == 200) == (role in WRITERS)
    assert Annotation.objects.count() == (3 if role in WRITERS else 1)
    note.refresh_from_db()
    assert note.body == "The minister counted Crimea in."


def test_a_thread_as_the_page_gets_it(client_of, desk):
    lin = UserFactory(username="lin", first_name="Wei", last_name="Lin", role="reviewer")
    client = Client()
    client.force_login(lin)
    text = desk.text.text
    start = text.index("Reznikov")
    answer = sent(
        client,
        "write",
        article_text=desk.text.pk,
        start=start,
        end=start + 8,
        quote="Reznikov",
        body="@lin <b>see</b> https://host.example/a?b=1&c=2",
    )
    assert answer.status_code == 201
    thread = answer.json()["thread"]
    assert (thread["claim"], thread["quote"], thread["version"]) == (None, "Reznikov", 1)
    assert (thread["start"], thread["end"], thread["resolved"]) == (start, start + 8, None)
    (note,) = thread["notes"]
    assert note["author"] == {"username": "lin", "name": "Wei Lin"}
    assert (note["mine"], note["mentions"], note["edited"]) == (True, ["lin"], False)
    assert note["html"] == (
        '<strong class="desk-mention">@lin</strong> &lt;b&gt;see&lt;/b&gt; '
        '<a href="https://host.example/a?b=1&amp;c=2" rel="nofollow">'
        "https://host.example/a?b=1&amp;c=2</a>"
    )
    thread = sent(client, "edit", [note["id"]], body="better").json()["thread"]
    assert (thread["notes"][0]["body"], thread["notes"][0]["edited"]) == ("better", True)
    thread = sent(client, "resolve", [note["id"]]).json()["thread"]
    assert thread["resolved"]["by"] == "lin"
    thread = sent(client, "withdraw", [note["id"]]).json()["thread"]
    assert (thread["notes"][0]["withdrawn"], thread["notes"][0]["html"]) == (True, "")
    assert thread["notes"][0]["edited"] is False


def test_the_threads_of_a_version_stand_in_its_order(client_of, desk):
    user = UserFactory()
    text = desk.text
    late = note_write(user=user, article_text=text, quote="near the border", body="?")
    early = note_write(user=user, article_text=text, quote=text.title, body="?")
    note_reply(note=late, user=user, body="!")
    address = reverse("admin:claims_annotation_notes", args=[text.pk])
    answer = client_of("analyst").get(address).json()
    assert answer["may_write"] is False
    firsts = [thread["id"] for thread in answer["threads"]]
    assert firsts == [early.pk, desk.annotation.pk, late.pk]
    assert [len(thread["notes"]) for thread in answer["threads"]] == [1, 1, 2]


def test_notes_that_an_update_left_behind_are_shown_if_asked_for(client_of):
    old = ArticleTextFactory(is_current=False)
    new = ArticleTextFactory(article=old.article, version=2)
    left = note_write(user=UserFactory(), article_text=old, quote=old.title, body="?")
    address = reverse("admin:claims_annotation_notes", args=[new.pk])
    client = client_of("analyst")
    assert client.get(address).json()["threads"] == []
    (thread,) = client.get(f"{address}?earlier=1").json()["threads"]
    assert (thread["id"], thread["version"], thread["is_current"]) == (left.pk, 1, False)


@pytest.mark.parametrize(
    ("data", "status", "field"),
    [
        ({"body": "x"}, 422, "claim"),
        ({"claim": True, "body": "x"}, 422, "claim"),
        ({"claim": 2**31 - 1, "body": "x"}, 404, ""),
        ({"claim": "here", "body": ""}, 422, "body"),
        ({"claim": "here", "body": ["x"]}, 422, "body"),
        ({"article_text": "here", "start": -1, "end": 2, "body": "x"}, 422, "quote"),
        ({"article_text": "here", "start": 0, "end": 10**9, "body": "x"}, 422, "start"),
        ({"article_text": "here", "start": 0, "end": 3, "quote": "x", "body": "x"}, 422, "quote"),
    ],
)
def test_nonsense_is_refused_by_field(client_of, desk, data, status, field):
    here = {"claim": desk.claim.pk, "article_text": desk.text.pk}
    data = {key: here[key] if value == "here" else value for key, value in data.items()}
    answer = sent(client_of("editor"), "write", **data)
    assert answer.status_code == status
    if field:
        assert field in answer.json()["errors"]


def test_what_is_no_json_object_is_refused(client_of, desk):
    address = reverse("admin:claims_annotation_write")
    for raw in ("[]", "{", "null", "[" * 100_000):
        answer = client_of("editor").post(address, raw, content_type="application/json")
        assert answer.status_code == 422


def test_acts_on_notes_are_posted_with_the_token(client_of, desk):
    guarded = Client(enforce_csrf_checks=True)
    guarded.force_login(UserFactory(role="editor"))
    for name in ("reply", "edit", "resolve", "reopen", "withdraw"):
        address = reverse(f"admin:claims_annotation_{name}", args=[desk.annotation.pk])
        assert client_of("editor").get(address).status_code == 405
        assert guarded.post(address, {"body": "x"}).status_code == 403


def test_a_form_that_is_refused_comes_back_with_what_was_typed(client_of, desk):
    answer = client_of("editor").post(
        reverse("admin:claims_annotation_write"),
        {"article_text": desk.text.pk, "quote": "no such words", "body": "<i>typed</i>"},
    )
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "&lt;i&gt;typed&lt;/i&gt;</textarea>" in shown
    assert 'value="no such words"' in shown


def test_forms_lead_to_the_note(client_of, desk):
    client = client_of("editor")
    page = reverse("admin:claims_claim_change", args=[desk.claim.pk])
    address = reverse("admin:claims_claim_annotate", args=[desk.claim.pk])
    answer = client.post(address, {"body": "Twice?"})
    note = Annotation.objects.latest("pk")
    assert answer.url == f"{page}#note-{note.pk}"
    text = desk.text
    answer = client.post(
        reverse("admin:claims_annotation_write"),
        {"article_text": text.pk, "quote": text.title, "body": "Which part?"},
    )
    note = Annotation.objects.latest("pk")
    article = reverse("admin:articles_article_change", args=[desk.article.pk])
    assert answer.url == f"{article}?version=1#note-{note.pk}"
    answer = client.post(
        reverse("admin:claims_annotation_reply", args=[note.pk]), {"body": "x", "next": page}
    )
    assert answer.url == page


def test_the_page_of_a_claim_shows_its_threads(client_of, desk):
    user = UserFactory()
    note_reply(note=desk.annotation, user=user, body="He did not.")
    note_resolve(note=desk.annotation, user=user)
    page = reverse("admin:claims_claim_change", args=[desk.claim.pk])
    shown = client_of("analyst").get(page).content.decode()
    assert "He did not." in shown
    assert f'id="note-{desk.annotation.pk}"' in shown
    assert reverse("admin:claims_annotation_reply", args=[desk.annotation.pk]) not in shown
    shown = client_of("reviewer").get(page).content.decode()
    assert reverse("admin:claims_annotation_reply", args=[desk.annotation.pk]) in shown
    assert reverse("admin:claims_annotation_reopen", args=[desk.annotation.pk]) in shown
    assert reverse("admin:claims_annotation_edit", args=[desk.annotation.pk]) not in shown


def test_the_list_is_filtered_by_state_and_by_whom_it_concerns(client_of, desk):
    me = UserFactory(username="me", role="reviewer")
    client = Client()
    client.force_login(me)
    mine = note_write(user=me, claim=desk.claim, body="mine")
    named = note_write(user=UserFactory(), claim=desk.claim, body="@me")
    answer = note_reply(note=named, user=UserFactory(), body="an answer")
    note_resolve(note=named, user=me)

    def found(query):
        page = client.get(reverse("admin:claims_annotation_changelist") + query)
        return {note.pk for note in page.context["cl"].result_list}

    assert found("?state=open") == {desk.annotation.pk, mine.pk}
    assert found("?state=resolved") == {named.pk, answer.pk}
    assert found("?me=mine") == {mine.pk}
    assert found("?me=mentioned") == {named.pk}


def test_the_page_of_a_note_shows_the_whole_thread(client_of, desk):
    reply = note_reply(note=desk.annotation, user=UserFactory(), body="He did not.")
    page = client_of("analyst").get(reverse("admin:claims_annotation_change", args=[reply.pk]))
    shown = page.content.decode()
    assert desk.annotation.body in shown
    assert "He did not." in shown


def test_suggestions(client_of, db):
    UserFactory(username="linus", role="analyst")
    answer = client_of("reviewer").get(reverse("admin:claims_annotation_users") + "?q=lin")
    assert answer.json() == {"users": [{"username": "linus", "name": "linus"}]}


@pytest.mark.parametrize(
    "body",
    [
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        '"onmouseover="alert(1)',
        'https://x.example/"onclick="alert(1)',
        "@lin<img src=x onerror=alert(1)>",
        '<a href="javascript:alert(1)">x</a> www.x.example/\'><svg onload=alert(1)>',
    ],
)
def test_a_note_is_text(body):
    shown = note_html(body, ["lin"])
    assert "<script" not in shown
    assert "<img" not in shown
    assert "<svg" not in shown
    assert 'href="javascript' not in shown
    assert "<a " not in shown or 'rel="nofollow"' in shown
    assert '"onclick' not in shown.replace("&quot;", "")


def test_line_breaks_are_kept():
    assert note_html("a\n@lin b", ["lin"]) == ('a<br><strong class="desk-mention">@lin</strong> b')


def test_a_page_of_many_threads_asks_no_more_queries(
    client_of, desk, django_assert_max_num_queries
):
    user = UserFactory(username="lin", role="editor")
    client = client_of("editor")
    address = reverse("admin:claims_annotation_notes", args=[desk.text.pk])
    client.get(address)
    for _ in range(5):
        claim = ClaimFactory(article_text=desk.text)
        note = note_write(user=user, claim=claim, body="@lin ?")
        note_reply(note=note, user=user, body="!")
        note_write(user=user, article_text=desk.text, quote=desk.text.title, body="?")
    with django_assert_max_num_queries(8):
        client.get(address)


def test_the_desk_of_an_article_shows_what_is_said_of_its_text(client_of, desk):
    start = desk.text.text.index("Reznikov")
    note_write(
        user=UserFactory(), article_text=desk.text, start=start, end=start + 8, body="Who is he?"
    )
    page = reverse("admin:articles_article_change", args=[desk.article.pk])
    shown = client_of("analyst").get(page).content.decode()
    assert "Who is he?" in shown
    assert desk.annotation.body in shown
    assert f'data-start="{start}" data-end="{start + 8}"' in shown
    assert f'data-article="{desk.article.pk}"' in shown
    assert reverse("admin:claims_annotation_write") not in shown.split('class="desk-threads"')[1]
    shown = client_of("reviewer").get(page).content.decode()
    assert reverse("admin:claims_annotation_write") in shown.split('class="desk-threads"')[1]


def test_the_public_page_of_a_claim_tells_notes_and_not_what_editors_answer(client_of, desk):
    user = UserFactory()
    note_reply(note=desk.annotation, user=user, body="for the desk alone")
    withdrawn = note_write(user=user, claim=desk.claim, body="rash words")
    note_withdraw(note=withdrawn, user=user)
    shown = client_of("anonymous").get(reverse("claim", args=[desk.claim.pk])).content.decode()
    assert desk.annotation.body in shown
    assert "for the desk alone" not in shown
    assert shown.count('class="annotation"') == 1
