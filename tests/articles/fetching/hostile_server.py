"""A server on loopback that does what servers should not. Each behaviour is a path of its own;
`cases.toml` says what the editor is told of it."""

import gzip
import socketserver
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

HTML = b"<!doctype html><title>Troops</title><p>Hello, \xe5\x9b\x9b\xe4\xb8\x87</p>"
MEGABYTE = 2**20


@dataclass
class Exchange:
    """One request and the means to answer it."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    send: Callable[[bytes], None] = field(repr=False)
    port: int = 0

    def answer(
        self, body: bytes = HTML, status: str = "200 OK", kind: str = "text/html", **headers: str
    ) -> None:
        lines = {"Content-Type": kind, "Content-Length": str(len(body))}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value)
        self.send(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1"))
        self.send(body)


Behaviour = Callable[[Exchange], None]
BEHAVIOURS: dict[str, Behaviour] = {}
ROBOTS: dict[str, Behaviour] = {}  # by the first label of the host's name


def behaviour(function: Behaviour) -> Behaviour:
    BEHAVIOURS["/" + function.__name__.replace("_", "-")] = function
    return function


def robots(function: Behaviour) -> Behaviour:
    ROBOTS[function.__name__.replace("_", "-")] = function
    return function


@behaviour
def page(it: Exchange) -> None:
    it.answer()


@behaviour
def redirect(it: Exchange) -> None:
    it.answer(b"", it.query.get("status", "302 Found"), Location=it.query["to"])


@behaviour
def redirect_in_bytes(it: Exchange) -> None:
    """To the path /新闻, as no standard allows it and many servers send it."""
    path = "/新闻".encode(it.query["encoding"])
    it.send(b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + path + b"\r\n\r\n")


@behaviour
def hops(it: Exchange) -> None:
    """As many redirects as asked for, then a page."""
    left = int(it.query["left"])
    if left:
        it.answer(b"", "302 Found", Location=f"/hops?left={left - 1}")
    else:
        it.answer()


@behaviour
def circle(it: Exchange) -> None:
    it.answer(b"", "302 Found", Location="/circle-back")


@behaviour
def circle_back(it: Exchange) -> None:
    it.answer(b"", "302 Found", Location="/circle")


@behaviour
def redirect_nowhere(it: Exchange) -> None:
    it.answer(b"", "302 Found")


@behaviour
def status(it: Exchange) -> None:
    it.answer(
        b"", it.query["code"], **({"Retry_After": it.query["after"]} if "after" in it.query else {})
    )


@behaviour
def kind(it: Exchange) -> None:
    """A body in hexadecimal digits, under whatever media type."""
    body = bytes.fromhex(it.query["hex"]) if "hex" in it.query else HTML
    it.answer(body, kind=it.query.get("type", ""))


@behaviour
def endless(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        it.send(b"x" * 65536)


@behaviour
def endless_chunks(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        it.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")


@behaviour
def endless_headers(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        it.send(b"X-Junk: " + b"x" * 1000 + b"\r\n")


@behaviour
def one_huge_header(it: Exchange) -> None:
    it.answer(X_Junk="x" * 100_000)


@behaviour
def endless_continue(it: Exchange) -> None:
    while True:
        it.send(b"HTTP/1.1 100 Continue\r\n\r\n")


@behaviour
def drip_body(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while True:
        it.send(b"x")
        time.sleep(0.05)


@behaviour
def drip_headers(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nX-Drip: ")
    while True:
        it.send(b"x")
        time.sleep(0.05)


@behaviour
def silence(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nHello")
    time.sleep(2)


@behaviour
def gzipped(it: Exchange) -> None:
    it.answer(gzip.compress(HTML), Content_Encoding="gzip")


@behaviour
def gzipped_in_two(it: Exchange) -> None:
    it.answer(gzip.compress(HTML[:20]) + gzip.compress(HTML[20:]), Content_Encoding="gzip")


@behaviour
def gzipped_padded(it: Exchange) -> None:
    it.answer(gzip.compress(HTML) + bytes(100), Content_Encoding="x-gzip")


@behaviour
def deflated(it: Exchange) -> None:
    it.answer(zlib.compress(HTML), Content_Encoding="deflate")


@behaviour
def deflated_bare(it: Exchange) -> None:
    squeeze = zlib.compressobj(wbits=-15)
    it.answer(squeeze.compress(HTML) + squeeze.flush(), Content_Encoding="deflate")


@behaviour
def gzip_bomb(it: Exchange) -> None:
    it.answer(gzip.compress(bytes(100 * MEGABYTE), 9), Content_Encoding="gzip")


@behaviour
def gzip_in_gzip(it: Exchange) -> None:
    it.answer(gzip.compress(gzip.compress(HTML)), Content_Encoding="gzip, gzip")


@behaviour
def gzip_broken(it: Exchange) -> None:
    it.answer(b"\x1f\x8b\x08\x00garbage all the way", Content_Encoding="gzip")


@behaviour
def gzip_cut(it: Exchange) -> None:
    it.answer(gzip.compress(HTML)[:-12], Content_Encoding="gzip")


@behaviour
def brotli(it: Exchange) -> None:
    it.answer(b"\x8b\x01\x80Hello\x03", Content_Encoding="br")


@behaviour
def length_too_long(it: Exchange) -> None:
    it.answer(Content_Length=str(len(HTML) + 1000))


@behaviour
def length_too_short(it: Exchange) -> None:
    it.answer(Content_Length="20")


@behaviour
def length_absurd(it: Exchange) -> None:
    it.answer(Content_Length="-5")


@behaviour
def two_lengths(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n")
    it.send(b"Content-Length: 20\r\nContent-Length: 70\r\n\r\n" + HTML)


@behaviour
def chunks_cut(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    it.send(b"5\r\nHello\r\n10\r\nwor")


@behaviour
def chunks_absurd(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    it.send(b"many\r\nHello\r\n0\r\n\r\n")


@behaviour
def reset(it: Exchange) -> None:
    """The connection is closed without a word."""


@behaviour
def http_0_9(it: Exchange) -> None:
    it.send(HTML)


@behaviour
def another_protocol(it: Exchange) -> None:
    it.send(b"220 mail.example ESMTP ready\r\n")


@behaviour
def binary_garbage(it: Exchange) -> None:
    it.send(bytes(range(256)) * 40)


@behaviour
def cookie(it: Exchange) -> None:
    it.answer(
        b"", "302 Found", Location="/page", Set_Cookie="session=1; Path=/", WWW_Authenticate="Basic"
    )


@behaviour
def chinese(it: Exchange) -> None:
    it.answer("四万军人".encode("gb18030"), kind="text/html; charset=GB18030")


@robots
def robots_open(it: Exchange) -> None:
    it.answer(b"User-agent: *\nDisallow:\n", kind="text/plain")


@robots
def robots_closed(it: Exchange) -> None:
    it.answer(b"User-agent: *\nDisallow: /page\nAllow: /page-two\n", kind="text/plain")


@robots
def robots_closed_to_us(it: Exchange) -> None:
    it.answer(b"User-agent: *\nAllow: /\n\nUser-agent: according\nDisallow: /\n", kind="text/plain")


@robots
def robots_slow(it: Exchange) -> None:
    it.answer(b"User-agent: *\nCrawl-delay: 10\n", kind="text/plain")


@robots
def robots_broken(it: Exchange) -> None:
    it.answer(b"", "500 Internal Server Error")


@robots
def robots_forbidden(it: Exchange) -> None:
    it.answer(b"", "403 Forbidden")


@robots
def robots_huge(it: Exchange) -> None:
    it.send(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /page\n")
    while True:
        it.send(b"# nothing more to say\n" * 1000)


@robots
def robots_elsewhere(it: Exchange) -> None:
    if it.path == "/robots.txt":
        it.answer(b"", "301 Moved Permanently", Location="/rules.txt")
    else:
        robots_closed(it)


@robots
def robots_in_a_circle(it: Exchange) -> None:
    it.answer(b"", "302 Found", Location="/robots.txt")


@robots
def robots_away(it: Exchange) -> None:
    it.answer(b"", "302 Found", Location="http://169.254.169.254/latest/")


@robots
def robots_bomb(it: Exchange) -> None:
    it.answer(gzip.compress(bytes(100 * MEGABYTE), 9), Content_Encoding="gzip")


@robots
def robots_a_page(it: Exchange) -> None:
    it.answer()


class HostileServer(socketserver.ThreadingTCPServer):
    """Its `requests` are what it was asked. Further pages go into `pages`: path → behaviour."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        self.requests: list[Exchange] = []
        self.pages: dict[str, Behaviour] = {}
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def port(self) -> int:
        return int(self.server_address[1])


