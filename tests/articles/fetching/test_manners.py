"""What servers see of us: who asks, how often, and how patiently."""

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from articles.models import FetchTurn, Host
from articles.services import fetching
from articles.services.fetching import FetchFailed, FetchLater, fetch
from articles.services.turns import forget_turns, page_key, reserve
from tests.articles.fetching.hostile_server import HostileServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("resolver", "no_way_out")]


@pytest.fixture
def site(server: HostileServer, settings: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(fetching.time, "sleep", lambda seconds: None)
    slow = f"robots-slow.example:{server.port}"
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{server.port}", slow]
    server.requests.clear()
    return f"http://127.0.0.1:{server.port}"


def test_who_asks(site: str, server: HostileServer, settings: Any) -> None:
    settings.PUBLIC_URL, settings.FETCH_CONTACT = "https://claims.example/", "desk@claims.example"
    fetch(f"{site}/page")
    robots, page = server.requests
    assert robots.path == "/robots.txt"
    for request in (robots, page):
        agent = request.headers["user-agent"]
        assert agent == "According/1 (+https://claims.example/; desk@claims.example)"
    assert set(page.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_nothing_that_a_server_hands_out_is_sent_on(site: str, server: HostileServer) -> None:
    fetched = fetch(f"{site}/cookie", etag='"1"')
    last = server.requests[-1]
    assert last.path == "/page"
    assert not {"cookie", "authorization", "referer"} & set(last.headers)
    assert "set-cookie" not in fetched.headers


def test_no_proxy_of_the_environment_is_asked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert fetch(f"{site}/page").status == 200


def test_where_it_has_moved(site: str) -> None:
    port = site.rpartition(":")[2]
    there = f"http://127.0.0.1:{port}/page"
    assert fetch(f"{site}/redirect?to=/page&status=301 Moved").moved_to == there
    assert fetch(f"{site}/redirect?to=/page").moved_to == ""
    assert fetch(f"{site}/page").moved_to == ""
    # For good as far as the first redirect that is not.
    onward = "/redirect?to=/page"
    fetched = fetch(f"{site}/redirect?status=308 Moved&to={onward.replace('?', '%3F')}")
    assert (fetched.url, fetched.moved_to) == (there, f"{site}{onward}")
    onward = "/redirect?to=/page%26status=301 Moved".replace("?", "%3F")
    assert fetch(f"{site}/redirect?to={onward}").moved_to == ""


def test_robots_txt_is_read_once_a_day(site: str, server: HostileServer) -> None:
    def asked() -> int:
        return sum(request.path == "/robots.txt" for request in server.requests)

    fetch(f"{site}/page")
    fetch(f"{site}/page")
    assert asked() == 1
    Host.objects.update(robots_fetched_at=timezone.now() - timedelta(days=1, seconds=1))
    fetch(f"{site}/page")
    assert asked() == 2


def test_a_page_waits_for_its_turn_and_keeps_it(site: str, server: HostileServer) -> None:
    """robots.txt asks for ten seconds between two pages."""
    slow = site.replace("127.0.0.1", "robots-slow.example")
    fetch(f"{slow}/page?1")
    for number, wait in ((2, 10), (3, 20), (2, 10), (3, 20)):
        with pytest.raises(FetchLater, match="one page at a time") as later:
            fetch(f"{slow}/page?{number}")
        assert wait - 5 < later.value.seconds <= wait
    FetchTurn.objects.update(at=timezone.now())
    fetch(f"{slow}/page?2")
    fetch(f"{slow}/page?3")
    assert not FetchTurn.objects.exists()


def test_a_turn_that_is_missed_is_lost(site: str) -> None:
    slow = site.replace("127.0.0.1", "robots-slow.example")
    fetch(f"{slow}/page?1")
    with pytest.raises(FetchLater):
        fetch(f"{slow}/page?2")
    FetchTurn.objects.update(at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(FetchLater) as later:
        fetch(f"{slow}/page?2")
    assert later.value.seconds > 10


def test_patience_ends(site: str) -> None:
    waits = []
    for _ in range(3):
        with pytest.raises(FetchLater) as later:
            fetch(f"{site}/status?code=503")
        waits.append(later.value.seconds)
        Host.objects.update(free_at=timezone.now())
        FetchTurn.objects.update(at=timezone.now())
    assert waits == [60, 300, 1500]
    with pytest.raises(FetchFailed, match="503 Service Unavailable, 4 times"):
        fetch(f"{site}/status?code=503")
    assert not FetchTurn.objects.exists()


def test_a_page_that_fails_gives_its_turn_up(site: str) -> None:
    with pytest.raises(FetchLater):
        fetch(f"{site}/status?code=503")
    FetchTurn.objects.update(page=page_key(f"{site}/status?code=404"), at=timezone.now())
    with pytest.raises(FetchFailed, match="404"):
        fetch(f"{site}/status?code=404")
    assert not FetchTurn.objects.exists()


def test_who_asks_for_patience_is_left_alone_by_all(site: str) -> None:
    with pytest.raises(FetchLater):
        fetch(f"{site}/status?code=429&after=600")
    with pytest.raises(FetchLater, match="one page at a time"):
        fetch(f"{site}/page")


def test_also_by_who_is_redirected_there(site: str) -> None:
    slow = site.replace("127.0.0.1", "robots-slow.example")
    with pytest.raises(FetchLater):
        fetch(f"{site}/status?code=429&after=600")
    with pytest.raises(FetchLater, match=r"127\.0\.0\.1 has asked for patience"):
        fetch(f"{slow}/redirect?to={site}/page")


def test_turns_that_nobody_comes_for_are_forgotten(site: str) -> None:
    with pytest.raises(FetchLater):
        fetch(f"{site}/status?code=429")
    forget_turns()
    assert FetchTurn.objects.exists()
    FetchTurn.objects.update(at=timezone.now() - timedelta(days=3))
    forget_turns()
    assert not FetchTurn.objects.exists()


@pytest.fixture
def all_at_once() -> Callable[[Callable[[], Any]], list[Any]]:
    def run(act: Callable[[], Any]) -> list[Any]:
        found: list[Any] = []

        def one() -> None:
            try:
                found.append(act())
            finally:
                connection.close()

        threads = [threading.Thread(target=one) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return found

    return run


@pytest.mark.django_db(transaction=True)
def test_workers_come_one_after_another(all_at_once: Callable[..., list[float]]) -> None:
    host = Host.objects.create(name="http://news.example")
    waits = sorted(all_at_once(lambda: reserve(host, 60)))
    for number, wait in enumerate(waits):
        assert 60 * number - 30 < wait <= 60 * number


def test_not_within_a_transaction(site: str) -> None:
    """Others would wait for it, and a turn would be rolled back with it."""
    from django.db import transaction

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        fetch(f"{site}/page")
