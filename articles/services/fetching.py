"""Pages from the open web, and only from there.

Whoever may import may name any address. So every connection, redirects included, goes to an address
that was looked at after the name was resolved, and to that very address: a name that resolves to
something else a moment later gains nothing.
"""

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

LIMIT = 10 * 2**20  # bytes
TIMEOUT = 20  # seconds of silence
DEADLINE = 60  # seconds for the whole page
USER_AGENT = "According (article import)"

# Prefixes that carry an IPv4 address inside, which a gateway would unwrap.
WRAPPING = [ipaddress.ip_network(prefix) for prefix in ("64:ff9b::/96", "64:ff9b:1::/48")]


class FetchFailed(OSError):
    """The page did not come; `strerror` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.strerror = reason


def fetch(url: str) -> bytes:
    """The body of an http(s) page of at most LIMIT bytes. Raises FetchFailed."""
    try:
        request = urllib.request.Request(  # noqa: S310  the scheme is checked by _ascii
            _ascii(url), headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"}
        )
        with _opener().open(request, timeout=TIMEOUT) as response:
            return _read(response)
    except FetchFailed:
        raise
    except urllib.error.HTTPError as error:
        raise FetchFailed(f"the server answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        if isinstance(error.reason, FetchFailed):
            raise error.reason from error
        raise FetchFailed(f"the page cannot be reached: {error.reason}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchFailed(f"the page cannot be reached: {error}") from error


def _ascii(url: str) -> str:
    """The address as it goes over the wire; Chinese paths and names are often typed as they are."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise FetchFailed("only http and https addresses are fetched")
    netloc = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    safe = "/%:=&?~#+!$,;'@()*[]"
    return urlunsplit((parts.scheme, netloc, quote(parts.path, safe), quote(parts.query, safe), ""))


def _read(response: Any) -> bytes:
    finish = time.monotonic() + DEADLINE
    body = bytearray()
    while chunk := response.read1(65536):
        body += chunk
        if len(body) > LIMIT:
            raise FetchFailed(f"the page is larger than {LIMIT // 2**20} MB")
        if time.monotonic() > finish:
            raise FetchFailed(f"the page took longer than {DEADLINE} seconds")
    return bytes(body)


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open web."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo and ip.teredo[1])
        if inner:
            return is_public(str(inner))
        if any(ip in network for network in WRAPPING):
            return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _connect(host: str, port: int, timeout: float) -> socket.socket:
    """A socket to a public address of `host`; FetchFailed if any of its addresses is not."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    for *_, place in found:
        if not is_public(str(place[0])):
            raise FetchFailed(f"{host} is not on the open web")
    failure: OSError = FetchFailed(f"{host} has no address")
    for *_, place in found:
        try:
            return socket.create_connection((str(place[0]), port), timeout=timeout)
        except OSError as error:
            failure = error
    raise failure


class _HTTPConnection(http.client.HTTPConnection):
    def connect(self) -> None:
        self.sock = _connect(self.host, self.port, TIMEOUT)


class _HTTPSConnection(http.client.HTTPSConnection):
    def connect(self) -> None:
        plain = _connect(self.host, self.port, TIMEOUT)
        context: Any = self._context  # type: ignore[attr-defined]
        self.sock = context.wrap_socket(plain, server_hostname=self.host)


class _HTTPHandler(urllib.request.HTTPHandler):
    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HTTPConnection, request)


class _HTTPSHandler(urllib.request.HTTPSHandler):
    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_HTTPSConnection, request)


def _opener() -> urllib.request.OpenerDirector:
    """Without the handlers for files, FTP, data: and proxies that urllib would add unasked."""
    opener = urllib.request.OpenerDirector()
    handlers: list[Callable[[], urllib.request.BaseHandler]] = [
        _HTTPHandler,
        _HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.UnknownHandler,
    ]
    for handler in handlers:
        opener.add_handler(handler())
    return opener
