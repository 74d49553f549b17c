"""Jobs, written into the transaction of what they are about: they come to be with it, or not at
all."""

from collections.abc import Iterable, Iterator, Sequence

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from articles.models import ArticleText

PROCESS_ITEM = "articles.tasks.process_import_item"
POLL_FEED = "articles.tasks.poll_feed"
# What is handed in shows up soon, even where a thousand texts await their extraction.
ITEMS_FIRST = 10
CHUNK = 500  # jobs a statement


def defer_tasks(text: ArticleText) -> None:
    """Queue what the settings want done with every text; what waits already is not queued twice."""
    for name in settings.TASKS_FOR_NEW_TEXTS:
        task = app.configure_task(
            name, allow_unknown=False, queueing_lock=f"{name} {text.pk}", lock=f"text {text.pk}"
        )
        _defer([task.make_new_job(article_text_id=text.pk)])


def defer_items(item_ids: Iterable[int], *, seconds: float = 0) -> None:
    """Queue items, hundreds in a statement, to be begun in so many seconds; one that waits in the
    queue already is left there."""
    for ids in _chunks(list(item_ids)):
        locks = {pk: f"import item {pk}" for pk in ids}
        queued = ProcrastinateJob.objects.filter(status="todo", queueing_lock__in=locks.values())
        known = set(queued.values_list("queueing_lock", flat=True))
        _defer([_item_job(pk, lock, seconds) for pk, lock in locks.items() if lock not in known])


def defer_poll(feed_id: int) -> None:
    """Queue the poll of a feed, if none waits in the queue; of one feed they run one by one."""
    lock = f"feed {feed_id}"
    task = app.configure_task(
        POLL_FEED, allow_unknown=False, queueing_lock=lock, lock=lock, priority=ITEMS_FIRST
    )
    _defer([task.make_new_job(feed_id=feed_id)])


def defer_each(name: str, argument: str, ids: Sequence[int], *, priority: int = 0) -> None:
    """Queue a task for each of these, given as the named argument; what waits already does not
    wait twice."""
    for chunk in _chunks(list(ids)):
        _defer(
            [
                app.configure_task(
                    name,
                    allow_unknown=False,
                    queueing_lock=f"{name} {pk}",
                    lock=f"{name} {pk}",
                    priority=priority,
                ).make_new_job(**{argument: pk})
                for pk in chunk
            ]
        )


def _item_job(item_id: int, lock: str, seconds: float) -> Job:
    task = app.configure_task(
        PROCESS_ITEM,
        allow_unknown=False,
        queueing_lock=lock,
        priority=ITEMS_FIRST,
        schedule_in={"seconds": seconds} if seconds else None,
    )
    return task.make_new_job(item_id=item_id)


def _defer(jobs: Sequence[Job]) -> None:
    """All at once; where another has queued one of them meanwhile, one by one.

    A worker's own connector writes on a connection of its own, outside of our transaction.
    """
    manager = JobManager(DjangoConnector())
    try:
        with transaction.atomic():
            if jobs:
                manager.batch_defer_jobs(list(jobs))
    except AlreadyEnqueued:
        for job in jobs if len(jobs) > 1 else ():
            _defer([job])


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
