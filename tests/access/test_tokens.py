from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.utils import timezone
from rest_framework.test import APIClient

from access.models import Token
from access.scopes import Scope
from access.tokens import token_make
from tests.articles.api.clients import problem_of, refused
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TOKENS = "/api/v1/tokens/"
WANTED = {"name": "a notebook", "scopes": ["read"], "expires_in_days": 30}


@pytest.fixture
def user() -> User:
    user = UserFactory(role="analyst", is_staff=False)
    user.set_password("a good pass phrase")
    user.save()
    return user


def basic(user: User, password: str = "a good pass phrase") -> APIClient:
    credentials = b64encode(f"{user.username}:{password}".encode()).decode()
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Basic {credentials}")
    return client


def bearer(token: str) -> APIClient:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {token}")
    return client


def token_of(user: User, *scopes: str, days: int = 9) -> str:
    return token_make(user=user, name="a program", scopes=scopes or ["read"], days=days)[1]


def test_a_password_makes_a_token_that_opens_the_api(user: User) -> None:
    answer = basic(user).post(TOKENS, WANTED)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    made = answer.json()
    assert made["token"].startswith(made["begins"])
    assert (made["name"], made["scopes"], made["last_used_on"]) == ("a notebook", ["read"], None)
    assert bearer(made["token"]).get("/api/v1/claims/").status_code == 200
    token = Token.objects.get()
    assert token.last_used_on == timezone.now().date()
    assert timedelta(days=29) < token.expiry - timezone.now() < timedelta(days=30)


def test_a_session_makes_a_token_if_it_brings_the_csrf_token(user: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(TOKENS, WANTED).status_code == 403
    client.cookies[settings.CSRF_COOKIE_NAME] = secret = "x" * 32
    assert client.post(TOKENS, WANTED, HTTP_X_CSRFTOKEN=secret).status_code == 201


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "nul\0"}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["all"]}, "scopes"),
        ({"expires_in_days": 366}, "expires_in_days"),
        ({"expires_in_days": 0}, "expires_in_days"),
    ],
)
def test_what_no_token_can_be_is_refused(user: User, changed: dict[str, Any], field: str) -> None:
    assert list(refused(basic(user).post(TOKENS, WANTED | changed))) == [field]
    assert not Token.objects.exists()


def test_a_token_makes_another_for_no_more_and_no_longer_than_itself(user: User) -> None:
    reader = bearer(token_of(user, "read", "write"))
    assert problem_of(reader.post(TOKENS, WANTED)) == "forbidden"
    manager = bearer(token_of(user, "read", "admin"))
    short = WANTED | {"expires_in_days": 3}
    assert problem_of(manager.post(TOKENS, WANTED)) == "forbidden"
    assert problem_of(manager.post(TOKENS, short | {"scopes": ["write"]})) == "forbidden"
    assert manager.post(TOKENS, short).status_code == 201


def test_a_wrong_password_makes_none(user: User) -> None:
    answer = basic(user, "a bad one").post(TOKENS, WANTED)
    assert answer.status_code == 401
    assert not Token.objects.exists()


def test_a_password_does_not_open_the_rest(user: User) -> None:
    assert basic(user).get("/api/v1/claims/").status_code == 401


def test_an_expired_token_opens_nothing(user: User) -> None:
    token = token_of(user)
    Token.objects.update(expiry=timezone.now() - timedelta(seconds=1))
    assert problem_of(bearer(token).get("/api/v1/claims/")) == "unauthenticated"


@pytest.mark.parametrize("words", [b"", b"x", b"0" * 64, b"a b", b"\xff\xfe", "令牌".encode()])
def test_what_is_no_token_is_refused(words: bytes) -> None:
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=b"Token " + words)
    assert client.get("/api/v1/claims/").status_code == 401


def test_one_sees_and_revokes_ones_own(user: User) -> None:
    other, _words = token_make(user=UserFactory(), name="theirs", scopes=["read"], days=9)
    client = bearer(token_of(user, "admin"))

    [entry] = client.get(TOKENS).json()["results"]
    assert entry["user"] == user.username
    assert client.delete(f"{TOKENS}{other.pk}/").status_code == 404
    assert client.get(f"{TOKENS}{entry['id']}/").json() == entry
    assert client.delete(f"{TOKENS}{entry['id']}/").status_code == 204
    assert client.get(TOKENS).status_code == 401
    assert Token.objects.get() == other


def test_an_administrator_sees_and_revokes_everybodys(user: User) -> None:
    token_of(user)
    client = APIClient()
    client.force_authenticate(UserFactory(is_superuser=True))
    [entry] = client.get(TOKENS).json()["results"]
    assert client.delete(f"{TOKENS}{entry['id']}/").status_code == 204
    assert not Token.objects.exists()


def test_there_is_a_limit(user: User) -> None:
    for _ in range(settings.REST_KNOX["TOKEN_LIMIT_PER_USER"]):
        token_of(user)
    assert problem_of(basic(user).post(TOKENS, WANTED)) == "forbidden"
    Token.objects.first().delete()
    assert token_make(user=user, name="x", scopes=["read"], days=1)
    with pytest.raises(PermissionDenied):
        token_make(user=user, name="x", scopes=["read"], days=1)


def test_only_known_scopes_are_kept(user: User) -> None:
    token, _words = token_make(user=user, name="x", scopes=["write", "read"], days=1)
    assert token.scopes == [Scope.READ, Scope.WRITE]
    with pytest.raises(IntegrityError):
        Token.objects.update(scopes=["everything"])


def test_anonymous_visitors_are_asked_for_a_password(db: None) -> None:
    answer = APIClient().post(TOKENS, WANTED)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
