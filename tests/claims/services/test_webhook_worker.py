"""From an editor's act to the receiver through real workers, one of them killed half-way."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from claims.models import Delivery
from claims.services import claim_edit
from claims.tasks import tell_webhooks
from claims.webhook_signature import verify
from tests.claims.services.receiving import Receiver, answering, receiver, webhook_of
from tests.conftest import ROOT
from tests.factories import ClaimFactory

__all__ = ["receiver"]

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120  # seconds until the test gives up
WORKER = """
import sys, django
from django.conf import settings
settings.DATABASES["default"]["NAME"], settings.FETCH_ALLOWED_HOSTS = sys.argv[1], [sys.argv[2]]
django.setup()
from django.core.management import call_command
call_command("worker")
"""


@pytest.fixture(autouse=True)
def empty_queue() -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")


def killed_while_the_receiver_hangs(receiver: Receiver) -> None:
    host = f"127.0.0.1:{receiver.server_address[1]}"
    given = [sys.executable, "-c", WORKER, connection.settings_dict["NAME"], host]
    worker = subprocess.Popen(given, cwd=Path(ROOT))
    finish = time.monotonic() + PATIENCE
    while not receiver.received:
        assert worker.poll() is None, "the worker has gone"
        assert time.monotonic() < finish, "nothing is told"
        time.sleep(0.05)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 h'")


def test_a_worker_that_is_killed_loses_nothing(receiver: Receiver) -> None:
    claim = ClaimFactory()
    webhook, secret = webhook_of(receiver, "claim.updated")
    claim_edit(claim=claim, user=webhook.owner, version=claim.version, status="accepted")
    receiver.manners = [receiver.hang, answering(200)]
    tell_webhooks.defer(timestamp=0)
    killed_while_the_receiver_hangs(receiver)
    assert Delivery.objects.get().state == "waiting"
    assert ProcrastinateJob.objects.filter(status="doing").exists()

    call_command("worker", until_done=True)
    delivery = Delivery.objects.get()
    assert delivery.state == "delivered"
    first, *_between, last = receiver.received
    assert first.id == last.id == str(delivery.public_id)
    assert last.message["event"] == "claim.updated"
    assert last.message["data"]["id"] == str(claim.public_id)
    assert last.message["data"]["version"] == claim.version + 1
    assert verify(secret, last.headers["webhook-signature"], last.body, now=time.time())
