"""The body of an answer: whole, within the limits, and as it was before it was compressed."""

import http.client
import zlib
from collections.abc import Callable, Iterator

from articles.fetching.failure import FetchFailed
from articles.fetching.limits import Limits

CHUNK = 65536
MEGABYTE = 2**20


def read_body(
    response: http.client.HTTPResponse, limits: Limits, on_start: Callable[[bytes], None]
) -> bytes:
    """The whole body. `on_start` sees what comes first, and may raise.

    Raises FetchFailed for what is too large, expands too much, or breaks off.
    """
    body = bytearray()
    for piece in _decoded(response, limits):
        if not body:
            on_start(piece)
        body += piece
        if len(body) > limits.body:
            raise FetchFailed(f"the page is larger than {_megabytes(limits.body)}")
    return bytes(body)


def read_beginning(response: http.client.HTTPResponse, limits: Limits) -> bytes:
    """The body up to the limit; what comes after is left unread."""
    body = bytearray()
    for piece in _decoded(response, limits):
        body += piece
        if len(body) >= limits.body:
            break
    return bytes(body[: limits.body])


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:g} MB"


def _decoded(response: http.client.HTTPResponse, limits: Limits) -> Iterator[bytes]:
    coding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if coding in {"identity", ""}:
        yield from _sent(response)
    elif coding in {"gzip", "x-gzip"}:
        yield from _inflated(_sent(response), limits, zlib.MAX_WBITS | 16)
    elif coding == "deflate":
        yield from _inflated(_sent(response), limits, None)
    else:
        raise FetchFailed(f"the page is compressed in a way that nobody asked for: {coding[:40]}")


def _sent(response: http.client.HTTPResponse) -> Iterator[bytes]:
    """The bytes as they are sent; fewer than were announced are an error."""
    lengths = set(response.headers.get_all("Content-Length", []))
    if len(lengths) > 1:
        raise FetchFailed("the server announces two lengths")
    try:
        while chunk := response.read1(CHUNK):
            yield chunk
    except http.client.IncompleteRead as error:
        raise FetchFailed("the page broke off") from error
    if response.length:
        raise FetchFailed(f"the page broke off, {response.length} bytes before its end")


def _inflated(chunks: Iterator[bytes], limits: Limits, window: int | None) -> Iterator[bytes]:
    """gzip, of one or several members, or deflate, with its header or, as some do, without."""
    inflater = None
    taken = given = 0
    for chunk in chunks:
        taken += len(chunk)
        while chunk:
            if inflater is None or inflater.eof:
                if inflater is not None and not chunk.startswith(b"\x1f\x8b"):
                    break  # padding after the end
                inflater = zlib.decompressobj(_window(chunk) if window is None else window)
            try:
                piece = inflater.decompress(chunk, CHUNK)
            except zlib.error as error:
                raise FetchFailed("the page is compressed wrongly") from error
            given += len(piece)
            chunk = inflater.unconsumed_tail or inflater.unused_data
            if given > limits.ratio_from and given > (taken - len(chunk)) * limits.ratio:
                raise FetchFailed(
                    f"the page expands to more than {limits.ratio} times what was sent"
                )
            if piece:
                yield piece
            if not piece and not inflater.eof:
                break
    if inflater is not None:
        yield inflater.flush()  # what the limit on a piece left inside
        if not inflater.eof:
            raise FetchFailed("the page broke off")


def _window(start: bytes) -> int:
    """RFC 1950 wants a header: 8 for the method, and a sum that 31 divides."""
    wrapped = start[0] & 15 == 8 and len(start) > 1 and int.from_bytes(start[:2]) % 31 == 0
    return zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS
