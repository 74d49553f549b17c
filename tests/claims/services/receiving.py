"""A program that is told of changes: a real server on loopback, with the manners it is given."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from claims.models import Delivery, Webhook
from claims.services.webhooks import webhook_create
from tests.factories import UserFactory


@dataclass(frozen=True)
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def message(self) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(self.body)
        return told

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


Manners = Callable[[BaseHTTPRequestHandler], None]


def answering(status: int, body: bytes = b"thanks", **headers: str) -> Manners:
    def answer(it: BaseHTTPRequestHandler) -> None:
        it.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            it.send_header(name.replace("_", "-"), value)
        it.end_headers()
        it.wfile.write(body)

    return answer


class Receiver(ThreadingHTTPServer):
    """`received` is what it was told; `manners` how it answers, the last of them from then on."""

    daemon_threads = True

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.manners: list[Manners] = [answering(200)]
        self.released = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/hook"

    def handle_error(self, *args: object) -> None:
        """Whoever has had enough hangs up."""

    def hang(self, it: BaseHTTPRequestHandler) -> None:
        """Without an answer, until the test is over."""
        self.released.wait(60)


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.received.append(Received(headers, body))
        manners = self.server.manners
        (manners.pop(0) if len(manners) > 1 else manners[0])(self)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def receiver(settings: Any) -> Iterator[Receiver]:
    server = Receiver()
    settings.FETCH_ALLOWED_HOSTS = [f"127.0.0.1:{server.server_address[1]}"]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield server
    server.released.set()
    server.shutdown()
    server.server_close()


def webhook_of(receiver: Receiver, *events: str, role: str = "editor") -> tuple[Webhook, str]:
    """An editor's webhook and its secret."""
    return webhook_create(
        user=UserFactory(role=role), url=receiver.url, events=events or ["claim.updated"]
    )


def waiting(webhook: Webhook, number: int = 1, **fields: Any) -> list[Delivery]:
    """Deliveries of claims nobody knows."""
    given = {"event": "claim.updated", "data": '{"headline_zh":"四万军人"}', **fields}
    about = {"subject": webhook.public_id, "occurred_at": webhook.created_at}
    return [Delivery.objects.create(webhook=webhook, **about, **given) for _ in range(number)]
