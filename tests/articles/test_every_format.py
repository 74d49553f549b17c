"""What the service says it takes, it takes, through each of its doors, once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from articles.models import ArticleText, ImportBatch
from tests.articles.admin.pages import file
from tests.articles.api.clients import client_of
from tests.articles.formats import FORMATS
from tests.articles.working import work_off
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Door = Callable[[str, bytes, Path], None]


def at_the_command_line(name: str, data: bytes, folder: Path) -> None:
    path = folder / name
    path.write_bytes(data)
    call_command("import_articles", str(path), json=True)


def at_the_desk(name: str, data: bytes, folder: Path) -> None:
    client = Client()
    client.force_login(UserFactory(role="editor"))
    answer = client.post("/admin/articles/importbatch/add/", {"uploads": [file(name, data)]})
    assert answer.status_code == 302, answer.content.decode()


def over_the_api(name: str, data: bytes, folder: Path) -> None:
    body = {"files": [file(name, data)]}
    answer = client_of("editor").post("/api/v1/imports/", body, format="multipart")
    assert answer.status_code == 202, answer.content


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("door", [at_the_command_line, at_the_desk, over_the_api])
def test_every_format_comes_in_at_every_door(name: str, door: Door, tmp_path: Path) -> None:
    figure = 1204
    data = FORMATS[name](figure)
    for expected in ("imported", "unchanged"):
        door(name, data, tmp_path)
        batch = work_off(ImportBatch.objects.latest("pk"))
        read = batch.items.exclude(outcome="unpacked").get()
        assert (read.outcome, read.reason) == (expected, read.reason), read.reason
        assert batch.finished_at
    text = ArticleText.objects.get()
    assert text.title
    assert {f"{figure:,}", str(figure)} & set(
        text.text.replace("辆", " ").replace("已有", " ").split()
    )
