"""TLS: the certificate must be good, and for the name that was asked for."""

from typing import Any

import pytest

from articles.fetching import FetchFailed, Visitor, get
from tests.articles.fetching.conftest import CERTIFICATE
from tests.articles.fetching.hostile_server import HostileServer


@pytest.fixture
def visitor(tls_server: HostileServer, resolver: Any, monkeypatch: pytest.MonkeyPatch) -> Visitor:
    """One that trusts whoever signed the tests' certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    names = ("127.0.0.1", "tls.example", "other.example")
    return Visitor("tests", allowed={f"{name}:{tls_server.port}" for name in names})


@pytest.mark.parametrize("host", ["127.0.0.1", "tls.example"])
def test_a_good_certificate(visitor: Visitor, tls_server: HostileServer, host: str) -> None:
    assert get(f"https://{host}:{tls_server.port}/page", visitor=visitor).status == 200


def test_a_certificate_for_another(visitor: Visitor, tls_server: HostileServer) -> None:
    with pytest.raises(FetchFailed, match=r"other\.example has no valid certificate"):
        get(f"https://other.example:{tls_server.port}/page", visitor=visitor)


def test_a_lie_about_the_length_within_tls(visitor: Visitor, tls_server: HostileServer) -> None:
    with pytest.raises(FetchFailed, match="broke off"):
        get(f"https://127.0.0.1:{tls_server.port}/length-too-long", visitor=visitor)