class _Handler(socketserver.StreamRequestHandler):
    server: HostileServer

    def handle(self) -> None:
        line = self.rfile.readline()
        if line.startswith(b"\x16"):  # a greeting of TLS, among whose random bytes a line may end
            self.rfile.read()
            return
        first = line.decode("latin-1").split()
        if len(first) < 2:
            return
        lines = iter(lambda: self.rfile.readline().decode("latin-1").strip(), "")
        headers = {n.lower(): v for n, _, v in (line.partition(": ") for line in lines)}
        parts = urlsplit(first[1])
        query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
        it = Exchange(first[0], parts.path, query, headers, self._send, self.server.port)
        self.server.requests.append(it)
        with suppress(OSError):  # whoever has had enough hangs up
            self._behaviour(it)(it)

    def _behaviour(self, it: Exchange) -> Behaviour:
        if it.path in self.server.pages:
            return self.server.pages[it.path]
        if it.path in {"/robots.txt", "/rules.txt"}:
            return ROBOTS.get(it.headers["host"].partition(".")[0], _not_found)
        return BEHAVIOURS.get(it.path, _not_found)

    def _send(self, data: bytes) -> None:
        self.wfile.write(data)


def _not_found(it: Exchange) -> None:
    it.answer(b"", "404 Not Found")


def running() -> Iterator[HostileServer]:
    """For a fixture: a server that is shut down afterwards."""
    server = HostileServer()
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()
