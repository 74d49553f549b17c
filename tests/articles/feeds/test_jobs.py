"""A worker polls, fetches and imports; one that is killed loses nothing."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from articles.models import Article, Feed, ImportBatch, ImportItem
from articles.services.feeds import feed_subscribe
from articles.services.polling import feeds_poll_due
from tests.articles.feeds.conftest import Newsroom, entry, text

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    call_command("worker", until_done=True)


def test_from_the_feed_to_the_articles(newsroom: Newsroom) -> None:
    newsroom.page(2, text(70_000))
    newsroom.publish(entry(1, text=text()), entry(2), entry(3))
    feed_subscribe(url=newsroom.url, user=None)
    work()
    assert Article.objects.count() == 2
    batch = ImportBatch.objects.get()
    assert sorted(batch.items.values_list("outcome", flat=True)) == [
        *("failed", "imported", "imported")
    ]
    assert batch.items.get(outcome="failed").reason == "the server answered 404 Not Found"
    assert batch.finished_at
    assert Feed.objects.get().title == "Harbour Courier"


def test_a_page_that_must_wait_is_a_job_that_waits(newsroom: Newsroom) -> None:
    newsroom.refuse("503 Service Unavailable", path="/pages/2", Retry_After="900")
    newsroom.publish(entry(2))
    feed_subscribe(url=newsroom.url, user=None)
    work()
    job = ProcrastinateJob.objects.get(task_name="articles.tasks.process_import_item")
    assert job.status == "todo"
    assert 800 < (job.scheduled_at - timezone.now()).total_seconds() <= 900
    assert ImportItem.objects.get().outcome == "waiting"


def test_a_worker_that_was_killed_at_a_poll(newsroom: Newsroom) -> None:
    newsroom.publish(entry(1, text=text()))
    feed_subscribe(url=newsroom.url, user=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - interval '1 hour') RETURNING id"
        )
        (worker,) = cursor.fetchone()
        cursor.execute(
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s"
            " WHERE task_name = 'articles.tasks.poll_feed'",
            [worker],
        )
    feeds_poll_due()
    work()
    assert ImportBatch.objects.count() == 1
    assert Article.objects.count() == 1
