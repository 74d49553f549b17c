"""Files and addresses come in through the desk; the report is the page that follows."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.admin import uploading
from articles.models import Article, ImportBatch
from tests.factories import UserFactory

UPLOAD = "/admin/articles/importbatch/add/"
PAGE = """---
title: "Figures differ on the border"
date: "2021-12-04"
publisher: "Harbour Courier"
---

# Figures differ on the border

Ukraine’s defence minister Oleksii Reznikov told parliament on Friday that Russia had massed
94,300 troops near the border. He said that an attack was most likely in January.
""".encode()


def file(name: str, data: bytes = PAGE) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


@pytest.fixture
def editor(client, db):
    client.force_login(UserFactory(role="editor"))
    return client


def test_many_files_at_once_and_one_bad_one_stops_no_other(editor):
    answer = editor.post(UPLOAD, {"uploads": [file("good.md"), file("empty.md", b"")]}, follow=True)
    batch = ImportBatch.objects.get()
    assert answer.request["PATH_INFO"] == reverse(
        "admin:articles_importbatch_change", args=[batch.pk]
    )
    assert batch.door == "admin"
    assert batch.created_by.groups.get().name == "editor"
    assert dict(batch.items.values_list("name", "outcome")) == {
        "good.md": "imported",
        "empty.md": "failed",
    }
    shown = answer.content.decode()
    assert batch.items.get(name="empty.md").reason in shown
    assert reverse("admin:articles_article_change", args=[Article.objects.get().pk]) in shown


def test_the_same_again_changes_nothing(editor):
    for _ in range(2):
        editor.post(UPLOAD, {"uploads": [file("good.md")]})
    outcomes = [batch.items.get().outcome for batch in ImportBatch.objects.order_by("pk")]
    assert outcomes == ["imported", "unchanged"]
    assert Article.objects.count() == 1


def test_addresses_are_fetched_one_a_line(editor, monkeypatch):
    fetched = []
    monkeypatch.setattr("articles.admin.imports.fetch", lambda url: fetched.append(url) or PAGE)
    editor.post(UPLOAD, {"addresses": "https://a.example/1\n\n https://a.example/2 \n"})
    assert fetched == ["https://a.example/1", "https://a.example/2"]
    assert ImportBatch.objects.get().items.count() == 2


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://a.example/x", "javascript:1", "x"]
)
def test_only_web_addresses_are_taken(editor, address):
    answer = editor.post(UPLOAD, {"addresses": address})
    assert answer.status_code == 200
    assert answer.context["form"].errors["addresses"]
    assert not ImportBatch.objects.exists()


def test_a_file_too_large_is_named(editor, monkeypatch):
    monkeypatch.setattr(uploading, "LARGEST_FILE", 1000)
    answer = editor.post(UPLOAD, {"uploads": [file("good.md"), file("vast.md", b"x" * 1001)]})
    assert "vast.md" in answer.context["form"].errors["uploads"][0]
    assert "good.md" not in answer.context["form"].errors["uploads"][0]
    assert not ImportBatch.objects.exists()


def test_the_limit_is_ten_megabytes():
    assert uploading.LARGEST_FILE == 10 * 1024 * 1024


def test_nothing_is_no_import(editor):
    answer = editor.post(UPLOAD, {"addresses": " \n"})
    assert answer.context["form"].non_field_errors()
    assert not ImportBatch.objects.exists()


@pytest.mark.parametrize("role", ["analyst", "reviewer"])
def test_importing_is_for_editors(client, db, role):
    client.force_login(UserFactory(role=role))
    assert client.post(UPLOAD, {"uploads": [file("good.md")]}).status_code == 403
    assert not ImportBatch.objects.exists()


def test_reports_can_be_narrowed_to_failures(editor):
    for outcome, reason in (("failed", "no text"), ("imported", "")):
        batch = ImportBatch.objects.create(door="admin")
        batch.items.create(name=outcome, outcome=outcome, reason=reason)
    page = editor.get("/admin/articles/importbatch/?failures=yes")
    assert [row.failed for row in page.context["cl"].result_list] == [1]
