"""Hostile addresses, without the network: names are resolved here, pages come from this machine."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from articles.services import fetching
from articles.services.fetching import FetchFailed, fetch, is_public


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        steps = {"/away": "http://169.254.169.254/latest/", "/loop": "/loop", "/on": "/page"}
        steps |= {"/file": "file:///etc/passwd", "/ftp": "ftp://127.0.0.1/x"}
        if self.path in steps:
            self.send_response(302)
            self.send_header("Location", steps[self.path])
            self.end_headers()
        elif self.path == "/large":
            self.send_response(200)
            self.end_headers()
            for _ in range(11):
                self.wfile.write(b"x" * 2**20)
        elif self.path in {"/page", "/%E6%96%87"}:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<p>Hello</p>")
        else:
            self.send_error(404)

    def log_message(self, *args: Any) -> None: ...


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def this_machine_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "is_public", lambda ip: ip == "127.0.0.1" or is_public(ip))


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "240.0.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "::127.0.0.1"),
    ],
)
def test_not_on_the_open_web(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:4700::1111"])
def test_on_the_open_web(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/"),
        *("http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://127.1/"),
        *("https://127.0.0.1/", "http://user@127.0.0.1/", "http://[::ffff:127.0.0.1]/"),
    ],
)
def test_this_machine_and_its_neighbours_are_refused(url: str) -> None:
    with pytest.raises(FetchFailed, match=r"open web|cannot be reached"):
        fetch(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "data:text/plain,x", "http://", "x"]
)
def test_only_http_is_fetched(url: str) -> None:
    with pytest.raises(FetchFailed, match="only http and https"):
        fetch(url)


def test_a_name_with_one_private_address_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def resolve(host: str, port: int, **kwargs: Any) -> list[Any]:
        places = ["93.184.215.14", "127.0.0.1"]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in places]

    monkeypatch.setattr(fetching.socket, "getaddrinfo", resolve)
    with pytest.raises(FetchFailed, match="open web"):
        fetch("http://rebinding.example/")


@pytest.mark.usefixtures("this_machine_is_public")
class TestOnASite:
    def test_a_page(self, site: str) -> None:
        assert fetch(f"{site}/page") == b"<p>Hello</p>"

    def test_a_redirect_within(self, site: str) -> None:
        assert fetch(f"{site}/on#part") == b"<p>Hello</p>"

    def test_a_chinese_path(self, site: str) -> None:
        assert fetch(f"{site}/文") == b"<p>Hello</p>"

    @pytest.mark.parametrize("path", ["away", "file", "ftp", "loop"])
    def test_a_redirect_to_where_it_must_not_go(self, site: str, path: str) -> None:
        with pytest.raises(FetchFailed):
            fetch(f"{site}/{path}")

    def test_a_page_that_is_not_there(self, site: str) -> None:
        with pytest.raises(FetchFailed, match="404"):
            fetch(f"{site}/nothing")

    def test_a_page_too_large(self, site: str) -> None:
        with pytest.raises(FetchFailed, match="larger than 10 MB"):
            fetch(f"{site}/large")

    def test_a_proxy_of_the_environment_is_not_asked(
        self, site: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
        assert fetch(f"{site}/page") == b"<p>Hello</p>"


def test_a_redirect_to_this_machine(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first connection is allowed, the second is looked at again."""
    answers = iter([True, False])
    monkeypatch.setattr(fetching, "is_public", lambda ip: next(answers))
    with pytest.raises(FetchFailed, match="open web"):
        fetch(f"{site}/on")
