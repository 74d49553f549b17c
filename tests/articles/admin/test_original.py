import pytest
from django.urls import reverse

from articles.models import ImportBatch, Original
from tests.factories import ArticleTextFactory, OriginalFactory, UserFactory

HOSTILE = b"<script>alert(1)</script>"


@pytest.fixture
def original(db):
    return OriginalFactory(data=HOSTILE, name='archive/中文 "news"\r\n.html')


def test_bytes_are_handed_out_and_never_rendered(client, original):
    client.force_login(UserFactory(role="analyst"))
    answer = client.get(reverse("admin:articles_original_download", args=[original.pk]))
    assert answer.content == HOSTILE
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert "archive" not in answer["Content-Disposition"]
    assert "sandbox" in answer["Content-Security-Policy"]
    page = client.get(reverse("admin:articles_original_change", args=[original.pk]))
    assert HOSTILE not in page.content


def test_bytes_are_for_those_who_may_see_them(client, original):
    address = reverse("admin:articles_original_download", args=[original.pk])
    assert client.get(address).status_code == 302
    client.force_login(UserFactory())  # staff without a role
    assert client.get(address).status_code == 403


def test_its_page_tells_how_it_came(client, db):
    container = OriginalFactory(name="news.zip", data=b"PK")
    original = OriginalFactory(
        name="news.zip/a.html",
        url="https://courier.example/a",
        media_type="text/html",
        encoding="gb18030",
        headers={"last-modified": "Sat, 04 Dec 2021 00:00:00 GMT", "x": "<b>bold</b>"},
        container=container,
    )
    text = ArticleTextFactory(original=original)
    batch = ImportBatch.objects.create(door="api")
    batch.items.create(name="a.html", original=original, outcome="imported", article_text=text)
    client.force_login(UserFactory(role="analyst"))
    page = client.get(reverse("admin:articles_original_change", args=[original.pk]))
    shown = page.content.decode()
    for words in ("https://courier.example/a", "text/html", "gb18030", "last-modified", text.title):
        assert words in shown
    assert "&lt;b&gt;bold&lt;/b&gt;" in shown
    assert reverse("admin:articles_original_change", args=[container.pk]) in shown
    assert reverse("admin:articles_importbatch_change", args=[batch.pk]) in shown
    above = client.get(reverse("admin:articles_original_change", args=[container.pk]))
    assert reverse("admin:articles_original_change", args=[original.pk]) in above.content.decode()


def test_bytes_that_are_a_page_are_never_linked_to_as_one(client, original):
    Original.objects.filter(pk=original.pk).update(url="javascript:alert(1)")
    client.force_login(UserFactory(role="analyst"))
    page = client.get(reverse("admin:articles_original_change", args=[original.pk]))
    assert 'href="javascript' not in page.content.decode()
