import pytest
from django.urls import reverse

from tests.factories import OriginalFactory, UserFactory

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
