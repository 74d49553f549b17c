import logging
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.db import DatabaseError

from articles.models import ImportBatch, ImportItem
from articles.services import ImportInput, import_batch
from tests.articles.services.conftest import counts, pages
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
Outcome = ImportItem.Outcome
API = ImportBatch.Door.API


def _three() -> list[ImportInput]:
    return [ImportInput(f"{number}.md", data) for number, data in enumerate(pages(3))]


def test_every_item_is_on_record() -> None:
    user = UserFactory()
    seen: list[ImportItem] = []
    batch = import_batch(items=_three(), door=API, user=user, on_item=seen.append)
    assert (batch.door, batch.created_by) == (API, user)
    assert batch.finished_at is not None
    assert seen == list(batch.items.all())
    assert {item.outcome for item in seen} == {Outcome.IMPORTED}
    assert all(item.article_text for item in seen)


def test_a_second_batch_changes_nothing() -> None:
    import_batch(items=_three(), door=API)
    before = counts()
    second = import_batch(items=_three(), door=API)
    assert {item.outcome for item in second.items.all()} == {Outcome.UNCHANGED}
    assert counts() == before


def test_one_broken_item_is_named_and_stops_no_other(tmp_path: Path) -> None:
    missing = tmp_path / "missing.md"
    items = [
        *_three()[:1],
        ImportInput("empty.md", b""),
        ImportInput("missing.md", missing.read_bytes),
        ImportInput("far.md", url="https://harbour.example/" + "a" * 2000),
        ImportInput("neither.md"),
        *_three()[1:],
    ]
    batch = import_batch(items=items, door=API)
    failed = {i.name: i.reason for i in batch.items.filter(outcome=Outcome.FAILED)}
    assert set(failed) == {"empty.md", "missing.md", "far.md", "neither.md"}
    assert failed["missing.md"] == "No such file or directory"
    assert all(failed.values())
    assert counts()["ArticleText"] == 3


def test_what_nobody_foresaw_is_a_failed_item_too(caplog: pytest.LogCaptureFixture) -> None:
    def load() -> bytes:
        raise ZeroDivisionError("a bug")

    with caplog.at_level(logging.ERROR):
        batch = import_batch(items=[ImportInput("bug.md", load), *_three()], door=API)
    item = batch.items.get(outcome=Outcome.FAILED)
    assert (item.name, item.reason) == ("bug.md", "ZeroDivisionError: a bug")
    assert "ZeroDivisionError" in caplog.text
    assert counts()["ArticleText"] == 3


def test_a_batch_broken_off_is_completed_by_the_next() -> None:
    def stop(item: ImportItem) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_batch(items=_three(), door=API, on_item=stop)
    assert ImportBatch.objects.get().finished_at is None
    assert counts()["ArticleText"] == 1
    batch = import_batch(items=_three(), door=API)
    assert [i.outcome for i in batch.items.all()] == ["unchanged", "imported", "imported"]


def test_an_unknown_door_is_refused() -> None:
    with pytest.raises(Exception, match="window"):
        import_batch(items=_three(), door="window")
    assert ImportBatch.objects.count() == 0


def test_the_database_wants_a_reason_for_a_failure() -> None:
    batch = import_batch(items=[], door=API)
    with pytest.raises(DatabaseError):
        ImportItem.objects.create(batch=batch, name="x", outcome=Outcome.FAILED)


def test_a_batch_outlives_its_user() -> None:
    user = UserFactory()
    batch = import_batch(items=[], door=API, user=user)
    get_user_model().objects.filter(pk=user.pk).delete()
    batch.refresh_from_db()
    assert batch.created_by is None
