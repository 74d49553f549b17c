"""How often one may ask: counted by the database, so that no worker counts for itself."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from rest_framework.test import APIClient

from access.models import Asked
from access.throttles import count, forget_old_counts
from tests.access.test_tokens import TOKENS, WANTED, basic, bearer, token_of
from tests.articles.api.clients import client_of, problem_of
from tests.factories import UserFactory

CLAIMS = "/api/v1/claims/"


@pytest.mark.django_db
def test_a_token_may_ask_so_often_and_is_told(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 2
    user = UserFactory(role="analyst")
    client = bearer(token_of(user))
    # The minute may turn between two requests, once.
    answers = [client.get(CLAIMS) for _ in range(6)]
    assert {answer.status_code for answer in answers} == {200, 429}
    assert answers[0].headers["RateLimit-Limit"] == "2"
    assert answers[0].headers["RateLimit-Remaining"] == "1"
    refused = next(answer for answer in answers if answer.status_code == 429)
    assert problem_of(refused) == "throttled"
    assert refused.headers["RateLimit-Remaining"] == "0"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert bearer(token_of(user)).get(CLAIMS).status_code == 200  # another has its own count


@pytest.mark.django_db
def test_a_session_is_not_counted(settings: Any) -> None:
    settings.API_REQUESTS_A_MINUTE = 1
    client = client_of("analyst")
    assert {client.get(CLAIMS).status_code for _ in range(4)} == {200}
    assert not Asked.objects.exists()


@pytest.mark.django_db
def test_whoever_is_not_signed_in_is_counted_by_address(settings: Any) -> None:
    settings.API_ANONYMOUS_REQUESTS_A_MINUTE = 1
    here, there = APIClient(), APIClient(REMOTE_ADDR="192.0.2.7")
    # What a client says of itself is not believed unless a proxy is known of.
    liar = APIClient(HTTP_X_FORWARDED_FOR="192.0.2.8")
    assert 429 in {here.get("/api/schema/").status_code for _ in range(3)}
    assert 429 in {liar.get("/api/schema/").status_code for _ in range(2)}
    assert there.get("/api/schema/").status_code == 200


@pytest.mark.django_db
def test_passwords_are_not_guessed(settings: Any) -> None:
    settings.API_PASSWORDS_A_MINUTE = 2
    user = UserFactory(role="analyst")
    user.set_password("a good pass phrase")
    user.save()
    guesser = basic(user, "wrong")
    assert [guesser.post(TOKENS, WANTED).status_code for _ in range(6)].count(401) <= 4
    assert 429 in {guesser.post(TOKENS, WANTED).status_code for _ in range(3)}


@pytest.mark.django_db(transaction=True)
def test_all_workers_share_a_count() -> None:
    def ask(_turn: int) -> tuple[int, int]:
        counted = count("token x", 100)
        connection.close()
        return counted.seconds, counted.times

    with ThreadPoolExecutor(4) as workers:
        told = list(workers.map(ask, range(40)))
    assert len({times for _seconds, times in told}) >= 20  # two minutes at most
    assert sum(times == 1 for _seconds, times in told) in {1, 2}


@pytest.mark.django_db
def test_what_is_long_gone_is_forgotten() -> None:
    count("token x", 100)
    Asked.objects.create(who="token y", minute=1, times=3)
    assert forget_old_counts() >= 1
    assert not Asked.objects.filter(who="token y").exists()


@pytest.mark.django_db
def test_the_table_is_not_logged() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'access_asked'")
        assert cursor.fetchone() == ("u",)
