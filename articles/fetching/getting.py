"""One GET, through however many redirects."""

import http.client
import ssl
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from urllib.parse import quote

from articles.fetching import bodies, media
from articles.fetching.addresses import Address, parse_address
from articles.fetching.connecting import Clock, Connection
from articles.fetching.failure import Busy, Circling, FetchFailed, Unreachable
from articles.fetching.limits import Limits

REDIRECTS = {301, 302, 303, 307, 308}
PERMANENT = {301, 308}
BUSY = {429, 503}
_ASCII = bytes(range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks, and what is allowed to it: hosts, as "host" or "host:port", that need not be on
    the open web; and what one fetch may cost."""

    user_agent: str
    allowed: Set[str] = field(default=frozenset())
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came. `address` is where it came from; `moved_to` is where the asked address has moved
    for good, if it has. Header names are in lower case. 304 has no body."""

    status: int
    address: Address
    moved_to: str
    headers: Mapping[str, str]
    media_type: str
    charset: str
    body: bytes


def get(
    url: str,
    *,
    visitor: Visitor,
    headers: Mapping[str, str] | None = None,
    before: Callable[[Address], None] = lambda address: None,
    any_type: bool = False,
) -> Answer:
    """Get a page of the open web. `before` sees each address before it is asked, and may raise.

    With `any_type` anything is taken, and what is too long is cut. Raises FetchFailed.
    """
    clock = Clock(visitor.limits)
    address = parse_address(url, allowed=visitor.allowed)
    seen: list[Address] = []
    moved_to, for_good = "", True
    while True:
        if address in seen:
            raise Circling("the page redirects in a circle")
        if len(seen) > visitor.limits.redirects:
            raise Circling(f"the page redirects more than {visitor.limits.redirects} times")
        seen.append(address)
        before(address)
        connection = Connection(
            address, allowed=visitor.allowed, clock=clock, limits=visitor.limits
        )
        try:
            response = _ask(connection, address, visitor, headers or {})
            place = _location(response)
            if response.status not in REDIRECTS or not place:
                if response.status == 304 and not headers:
                    raise FetchFailed("the server says that nothing has changed, unasked")
                return _answer(response, connection, address, moved_to, visitor.limits, any_type)
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise failure_of(error, address) from error
        finally:
            connection.hang_up()
        address = parse_address(place, base=address, allowed=visitor.allowed)
        for_good = for_good and response.status in PERMANENT
        moved_to = str(address) if for_good else moved_to


def _ask(
    connection: Connection, address: Address, visitor: Visitor, headers: Mapping[str, str]
) -> http.client.HTTPResponse:
    """Nothing is sent but what stands here: no cookies, no credentials, no referrer."""
    connection.putrequest("GET", address.target, skip_host=True, skip_accept_encoding=True)
    sent = {
        "Host": address.netloc,
        "User-Agent": visitor.user_agent,
        "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        **headers,
    }
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders()
    return connection.getresponse()


def _location(response: http.client.HTTPResponse) -> str:
    """Where to go on. What is not ASCII came as bytes of some encoding, and goes back as those."""
    place = response.headers.get("Location", "").strip()
    return quote(place.encode("latin-1", "replace"), safe=_ASCII)


def _answer(
    response: http.client.HTTPResponse,
    connection: Connection,
    address: Address,
    moved_to: str,
    limits: Limits,
    any_type: bool,
) -> Answer:
    if response.status in BUSY:
        raise Busy(_words(response), status=response.status, headers=headers_of(response))
    if response.status not in {200, 203, 304}:
        raise FetchFailed(_words(response), status=response.status)
    assert connection.timed
    connection.timed.budget = limits.body + limits.headers
    connection.timed.over_budget = f"the page is larger than {limits.body / bodies.MEGABYTE:g} MB"
    media_type, charset = media.declared(response.headers.get("Content-Type", ""))
    if response.status == 304:
        body = b""
    elif any_type:
        body = bodies.read_beginning(response, limits)
    else:
        media.check_declared(media_type)
        body = bodies.read_body(response, limits, media.check_start)
    return Answer(
        response.status, address, moved_to, headers_of(response), media_type, charset, body
    )


def headers_of(response: http.client.HTTPResponse) -> dict[str, str]:
    """As they are kept: without NUL, which the database refuses, and without cookies."""
    return {
        name.lower(): value.replace("\0", "")
        for name, value in response.headers.items()
        if name.lower() != "set-cookie"
    }


def _words(response: http.client.HTTPResponse) -> str:
    standard = http.client.responses.get(response.status, "")
    return f"the server answered {response.status} {standard}".strip()


def failure_of(error: Exception, address: Address) -> FetchFailed:
    """Why, in words for whoever asked for the page."""
    match error:
        case FetchFailed():
            return error
        case ssl.SSLCertVerificationError():
            return Unreachable(f"{address.host} has no valid certificate: {error.verify_message}")
        case ssl.SSLError():
            reason = (error.reason or "").replace("_", " ").lower()
            return Unreachable(f"no secure connection to {address.host}: {reason or error}")
        case TimeoutError():
            return Unreachable(f"{address.host} cannot be reached: it does not answer")
        case http.client.RemoteDisconnected() | ConnectionResetError() | BrokenPipeError():
            return Unreachable(f"{address.host} closed the connection without an answer")
        case http.client.HTTPException():
            return Unreachable(f"{address.host} does not speak HTTP")
        case OSError(strerror=str(words)):
            return Unreachable(f"{address.host} cannot be reached: {words}")
    return Unreachable(f"{address.host} cannot be reached: {error}")
