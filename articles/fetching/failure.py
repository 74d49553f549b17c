"""What the editor is told when a page does not come."""

from collections.abc import Mapping


class FetchFailed(OSError):
    """The page did not come, and will not by asking again soon; `strerror` says why.

    `status` is the server's answer where it gave one.
    """

    strerror: str

    def __init__(self, reason: str, *, status: int | None = None) -> None:
        super().__init__(reason)
        self.strerror = reason
        self.status = status


class Busy(FetchFailed):
    """The server asks for patience: 429 or 503. `headers` may say how much."""

    def __init__(self, reason: str, *, status: int, headers: Mapping[str, str]) -> None:
        super().__init__(reason, status=status)
        self.headers = headers


class Unreachable(FetchFailed):
    """There is no speaking to the server: no such name, none of the open web, no connection."""


class Circling(FetchFailed):
    """Redirects without an end."""
