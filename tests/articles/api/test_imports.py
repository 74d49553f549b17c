"""Imports over the API: handed in, looked at, stopped, resumed and tried again."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from articles import doors
from articles.api import handing_in, imports
from articles.models import Article, ImportBatch
from tests.articles.admin.pages import PAGE, file, page, zipped
from tests.articles.api.clients import (
    PERMISSION_QUERIES,
    client_of,
    problem_of,
    query_count,
    refused,
    results,
)
from tests.articles.working import work_off
from tests.factories import ArticleTextFactory, OriginalFactory, UserFactory

pytestmark = pytest.mark.django_db
IMPORTS = "/api/v1/imports/"
TEXT = {
    "title": "Figures differ on the border",
    "text": "Ukraine’s defence minister Oleksii Reznikov told parliament that Russia had massed "
    "94,300 troops near the border.\nHe said that an attack was most likely in January.",
    "url": "https://courier.example/2021/12/figures",
    "publisher": "Harbour Courier",
    "published": "2021-12-04",
    "language": "en",
}


@pytest.fixture
def editor() -> APIClient:
    return client_of("editor")


def handed_in(client: APIClient, body: Any, format: str = "json") -> ImportBatch:
    answer = client.post(IMPORTS, body, format=format)
    assert answer.status_code == 202, answer.content
    batch = ImportBatch.objects.get(public_id=answer.json()["id"])
    assert answer.headers["Location"] == f"http://testserver{IMPORTS}{batch.public_id}/"
    assert type(answer.headers["Location"]) is str  # servers take no subclass of it
    return batch


def not_taken(client: APIClient, body: Any, format: str = "json") -> dict[str, Any]:
    named = refused(client.post(IMPORTS, body, format=format))
    assert not ImportBatch.objects.exists()
    return named


def outcomes(batch: ImportBatch) -> dict[str, str]:
    return dict(batch.items.values_list("name", "outcome"))


# --- handing in -----------------------------------------------------------------------------------


def test_files_are_taken_in_and_read_later(editor: APIClient) -> None:
    archive = zipped({"b.md": page(1), "broken.html": b"\0\1\2"})
    body = {"files": [file("a.md"), file("news.zip", archive)]}
    batch = handed_in(editor, body, "multipart")
    assert not Article.objects.exists()
    told = editor.get(f"{IMPORTS}{batch.public_id}/").json()
    assert (told["state"], told["door"], told["counts"]["waiting"]) == ("running", "api", 2)
    work_off(batch)
    told = editor.get(f"{IMPORTS}{batch.public_id}/").json()
    assert told["state"] == "finished"
    assert {name: n for name, n in told["counts"].items() if n} == {
        "imported": 2,
        "failed": 1,
        "unpacked": 1,
    }


def test_texts_are_articles_with_what_was_said_of_them(editor: APIClient) -> None:
    batch = work_off(handed_in(editor, {"texts": [TEXT]}))
    text = batch.items.get(outcome="imported").article_text
    assert text.title == TEXT["title"]
    assert text.text == f"{TEXT['title']}\n{TEXT['text']}"
    assert text.article.canonical_url == TEXT["url"]
    assert text.article.publisher.name == "Harbour Courier"
    assert (text.published_on.isoformat(), text.language) == ("2021-12-04", "en")


def test_the_same_text_again_is_unchanged_and_another_a_new_version(editor: APIClient) -> None:
    work_off(handed_in(editor, {"texts": [TEXT]}))
    again = work_off(handed_in(editor, {"texts": [TEXT]}))
    other = TEXT | {"text": TEXT["text"].replace("94,300", "95,000")}
    changed = work_off(handed_in(editor, {"texts": [other]}))
    assert "unchanged" in outcomes(again).values()
    assert "new_version" in outcomes(changed).values()
    assert Article.objects.count() == 1


def test_addresses_are_taken_in_and_not_fetched_here(
    editor: APIClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: pytest.fail("it was fetched"))
    addresses = ["https://a.example/1", "https://a.example/feed.xml"]
    for format in ("json", "multipart"):
        batch = handed_in(editor, {"addresses": addresses}, format)
        assert list(batch.items.values_list("url", flat=True)) == addresses


def test_a_declared_encoding_is_kept(editor: APIClient) -> None:
    # As `curl -F 'files=@a.html;type=text/html; charset=gb18030'` sends it.
    body = (
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="a.html"\r\n'
        b"Content-Type: text/html; charset=gb18030\r\n\r\n<p>\xd6\xd0</p>\r\n--b--\r\n"
    )
    answer = editor.generic("POST", IMPORTS, body, content_type="multipart/form-data; boundary=b")
    assert answer.status_code == 202
    original = ImportBatch.objects.get().items.get().original
    assert (original.media_type, original.encoding) == ("text/html", "gb18030")


def test_a_hundred_files(editor: APIClient) -> None:
    files = [file(f"{number}.md", page(number)) for number in range(100)]
    batch = work_off(handed_in(editor, {"files": files}, "multipart"))
    assert list(outcomes(batch).values()) == ["imported"] * 100


# --- refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, {"addresses", "texts"}),
        ({"addresses": [], "texts": []}, {"addresses", "texts"}),
        ({"texts": [TEXT], "colour": "red"}, {"colour"}),
        ({"texts": [TEXT], "files": ["a"]}, {"files"}),
        ({"addresses": "https://a.example/"}, {"addresses"}),
        ({"addresses": ["file:///etc/passwd"]}, {"addresses"}),
        ({"addresses": ["https://a.example/\0"]}, {"addresses"}),
        ({"addresses": ["https://a.example/" + "x" * 2000]}, {"addresses"}),
        ({"texts": [{"title": "Only a title"}]}, {"texts"}),
        ({"texts": [TEXT | {"colour": "red"}]}, {"texts"}),
        ({"texts": [TEXT | {"url": "javascript:alert(1)"}]}, {"texts"}),
        ({"texts": [TEXT | {"text": "nul\0"}]}, {"texts"}),
        ({"texts": [TEXT | {"published": "yesterday"}]}, {"texts"}),
        ({"texts": ["words"]}, {"texts"}),
        ([TEXT], {""}),
    ],
)
def test_what_cannot_be_heeded_is_refused_by_name(
    editor: APIClient, body: Any, named: set[str]
) -> None:
    assert set(not_taken(editor, body)) == named


def test_limits_are_named(editor: APIClient, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [f"https://a.example/{number}" for number in range(doors.MOST_ADDRESSES + 1)]
    assert "200" in not_taken(editor, {"addresses": many})["addresses"][0]
    texts = [TEXT] * (handing_in.MOST_TEXTS + 1)
    assert "500" in not_taken(editor, {"texts": texts})["texts"][0]
    files = [file(f"{number}.md", b"x") for number in range(doors.MOST_FILES + 1)]
    assert "200" in not_taken(editor, {"files": files}, "multipart")["files"][0]
    more = [file(f"{n}.md", b"x") for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FILES + 1)]
    assert "200" in not_taken(editor, {"files": more}, "multipart")["files"][0]
    monkeypatch.setattr(doors, "LARGEST_FILE", 10)
    assert "vast.md" in not_taken(editor, {"files": [file("vast.md")]}, "multipart")["files"][0]


@pytest.mark.parametrize("format", ["json", "multipart"])
def test_a_request_too_large_is_not_even_read(
    editor: APIClient, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    monkeypatch.setattr(imports, "LARGEST_JSON", 2**10)
    monkeypatch.setattr(imports, "LARGEST_REQUEST", 2**10)
    body = {"addresses": [f"https://a.example/{number}" for number in range(100)]}
    answer = editor.post(IMPORTS, body, format=format)
    assert problem_of(answer) == "too-large"


def test_other_kinds_of_body_are_refused(editor: APIClient) -> None:
    answer = editor.generic("POST", IMPORTS, "a,b", content_type="text/csv")
    assert problem_of(answer) == "unsupported-media-type"
    answer = editor.generic("POST", IMPORTS, "{", content_type="application/json")
    assert problem_of(answer) == "unreadable"


def test_an_unknown_parameter_is_refused(editor: APIClient) -> None:
    answer = editor.post(f"{IMPORTS}?dry_run=1", {"texts": [TEXT]}, format="json")
    assert list(refused(answer)) == ["dry_run"]
    assert not ImportBatch.objects.exists()


def test_a_file_that_is_no_article_fails_by_itself(editor: APIClient) -> None:
    empty = SimpleUploadedFile("empty.md", b"")
    body = {"files": [empty, file("a.bin", b"\x7fELF\0"), file("good.md")]}
    batch = work_off(handed_in(editor, body, "multipart"))
    assert outcomes(batch) == {"empty.md": "failed", "a.bin": "failed", "good.md": "imported"}


def test_names_stay_names(editor: APIClient) -> None:
    names = ["../../etc/passwd", "<script>.html", "a\x1b[31m.html"]
    batch = handed_in(editor, {"files": [file(name) for name in names]}, "multipart")
    for name in batch.items.values_list("name", flat=True):
        assert "/" not in name
        assert name.isprintable()


# --- looking --------------------------------------------------------------------------------------


@pytest.fixture
def batch() -> ImportBatch:
    batch = ImportBatch.objects.create(door="api", created_by=UserFactory(username="wen"))
    container = batch.items.create(name="news.zip", outcome="unpacked", original=OriginalFactory())
    text = ArticleTextFactory()
    batch.items.create(
        name="news.zip/a.md",
        outcome="imported",
        parent=container,
        article_text=text,
        original=text.original,
    )
    batch.items.create(name="b.md", outcome="failed", reason="no text")
    return batch


def test_an_import_is_told(analyst: APIClient, batch: ImportBatch) -> None:
    told = analyst.get(f"{IMPORTS}{batch.public_id}/").json()
    assert told["url"] == f"http://testserver{IMPORTS}{batch.public_id}/"
    assert told["items_url"] == f"http://testserver{IMPORTS}{batch.public_id}/items/"
    assert (told["created_by"], told["feed"], told["finished_at"]) == ("wen", None, None)
    assert sum(told["counts"].values()) == 3


def test_items_are_told_with_their_article(analyst: APIClient, batch: ImportBatch) -> None:
    container, member, failed = results(analyst, f"imports/{batch.public_id}/items/")
    assert (container["parent"], container["article"]) == (None, None)
    text = batch.items.get(public_id=member["id"]).article_text
    assert member["parent"]["id"] == container["id"]
    assert member["article"]["url"].endswith(f"/api/v1/articles/{text.article.public_id}/")
    assert analyst.get(member["text"]["url"]).json()["text"] == text.text
    assert member["original_sha256"] == text.original.sha256
    assert (failed["outcome"], failed["reason"]) == ("failed", "no text")
    alone = analyst.get(f"{IMPORTS}{batch.public_id}/items/{member['id']}/").json()
    assert alone == member


def test_items_are_of_their_import(analyst: APIClient, batch: ImportBatch) -> None:
    other = ImportBatch.objects.create(door="api")
    item = batch.items.first().public_id
    assert results(analyst, f"imports/{other.public_id}/items/") == []
    assert analyst.get(f"{IMPORTS}{other.public_id}/items/{item}/").status_code == 404


@pytest.mark.parametrize(
    ("parameters", "names"),
    [
        ({"outcome": "failed"}, ["b.md"]),
        ({"outcome": ["failed", "unpacked"]}, ["news.zip", "b.md"]),
        ({"q": "NEWS"}, ["news.zip", "news.zip/a.md"]),
    ],
)
def test_filters_of_items(
    analyst: APIClient, batch: ImportBatch, parameters: dict, names: list[str]
) -> None:
    found = results(analyst, f"imports/{batch.public_id}/items/", **parameters)
    assert [item["name"] for item in found] == names


def test_the_members_of_one_item(analyst: APIClient, batch: ImportBatch) -> None:
    container = batch.items.get(outcome="unpacked")
    [member] = results(analyst, f"imports/{batch.public_id}/items/", parent=container.public_id)
    assert member["name"] == "news.zip/a.md"


def test_filters_of_imports(analyst: APIClient) -> None:
    now = timezone.now()
    running = ImportBatch.objects.create(door="api")
    stopped = ImportBatch.objects.create(door="admin", stopped_at=now)
    finished = ImportBatch.objects.create(door="feed", finished_at=now)
    ImportBatch.objects.filter(pk=finished.pk).update(created_at=now - timedelta(days=3))

    def found(**parameters: Any) -> list[str]:
        return [entry["id"] for entry in results(analyst, "imports/", **parameters)]

    assert found(state="running") == [str(running.public_id)]
    assert found(state="stopped") == [str(stopped.public_id)]
    assert found(state="finished") == [str(finished.public_id)]
    assert found(door=["api", "feed"]) == [str(running.public_id), str(finished.public_id)]
    yesterday = (now - timedelta(days=1)).date().isoformat()
    assert found(created__gte=yesterday) == [str(running.public_id), str(stopped.public_id)]
    assert found(created__lte=yesterday) == [str(finished.public_id)]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [("imports/", "state"), ("imports/", "door"), ("imports/{id}/items/", "outcome")],
)
def test_unknown_words_are_refused(
    analyst: APIClient, batch: ImportBatch, path: str, parameter: str
) -> None:
    answer = analyst.get(f"/api/v1/{path.format(id=batch.public_id)}", {parameter: "odd"})
    assert list(refused(answer)) == [parameter]


@pytest.mark.parametrize("count", [1, 20])
def test_the_lists_cost_two_queries(analyst: APIClient, count: int) -> None:
    for _ in range(count):
        batch = ImportBatch.objects.create(door="api", created_by=UserFactory())
        batch.items.create(name="a.md", outcome="imported", article_text=ArticleTextFactory())
    assert query_count(analyst, "imports/") == PERMISSION_QUERIES + 2
    assert query_count(analyst, f"imports/{batch.public_id}/items/") == PERMISSION_QUERIES + 2


# --- acts and roles -------------------------------------------------------------------------------


def test_stop_resume_and_try_again(editor: APIClient) -> None:
    batch = handed_in(editor, {"files": [file("a.md", b"\0")]}, "multipart")

    def after(act: str) -> dict[str, Any]:
        answer = editor.post(f"{IMPORTS}{batch.public_id}/{act}/")
        assert answer.status_code == 200, answer.content
        return answer.json()

    assert after("stop")["state"] == "stopped"
    assert after("stop")["state"] == "stopped"
    assert after("resume")["state"] == "running"
    work_off(batch)
    told = editor.get(f"{IMPORTS}{batch.public_id}/").json()
    assert (told["state"], told["counts"]["failed"]) == ("finished", 1)
    told = after("retry")
    assert (told["state"], told["counts"]["waiting"]) == ("running", 1)


@pytest.mark.parametrize("act", ["", "stop/", "resume/", "retry/"])
@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("anonymous", 401),
        (None, 403),
        ("analyst", 403),
        ("reviewer", 403),
        ("editor", None),
        ("administrator", None),
    ],
)
def test_writing_is_for_editors(
    batch: ImportBatch, role: str | None, status: int | None, act: str
) -> None:
    client = APIClient() if role == "anonymous" else client_of(None)
    if role in {"analyst", "reviewer", "editor"}:
        client = client_of(role)
    elif role == "administrator":
        client.force_authenticate(UserFactory(is_superuser=True))
    address = f"{IMPORTS}{batch.public_id}/{act}" if act else IMPORTS
    answer = client.post(address, {} if act else {"texts": [TEXT]}, format="json")
    assert answer.status_code == (status or (200 if act else 202))
    assert ImportBatch.objects.count() == (2 if not act and status is None else 1)


def test_an_act_is_no_reading(editor: APIClient, batch: ImportBatch) -> None:
    assert editor.get(f"{IMPORTS}{batch.public_id}/stop/").status_code == 405
    assert editor.post(f"{IMPORTS}{batch.public_id}/items/").status_code == 403
    assert editor.post(f"{IMPORTS}{uuid4()}/stop/").status_code == 404


def test_a_session_brings_the_token_against_forgery() -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(UserFactory(role="editor"))
    body = json.dumps({"texts": [TEXT]})
    answer = client.post(IMPORTS, body, content_type="application/json")
    assert answer.status_code == 403
    client.cookies[settings.CSRF_COOKIE_NAME] = secret = "x" * 32
    answer = client.post(IMPORTS, body, content_type="application/json", HTTP_X_CSRFTOKEN=secret)
    assert answer.status_code == 202


def test_bytes_come_back_as_they_were(editor: APIClient) -> None:
    from articles.selectors import original_bytes

    batch = handed_in(editor, {"files": [file("a.md")]}, "multipart")
    assert original_bytes(batch.items.get().original) == PAGE
