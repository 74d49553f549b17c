"""The annotated articles, as a folder and as an archive with broken ones among them."""

import io
import zipfile
from pathlib import Path

import pytest

from articles.models import ImportBatch
from articles.progress import import_counts
from articles.services import ImportInput, import_batch
from articles.services.inputs import inputs_from
from tests.articles.services.conftest import counts

pytestmark = pytest.mark.django_db


@pytest.fixture
def archive(shared_dir: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted((shared_dir / "articles").rglob("*.*")):
            archive.write(path, path.relative_to(shared_dir))
        archive.writestr("articles/en/empty.html", b"")
        archive.writestr("articles/en/noise.md", b"\0\1\2\3" * 500)
        archive.writestr("articles/en/short.txt", b"ok")
    return buffer.getvalue()


def told(*items: ImportInput) -> dict[str, int]:
    batch = import_batch(items=items, door=ImportBatch.Door.COMMAND)
    return {outcome: number for outcome, number in import_counts(batch).items() if number}


def test_as_a_folder_then_as_an_archive(shared_dir: Path, archive: bytes) -> None:
    folder = list(inputs_from(str(shared_dir / "articles")))
    assert len(folder) == 83
    first = told(*folder)
    assert first == {"imported": 83}
    before = counts()
    assert told(*folder) == {"unchanged": 83}
    given = ImportInput("articles.zip", archive)
    for _ in range(2):
        assert told(given) == {"unpacked": 1, "unchanged": 83, "failed": 3}
    assert counts() == before | {"Original": 83 + 1 + 3}
