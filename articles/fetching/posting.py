"""One POST, to one address on the open web."""

import http.client
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from articles.fetching import bodies
from articles.fetching.addresses import Address, parse_address
from articles.fetching.connecting import Clock, Connection
from articles.fetching.failure import FetchFailed
from articles.fetching.getting import Visitor, failure_of, headers_of


@dataclass(frozen=True, slots=True)
class Reply:
    """What was answered, whatever it was. Header names are in lower case; `body` is its beginning,
    up to the limit, and empty where it could not be read."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def post(url: str, body: bytes, *, visitor: Visitor, headers: Mapping[str, str]) -> Reply:
    """Say it to that very address: a redirect is an answer like any other, and not followed.

    Raises FetchFailed where there is no answer.
    """
    address = parse_address(url, allowed=visitor.allowed)
    clock = Clock(visitor.limits)
    connection = Connection(address, allowed=visitor.allowed, clock=clock, limits=visitor.limits)
    try:
        response = _say(connection, address, body, visitor, headers)
        return Reply(response.status, headers_of(response), _beginning(response, connection))
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise failure_of(error, address) from error
    finally:
        connection.hang_up()


def _say(
    connection: Connection,
    address: Address,
    body: bytes,
    visitor: Visitor,
    headers: Mapping[str, str],
) -> http.client.HTTPResponse:
    connection.putrequest("POST", address.target, skip_host=True, skip_accept_encoding=True)
    sent = {
        "Host": address.netloc,
        "User-Agent": visitor.user_agent,
        "Content-Length": str(len(body)),
        "Connection": "close",
        **headers,
    }
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(body)
    return connection.getresponse()


def _beginning(response: http.client.HTTPResponse, connection: Connection) -> bytes:
    """For people to read; the status has said what counts."""
    limits = connection.limits
    assert connection.timed
    connection.timed.budget = limits.body + limits.headers
    with suppress(FetchFailed, OSError, http.client.HTTPException, ValueError):
        return bodies.read_beginning(response, limits)
    return b""
