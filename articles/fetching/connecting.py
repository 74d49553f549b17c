"""Connections that end in time, however slowly the other side speaks."""

import http.client
import io
import socket
import ssl
import time
from collections.abc import Set
from typing import Any

from articles.fetching.addresses import Address, resolve
from articles.fetching.failure import FetchFailed
from articles.fetching.limits import Limits


class Clock:
    """The time that is left for a fetch."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._end = time.monotonic() + limits.total

    def left(self, longest: float) -> float:
        """Seconds to wait for one thing, at most `longest`. FetchFailed when none is left."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise FetchFailed(f"the answer took longer than {self._limits.total:g} seconds")
        return min(left, longest)


class TimedSocket:
    """The little of a socket that http.client needs. Each read waits for what is left of the whole
    time, so that a byte a second gains nothing, and reads no more bytes than `budget`."""

    def __init__(self, sock: socket.socket, clock: Clock, limits: Limits) -> None:
        self._sock, self._clock, self._limits = sock, clock, limits
        self.budget = limits.headers
        self.over_budget = "the headers are too large"

    def sendall(self, data: Any) -> None:
        self._sock.settimeout(self._clock.left(self._limits.silence))
        self._sock.sendall(data)

    def recv_into(self, buffer: Any) -> int:
        self._sock.settimeout(self._clock.left(self._limits.silence))
        try:
            size = self._sock.recv_into(buffer)
        except TimeoutError as error:
            self._clock.left(0)  # says so if it was the whole time
            raise FetchFailed(
                f"the server was silent for {self._limits.silence:g} seconds"
            ) from error
        self.budget -= size
        if self.budget < 0:
            raise FetchFailed(self.over_budget)
        return size

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self), 8192)

    def close(self) -> None:
        """http.client calls this when the headers are read; the body is still to come."""

    def hang_up(self) -> None:
        self._sock.close()


class _Reader(io.RawIOBase):
    def __init__(self, sock: TimedSocket) -> None:
        self._sock = sock

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._sock.recv_into(buffer)


class Connection(http.client.HTTPConnection):
    """To an address that was looked at after its name was resolved, and to that very one: a name
    that resolves to something else a moment later gains nothing. Used once."""

    timed: TimedSocket | None = None

    def __init__(
        self, address: Address, *, allowed: Set[str], clock: Clock, limits: Limits
    ) -> None:
        super().__init__(address.host, address.port)
        self._address, self._allowed, self._clock, self.limits = address, allowed, clock, limits

    def connect(self) -> None:
        plain = self._reach(resolve(self._address, allowed=self._allowed))
        try:
            sock = self._secured(plain) if self._address.scheme == "https" else plain
        except BaseException:
            plain.close()
            raise
        self.timed = TimedSocket(sock, self._clock, self.limits)
        self.sock: Any = self.timed

    def hang_up(self) -> None:
        if self.timed:
            self.timed.hang_up()

    def _reach(self, ips: list[str]) -> socket.socket:
        for ip in ips[:-1]:
            try:
                return self._reach_one(ip)
            except OSError:
                self._clock.left(0)  # on to the next, if there is time
        return self._reach_one(ips[-1])

    def _reach_one(self, ip: str) -> socket.socket:
        place = (ip, self._address.port)
        return socket.create_connection(place, timeout=self._clock.left(self.limits.connect))

    def _secured(self, plain: socket.socket) -> ssl.SSLSocket:
        context = ssl.create_default_context()
        context.set_alpn_protocols(["http/1.1"])
        plain.settimeout(self._clock.left(self.limits.connect))
        return context.wrap_socket(plain, server_hostname=self._address.host)
