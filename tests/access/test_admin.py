"""The page of tokens in the admin. Who may open what: tests/config/admin/permissions.toml."""

import re

import pytest
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.test import Client
from knox.crypto import hash_token

from access.models import Token
from access.tokens import token_make
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TOKENS = "/admin/access/token/"
WANTED = {"name": "a notebook", "scopes": ["read", "export"], "days": "30"}


def signed_in(**about: object) -> Client:
    client = Client()
    client.force_login(UserFactory(**about))
    return client


def test_a_token_is_shown_once() -> None:
    client = signed_in()
    page = client.post(f"{TOKENS}add/", WANTED)
    [words] = re.findall(
        r'<input id="made-token"[^>]* value="([0-9a-f]{64})"', page.content.decode()
    )
    assert "no-store" in page.headers["Cache-Control"]
    token = Token.objects.get()
    assert (token.name, token.scopes) == ("a notebook", ["read", "export"])
    assert token.digest == hash_token(words)
    later = [TOKENS, f"{TOKENS}{token.pk}/change/", f"{TOKENS}{token.pk}/history/", "/admin/"]
    for address in later:
        assert words.encode() not in client.get(address).content
        assert token.digest.encode() not in client.get(address).content
    kept = [*LogEntry.objects.values_list("object_repr", "change_message")]
    kept += [session.get_decoded() for session in Session.objects.all()]
    assert words not in str(kept)


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"days": "366"}, {"days": "0"}, {"name": ""}])
def test_what_no_token_can_be_is_refused(wrong: dict) -> None:
    page = signed_in().post(f"{TOKENS}add/", WANTED | wrong)
    assert page.context["adminform"].form.errors
    assert not Token.objects.exists()


def test_administrators_see_everybodys() -> None:
    token, _words = token_make(user=UserFactory(), name="theirs", scopes=["read"], days=9)
    assert "theirs" not in signed_in(role="editor").get(TOKENS).content.decode()
    administrator = signed_in(is_superuser=True)
    assert "theirs" in administrator.get(TOKENS).content.decode()
    administrator.post(f"{TOKENS}{token.pk}/delete/", {"post": "yes"})
    assert not Token.objects.exists()


def test_whoever_has_too_many_is_told() -> None:
    user = UserFactory()
    for _ in range(settings.REST_KNOX["TOKEN_LIMIT_PER_USER"]):
        token_make(user=user, name="x", scopes=["read"], days=9)
    client = Client()
    client.force_login(user)
    page = client.post(f"{TOKENS}add/", WANTED, follow=True)
    assert "revoke one" in page.content.decode()
