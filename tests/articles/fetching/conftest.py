"""The hostile server, its lying resolver, and the switch that lets the tests in."""

import ipaddress
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.articles.fetching.hostile_server import HostileServer, running

CERTIFICATE = Path(__file__).with_name("certificate.pem")
PUBLIC = "93.184.215.14"
NOBODY = {"nobody.example"}


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    yield from running()


@pytest.fixture(scope="module")
def tls_server() -> Iterator[HostileServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE)
    for server in running():
        server.socket = context.wrap_socket(
            server.socket, server_side=True, do_handshake_on_connect=False
        )
        yield server


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """No name is asked of the network: .example leads to the tests' server, but for some that lie.
    The list fills with the names that were looked up."""
    real, asked = socket.getaddrinfo, []

    def resolve(host: str, port: int, *args: Any, **kwargs: Any) -> list[Any]:
        asked.append(host)
        if host in NOBODY:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        ips = ["127.0.0.1"]
        if host == "mixed.example":
            ips = [PUBLIC, "127.0.0.1"]
        elif host == "rebinding.example":
            ips = [PUBLIC] if asked.count(host) == 1 else ["127.0.0.1"]
        elif not host.endswith(".example") and host != "localhost":
            return real(host, port, *args, **kwargs)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.fixture
def no_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections stay on this machine."""
    real = socket.create_connection

    def connect(place: tuple[str, int], *args: Any, **kwargs: Any) -> socket.socket:
        if not ipaddress.ip_address(place[0]).is_loopback:
            raise OSError(113, f"this test has no way to {place[0]}")
        return real(place, *args, **kwargs)

    monkeypatch.setattr(socket, "create_connection", connect)
