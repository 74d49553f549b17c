"""Every case of cases.toml: what is done to us, and what the editor is told."""

import socket
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from articles.services import fetching
from articles.services.fetching import FetchFailed, FetchLater, fetch
from tests.articles.fetching.hostile_server import BEHAVIOURS, ROBOTS, HostileServer

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("cases.toml").read_text())[
    "case"
]


@pytest.fixture
def places(server: HostileServer, tls_server: HostileServer, settings: Any) -> dict[str, str]:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        closed = unused.getsockname()[1]
    names = [name.replace("_", "-") for name in ROBOTS]
    settings.FETCH_ALLOWED_HOSTS = [
        *(f"127.0.0.1:{port}" for port in (server.port, tls_server.port, closed)),
        *(f"{name}.example:{server.port}" for name in [*names, "xn--efv47k"]),
        f"{'新闻.example'.encode('idna').decode()}:{server.port}",
    ]
    return {
        "{server}": f"http://127.0.0.1:{server.port}",
        "{port}": str(server.port),
        "{tls_port}": str(tls_server.port),
        "{closed_port}": str(closed),
    }


@pytest.mark.django_db
@pytest.mark.usefixtures("resolver", "no_way_out")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case["does"])
def test_case(
    case: dict[str, Any],
    places: dict[str, str],
    server: HostileServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    url = case["url"]
    for place, value in places.items():
        url = url.replace(place, value)
    for path in ("/%E6%96%B0%E9%97%BB", "/%D0%C2%CE%C5"):
        server.pages[path] = BEHAVIOURS["/page"]
    limits = replace(fetching.PAGE_LIMITS, body=2 * 2**20, **case.get("limits", {}))
    monkeypatch.setattr(fetching, "PAGE_LIMITS", limits)
    for_robots = replace(fetching.ROBOTS_LIMITS, **case.get("limits", {}))
    monkeypatch.setattr(fetching, "ROBOTS_LIMITS", for_robots)
    match case.get("comes", "failed"):
        case "page":
            fetched = fetch(url)
            assert case["told"] in fetched.body.decode(fetched.encoding or "utf-8")
        case "failed":
            with pytest.raises(FetchFailed) as failed:
                fetch(url)
            assert failed.value.strerror == case["told"]
        case "later":
            with pytest.raises(FetchLater) as later:
                fetch(url)
            assert (later.value.reason, later.value.seconds) == (case["told"], case["seconds"])


def test_every_behaviour_is_a_case() -> None:
    urls = " ".join(case["url"] for case in CASES) + " /circle-back /cookie"
    assert [path for path in BEHAVIOURS if path not in urls] == []
    assert [
        name for name in ROBOTS if f"//{name}.example" not in urls and name != "robots-slow"
    ] == []
