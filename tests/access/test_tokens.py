from base64 import b64encode

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from knox.models import AuthToken
from rest_framework.test import APIClient

from tests.articles.api.clients import problem_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
TOKENS = "/api/v1/tokens/"


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


def test_a_password_makes_a_token_that_opens_the_api(user: User) -> None:
    answer = basic(user).post(TOKENS)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    made = answer.json()
    assert made["token"].startswith(made["key"])
    assert bearer(made["token"]).get("/api/v1/claims/").status_code == 200


def test_a_session_makes_a_token_if_it_brings_the_csrf_token(user: User) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(user)
    assert client.post(TOKENS).status_code == 403
    client.cookies[settings.CSRF_COOKIE_NAME] = secret = "x" * 32
    assert client.post(TOKENS, HTTP_X_CSRFTOKEN=secret).status_code == 201


def test_a_token_makes_no_other(user: User) -> None:
    _entry, token = AuthToken.objects.create(user=user)
    assert bearer(token).post(TOKENS).status_code == 401


def test_a_wrong_password_makes_none(user: User) -> None:
    answer = basic(user, "a bad one").post(TOKENS)
    assert answer.status_code == 401
    assert not AuthToken.objects.exists()


def test_a_password_does_not_open_the_rest(user: User) -> None:
    assert basic(user).get("/api/v1/claims/").status_code == 401


def test_the_token_itself_is_not_kept(user: User) -> None:
    token = basic(user).post(TOKENS).json()["token"]
    assert token not in str(AuthToken.objects.values())


def test_one_sees_and_deletes_ones_own(user: User) -> None:
    _other, others_token = AuthToken.objects.create(user=UserFactory())
    token = basic(user).post(TOKENS).json()["token"]

    [entry] = bearer(token).get(TOKENS).json()
    assert token.startswith(entry["key"])
    assert bearer(token).delete(f"{TOKENS}{others_token[:15]}/").status_code == 404
    assert bearer(token).delete(f"{TOKENS}{entry['key']}/").status_code == 204
    assert bearer(token).get(TOKENS).status_code == 401
    assert AuthToken.objects.count() == 1


def test_there_is_a_limit(user: User) -> None:
    for _ in range(settings.REST_KNOX["TOKEN_LIMIT_PER_USER"]):
        AuthToken.objects.create(user=user)
    answer = basic(user).post(TOKENS)
    assert problem_of(answer) == "forbidden"


def test_anonymous_visitors_are_asked_for_a_password(db: None) -> None:
    answer = APIClient().post(TOKENS)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")
