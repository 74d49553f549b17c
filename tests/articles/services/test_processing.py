"""One item: fetched, read, stored, or given up with a reason, and never half of it."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import DataError, OperationalError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from articles import tasks
from articles.models import ImportBatch, ImportItem, Original
from articles.progress import import_state
from articles.selectors import original_bytes
from articles.services import (
    ImportInput,
    import_item_process,
    import_resume,
    import_retry,
    import_stop,
    processing,
)
from articles.services.fetching import Fetched, FetchFailed, FetchLater
from articles.services.processing import CRASHES, import_item_crashed
from tests.articles.services.conftest import begun, counts, outcomes, page, pages
from tests.factories import FeedFactory, PublisherFactory

pytestmark = pytest.mark.django_db
Outcome = ImportItem.Outcome
ADDRESS = "https://harbour.example/2021/troops"


def process(batch: ImportBatch) -> ImportItem:
    return import_item_process(item_id=batch.items.get(outcome=Outcome.WAITING).pk)


def jobs() -> list[int]:
    waiting = ProcrastinateJob.objects.filter(task_name=tasks.process_import_item.name)
    return [job.args["item_id"] for job in waiting.order_by("pk")]


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What each address answers: bytes, or an error to raise."""
    answers: dict[str, Any] = {}

    def fetch(url: str) -> Fetched:
        if isinstance(answers[url], Exception):
            raise answers[url]
        return Fetched(
            status=200,
            url=f"{url}/index.html",
            body=answers[url],
            headers={"content-type": "text/html", "set-cookie": "a=secret", "x-a": "b\0"},
            media_type="text/html",
            encoding="utf-8",
            fetched_at=datetime(2026, 1, 2, tzinfo=UTC),
        )

    monkeypatch.setattr(processing.fetching, "fetch", fetch)
    return answers


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> Callable[[BaseException], None]:
    """The last step of every import raises; everything before it was written."""

    def break_with(error: BaseException) -> None:
        def article_import(**kwargs: Any) -> None:
            raise error

        monkeypatch.setattr(processing, "article_import", article_import)

    return break_with


def test_an_item_waits_until_it_is_processed_and_is_processed_once() -> None:
    batch = begun(page())
    assert outcomes(batch) == ["waiting"]
    assert import_state(batch) == "running"
    assert jobs() == [batch.items.get().pk]
    item = process(batch)
    assert (item.outcome, item.article_text.title) == ("imported", "Figures differ on the border")
    assert item.finished_at
    batch.refresh_from_db()
    assert import_state(batch) == "finished"
    before = counts()
    assert import_item_process(item_id=item.pk).finished_at == item.finished_at
    assert counts() == before


def test_a_page_is_kept_with_all_that_came_with_it(web: dict[str, Any]) -> None:
    web[ADDRESS] = page(url=None)
    item = process(begun(ImportInput(ADDRESS, url=ADDRESS)))
    assert item.outcome == "imported"
    original = Original.objects.get()
    assert item.article_text.original == original
    assert original_bytes(original) == web[ADDRESS]
    assert (original.url, original.media_type) == (f"{ADDRESS}/index.html", "text/html")
    assert (original.encoding, original.fetched_at) == ("utf-8", datetime(2026, 1, 2, tzinfo=UTC))
    assert original.headers == {"content-type": "text/html", "x-a": "b\ufffd"}
    assert item.article_text.article.canonical_url == f"{ADDRESS}/index.html"


def test_a_page_that_does_not_come(web: dict[str, Any]) -> None:
    web[ADDRESS] = FetchFailed("the server answered 404")
    batch = begun(ImportInput(ADDRESS, url=ADDRESS))
    item = process(batch)
    assert (item.outcome, item.reason) == ("failed", "the server answered 404")
    web[ADDRESS] = page()
    import_retry(batch=batch, user=None)
    assert import_state(batch) == "running"
    assert process(batch).outcome == "imported"


def test_a_page_to_be_asked_for_later(web: dict[str, Any]) -> None:
    web[ADDRESS] = FetchLater(7, "the server is busy")
    batch = begun(ImportInput(ADDRESS, url=ADDRESS))
    with pytest.raises(FetchLater):
        process(batch)
    assert outcomes(batch) == ["waiting"]
    ProcrastinateJob.objects.all().delete()  # the one at work would be 'doing'
    tasks.process_import_item(item_id=batch.items.get().pk)
    [job] = ProcrastinateJob.objects.all()
    assert job.status == "todo"
    assert job.scheduled_at is not None


def test_what_holds_no_article_keeps_its_bytes_and_can_be_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    junk = b"\x00\xff\x00\xfe" * 40
    batch = begun(junk)
    item = process(batch)
    assert item.outcome == "failed"
    assert item.reason
    assert original_bytes(item.original) == junk
    import_retry(batch=batch, user=None)
    assert process(batch).outcome == "failed"


