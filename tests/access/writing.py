"""Writing to the API as a client does: with the version it has seen, and keys of its own."""

from typing import Any

from rest_framework.test import APIClient

from tests.articles.api.clients import client_of

__all__ = ["Writer", "writer"]


class Writer:
    """A client of one role."""

    def __init__(self, client: APIClient) -> None:
        self.client = client

    @property
    def user(self) -> Any:
        return self.client.handler._force_user

    def get(self, path: str) -> Any:
        answer = self.client.get(f"/api/v1/{path}")
        assert answer.status_code == 200, answer.content
        return answer

    def post(self, path: str, body: Any = None, *, seen: Any = None, key: str = "") -> Any:
        return self._sent("post", path, body, seen, key)

    def patch(self, path: str, body: Any, *, seen: Any = None) -> Any:
        return self._sent("patch", path, body, seen)

    def delete(self, path: str, *, seen: Any = None) -> Any:
        return self._sent("delete", path, None, seen)

    def _sent(self, method: str, path: str, body: Any, seen: Any, key: str = "") -> Any:
        """`seen` is an ETag, or the number of a version."""
        headers = {}
        if seen is not None:
            headers["If-Match"] = f'"{seen}"' if isinstance(seen, int) else seen
        if key:
            headers["Idempotency-Key"] = key
        send = getattr(self.client, method)
        return send(f"/api/v1/{path}", body, format="json", headers=headers)


def writer(role: str | None) -> Writer:
    return Writer(client_of(role))
