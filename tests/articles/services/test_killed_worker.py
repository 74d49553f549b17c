"""Real workers, in processes of their own, one of them killed in the middle of an item."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article, ArticleText, ImportBatch, ImportItem, Original
from articles.services import ImportInput
from tests.articles.services.conftest import begun, zipped
from tests.conftest import ROOT
from tests.generating import generate

pytestmark = pytest.mark.django_db(transaction=True)

NUMBER = 30
PATIENCE = 120  # seconds until the test gives up
HELD = 5  # articles that the first worker imports before it is held in the middle of the next
# A worker whose extraction only notes down which text it was given. One that is named a file to
# write when it is held stops for good in an item, when all is written and nothing committed.
WORKER = """
import os, sys, time
import django
from django.conf import settings
name, notes, most, held = sys.argv[1:]
settings.DATABASES["default"]["NAME"] = name
settings.TASKS_FOR_NEW_TEXTS = ["claims.tasks.extract_article_text"]
django.setup()
from django.core.management import call_command
from articles.services import processing
from claims.services import extraction
store = processing.article_import
stored = []
def article_import(**kwargs):
    result = store(**kwargs)
    stored.append(result)
    if held and len(stored) > int(most):
        open(held, "w").close()
        time.sleep(3600)
    return result
def extract(*, article_text_id):
    with open(notes, "a") as file:
        file.write(f"{article_text_id}\\n")
processing.article_import = article_import
extraction.extract_article_text = extract
call_command("worker")
"""

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return tmp_path / "extracted"


@pytest.fixture
def start(notes: Path) -> Iterator[Start]:
    workers: list[subprocess.Popen[bytes]] = []

    def start_one(held: Path | str = "") -> subprocess.Popen[bytes]:
        name = connection.settings_dict["NAME"]
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE}
        given = [name, str(notes), str(HELD), str(held)]
        arguments = [sys.executable, "-c", WORKER, *given]
        workers.append(subprocess.Popen(arguments, cwd=ROOT, env=environment))
        return workers[-1]

    yield start_one
    for worker in workers:
        worker.terminate()
    for worker in workers:
        worker.wait(PATIENCE)


def wait_until(true: Callable[[], bool]) -> None:
    finish = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < finish, "it does not come to an end"
        time.sleep(0.05)


def kill(worker: subprocess.Popen[bytes]) -> None:
    """In the middle of an item; and as if the time had passed until that is noticed."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
            " WHERE id = (SELECT min(worker_id) FROM procrastinate_jobs WHERE status = 'doing')"
        )


def test_nothing_is_lost_and_nothing_done_twice(start: Start, notes: Path, tmp_path: Path) -> None:
    files = dict(generate(NUMBER))
    *loose, last = files
    archived = zipped({name: files[name] for name in loose[:10]})
    given = [ImportInput(name, files[name]) for name in (*loose[10:], last)]
    batch = begun(ImportInput("news.zip", archived), *given)
    done = batch.items.filter(outcome=ImportItem.Outcome.IMPORTED)

    held = tmp_path / "held"
    worker = start(held)
    wait_until(held.exists)
    kill(worker)
    assert done.count() == HELD
    assert ProcrastinateJob.objects.filter(status="doing").exists()
    assert not ImportBatch.objects.get().finished_at
    for _ in range(2):
        start()

    wait_until(lambda: ImportBatch.objects.get().finished_at is not None)
    wait_until(lambda: not ProcrastinateJob.objects.filter(status__in=("todo", "doing")).exists())
    assert done.count() == NUMBER
    assert batch.items.count() == NUMBER + 1
    assert Article.objects.count() == ArticleText.objects.count() == NUMBER
    assert Original.objects.count() == NUMBER + 1
    texts = set(ArticleText.objects.values_list("pk", flat=True))
    assert {int(line) for line in notes.read_text().split()} == texts
