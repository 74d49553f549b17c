"""Every page of the admin keeps to the strict policy: nothing on it is inline."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.config.admin.table import lines
from tests.config.admin.world import filled, world
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def forbidden(html: bytes) -> list[str]:
    """What the policy would stop. A block of JSON is data, no script."""
    page = BeautifulSoup(html, "lxml")
    inline = page.select("[style], style, script:not([src], [type='application/json'])")
    handlers = [
        tag
        for tag in page.find_all()
        if any(name.startswith(("on", "hx-on")) for name in tag.attrs)
    ]
    return [str(tag)[:200] for tag in [*inline, *handlers]]


def test_nothing_is_inline_on_any_page():
    user = UserFactory(is_superuser=True)
    client, rows = Client(), world(user)
    client.force_login(user)
    found, pages = {}, 0
    for line in lines():
        if line.method == "GET" and line.outcome("administrator") == 200:
            answer = client.get(f"/admin/{filled(line.at, rows)}")
            policy = answer["Content-Security-Policy"]
            assert "default-src 'none'" in policy or "sandbox" in policy, line.at
            assert "unsafe" not in policy, line.at
            if answer["Content-Type"].startswith("text/html"):
                pages += 1
                if inline := forbidden(answer.content):
                    found[line.at] = inline
    assert found == {}
    assert pages > 90


def test_the_sign_in_page_is_strict_too(client):
    answer = client.get("/admin/login/")
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert forbidden(answer.content) == []