def test_what_cannot_be_stored_is_a_failure_not_an_endless_retry(
    broken: Callable[[BaseException], None], caplog: pytest.LogCaptureFixture
) -> None:
    error = DataError("value too long")
    error.__cause__ = type("TooLong", (Exception,), {"sqlstate": "22001"})()
    broken(error)
    with caplog.at_level(logging.ERROR):
        item = process(begun(page()))
    assert (item.outcome, item.reason) == ("failed", "DataError: value too long")
    assert "value too long" in caplog.text


@pytest.mark.parametrize("error", [OperationalError("the connection is lost"), KeyboardInterrupt()])
def test_what_has_nothing_to_do_with_it_leaves_it_waiting(
    broken: Callable[[BaseException], None], monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    batch = begun(page())
    with monkeypatch.context():
        broken(error)
        with pytest.raises(type(error)):
            process(batch)
        monkeypatch.undo()
    assert outcomes(batch) == ["waiting"]
    assert counts() == {"Article": 0, "ArticleText": 0, "Original": 1, "Publisher": 0}
    assert process(batch).outcome == "imported"


def test_a_stopped_batch_stands_still_until_it_is_resumed() -> None:
    batch = begun(*pages(3))
    first, second, third = batch.items.order_by("pk")
    import_item_process(item_id=first.pk)
    import_stop(batch=batch, user=None)
    assert import_state(batch) == "stopped"
    for item in (second, third):
        tasks.process_import_item(item_id=item.pk)
    assert outcomes(batch) == ["imported", "waiting", "waiting"]
    ProcrastinateJob.objects.all().delete()
    import_resume(batch=batch, user=None)
    assert jobs() == [second.pk, third.pk]
    import_resume(batch=batch, user=None)  # again: what is queued is not queued twice
    assert jobs() == [second.pk, third.pk]
    for pk in jobs():
        tasks.process_import_item(item_id=pk)
    batch.refresh_from_db()
    assert outcomes(batch) == ["imported"] * 3
    assert import_state(batch) == "finished"


def test_what_nobody_works_at_any_more_is_worked_at_when_resumed() -> None:
    """The one who handed in was killed before all was handed in, and has left no job behind."""
    batch = begun(*pages(2), defer=False)
    ImportBatch.objects.update(sealed_at=None)
    batch.refresh_from_db()
    import_resume(batch=batch, user=None)
    for pk in jobs():
        tasks.process_import_item(item_id=pk)
    batch.refresh_from_db()
    assert import_state(batch) == "finished"


def test_it_is_finished_once_and_only_when_sealed() -> None:
    batch = begun(page())
    ImportBatch.objects.update(sealed_at=None)
    item = process(batch)
    batch.refresh_from_db()
    assert batch.finished_at is None
    ImportBatch.objects.update(sealed_at=item.finished_at)
    import_item_process(item_id=item.pk)
    batch.refresh_from_db()
    finished_at = batch.finished_at
    assert finished_at
    import_item_process(item_id=item.pk)
    batch.refresh_from_db()
    assert batch.finished_at == finished_at


def test_an_item_that_kills_its_workers_is_given_up() -> None:
    batch = begun(page())
    item = batch.items.get()
    for _ in range(CRASHES - 1):
        import_item_crashed(item_id=item.pk)
    assert outcomes(batch) == ["waiting"]
    import_item_crashed(item_id=item.pk)
    item.refresh_from_db()
    assert (item.outcome, item.reason) == ("failed", "3 workers were killed at it")
    import_item_process(item_id=item.pk)  # its job, given to another
    batch.refresh_from_db()
    assert import_state(batch) == "finished"
    import_retry(batch=batch, user=None)
    assert process(batch).outcome == "imported"


def test_whose_it_is_where_it_does_not_say() -> None:
    bare = page(url=None, publisher=None)
    batch = begun(ImportInput("a.md", bare, publisher="Bay Weekly"))
    feed = FeedFactory(publisher=PublisherFactory(name="The Feed"))
    ImportBatch.objects.update(feed=feed)
    assert process(batch).article_text.article.publisher.name == "Bay Weekly"
    batch = begun(
        page("Something that no other article says, by nobody.", url=None, publisher=None)
    )
    ImportBatch.objects.filter(pk=batch.pk).update(feed=feed)
    assert process(batch).article_text.article.publisher.name == "The Feed"


def test_a_batch_rolled_back_leaves_no_job() -> None:
    with transaction.atomic():
        begun(page())
        assert len(jobs()) == 1
        transaction.set_rollback(True)
    assert jobs() == []
