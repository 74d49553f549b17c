"""Files and addresses are taken in through the desk; the page that follows tells what became of
them."""

import pytest
from django.test import Client
from django.urls import reverse

from articles import doors
from articles.models import Article, ImportBatch, Original
from tests.articles.admin.pages import PAGE, file, page, zipped
from tests.articles.working import work_off
from tests.factories import UserFactory

UPLOAD = "/admin/articles/importbatch/add/"


@pytest.fixture
def editor(client, db):
    client.force_login(UserFactory(role="editor"))
    return client


def test_the_request_takes_in_and_reads_nothing(editor):
    answer = editor.post(UPLOAD, {"uploads": [file("good.md"), file("empty.md", b"")]}, follow=True)
    batch = ImportBatch.objects.get()
    assert answer.request["PATH_INFO"] == reverse(
        "admin:articles_importbatch_change", args=[batch.pk]
    )
    assert (batch.door, batch.created_by.groups.get().name) == ("admin", "editor")
    assert batch.sealed_at
    assert batch.items.get(name="good.md").outcome == "waiting"
    assert not Article.objects.exists()


def test_many_files_at_once_and_one_bad_one_stops_no_other(editor):
    editor.post(UPLOAD, {"uploads": [file("good.md"), file("empty.md", b""), file("a.bin", b"\0")]})
    batch = work_off(ImportBatch.objects.get())
    assert dict(batch.items.values_list("name", "outcome")) == {
        "good.md": "imported",
        "empty.md": "failed",
        "a.bin": "failed",
    }
    shown = editor.get(reverse("admin:articles_importbatch_change", args=[batch.pk]))
    shown = shown.content.decode()
    assert batch.items.get(name="empty.md").reason in shown
    assert reverse("admin:articles_article_change", args=[Article.objects.get().pk]) in shown


def test_a_hundred_files_come_in_at_once_and_again_change_nothing(editor):
    for expected in ("imported", "unchanged"):
        files = [file(f"{number}.md", page(number)) for number in range(100)]
        assert editor.post(UPLOAD, {"uploads": files}).status_code == 302
        batch = work_off(ImportBatch.objects.first())
        assert batch.finished_at
        assert set(batch.items.values_list("outcome", flat=True)) == {expected}
        assert batch.items.count() == 100
    assert Article.objects.count() == 100


def test_an_archive_is_unpacked_into_items(editor):
    archive = zipped({"2021/a.md": PAGE, "2021/b.md": page(1), "broken.html": b"\0\1\2"})
    editor.post(UPLOAD, {"uploads": [file("news.zip", archive)]})
    batch = work_off(ImportBatch.objects.get())
    assert dict(batch.items.values_list("name", "outcome")) == {
        "news.zip": "unpacked",
        "news.zip/2021/a.md": "imported",
        "news.zip/2021/b.md": "imported",
        "news.zip/broken.html": "failed",
    }


def test_a_folder_keeps_its_paths(editor):
    files = [file("index.html", PAGE), file("index.html", page(1))]
    editor.post(UPLOAD, {"uploads": files, "paths": ["n/a/index.html", "n/b/index.html"]})
    names = ImportBatch.objects.get().items.values_list("name", flat=True)
    assert list(names) == ["n/a/index.html", "n/b/index.html"]


def test_paths_that_do_not_name_every_file_are_left_aside(editor):
    editor.post(UPLOAD, {"uploads": [file("a.md"), file("b.md", page(1))], "paths": ["n/a.md"]})
    names = ImportBatch.objects.get().items.values_list("name", flat=True)
    assert list(names) == ["a.md", "b.md"]


def test_the_bytes_are_kept_as_they_came(editor):
    editor.post(UPLOAD, {"uploads": [file("good.md")]})
    original = Original.objects.get()
    assert (original.name, original.size) == ("good.md", len(PAGE))


def test_addresses_are_taken_one_a_line_and_not_fetched_here(editor, monkeypatch):
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **kwargs: pytest.fail("it was fetched"))
    editor.post(UPLOAD, {"addresses": "https://a.example/1\n\n https://a.example/2 \n"})
    urls = ImportBatch.objects.get().items.values_list("url", flat=True)
    assert list(urls) == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "javascript:1", "x"]
)
def test_only_web_addresses_are_taken(editor, address):
    answer = editor.post(UPLOAD, {"addresses": f"https://a.example/\n{address}"})
    assert answer.status_code == 200
    [error] = answer.context["form"].errors["addresses"]
    assert address in error
    assert not ImportBatch.objects.exists()


def test_a_file_too_large_is_named(editor, monkeypatch):
    monkeypatch.setattr(doors, "LARGEST_FILE", 1000)
    answer = editor.post(UPLOAD, {"uploads": [file("good.md"), file("vast.md", b"x" * 1001)]})
    assert "vast.md" in answer.context["form"].errors["uploads"][0]
    assert "good.md" not in answer.context["form"].errors["uploads"][0]
    assert not ImportBatch.objects.exists()


def test_the_limits():
    assert doors.LARGEST_FILE == 100 * 1024 * 1024
    assert doors.MOST_FILES == 200


def test_too_many_files_are_refused_in_words(editor):
    files = [file(f"{number}.md", b"x") for number in range(201)]
    answer = editor.post(UPLOAD, {"uploads": files})
    assert "200" in answer.context["form"].errors["uploads"][0]
    assert not ImportBatch.objects.exists()


def test_too_many_addresses_are_refused_in_words(editor):
    lines = "\n".join(f"https://a.example/{number}" for number in range(201))
    answer = editor.post(UPLOAD, {"addresses": lines})
    assert "200" in answer.context["form"].errors["addresses"][0]


def test_nothing_is_no_import(editor):
    answer = editor.post(UPLOAD, {"addresses": " \n"})
    assert answer.context["form"].non_field_errors()
    assert not ImportBatch.objects.exists()


def test_the_script_is_answered_in_json(editor):
    asked = {"accept": "application/json"}
    good = editor.post(UPLOAD, {"uploads": [file("good.md")]}, headers=asked)
    batch = ImportBatch.objects.get()
    address = reverse("admin:articles_importbatch_change", args=[batch.pk])
    assert (good.status_code, good.json()) == (200, {"location": address})
    bad = editor.post(UPLOAD, {"addresses": "x"}, headers=asked)
    assert bad.status_code == 400
    assert list(bad.json()["errors"]) == ["addresses"]


@pytest.mark.parametrize("role", ["analyst", "reviewer", "visitor", "anonymous"])
def test_importing_is_for_editors(client, db, role):
    if role == "visitor":
        client.force_login(UserFactory(is_staff=False))
    elif role != "anonymous":
        client.force_login(UserFactory(role=role))
    status = client.post(UPLOAD, {"uploads": [file("good.md")]}).status_code
    assert status == (302 if role in {"visitor", "anonymous"} else 403)
    assert not ImportBatch.objects.exists()


def test_an_administrator_may(client, db):
    client.force_login(UserFactory(is_superuser=True))
    assert client.post(UPLOAD, {"uploads": [file("good.md")]}).status_code == 302
    assert ImportBatch.objects.exists()


def test_it_takes_the_token_against_forgery(db):
    client = Client(enforce_csrf_checks=True)
    client.force_login(UserFactory(role="editor"))
    assert client.post(UPLOAD, {"uploads": [file("good.md")]}).status_code == 403
    assert not ImportBatch.objects.exists()


def test_the_form_needs_no_script(editor):
    shown = editor.get(UPLOAD).content.decode()
    assert '<input type="file" name="uploads"' in shown
    assert "multiple" in shown
    assert 'for="id_uploads"' in shown
