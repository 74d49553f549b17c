"""Jobs. Each takes ids, and calls one service."""

from asgiref.sync import sync_to_async
from django.db import Error
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

# What looks after the others comes before them: a queue of texts to extract is worked at for hours.
STALLED_FIRST = 100
PERIODIC_FIRST = 50
BUSY = 30  # seconds; as long a killed worker may seem to be at an item


# For half an hour; after that the item waits until its import is resumed.
@app.task(retry=RetryStrategy(max_attempts=20, linear_wait=10, retry_exceptions={Error}))
def process_import_item(*, item_id: int) -> None:
    # Reading loads much, and every process that can defer this imports the module.
    from articles.services.deferring import defer_items
    from articles.services.fetching import FetchLater
    from articles.services.processing import import_item_process

    try:
        item = import_item_process(item_id=item_id)
    except FetchLater as later:
        defer_items([item_id], seconds=later.seconds)
        return
    if item.outcome == item.Outcome.WAITING and not item.batch.stopped_at:
        defer_items([item_id], seconds=BUSY)  # another is at it, and may not come to an end


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={Error}))
def find_reprints(*, article_text_id: int) -> None:
    # Only workers load what it compares texts with.
    from articles.services import reprints

    reprints.find_reprints(article_text_id=article_text_id)


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={Error}))
def poll_feed(*, feed_id: int) -> None:
    from articles.services import polling

    polling.feed_poll(feed_id=feed_id)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="poll_due_feeds", priority=PERIODIC_FIRST, pass_context=False)
def poll_due_feeds(timestamp: int) -> None:
    from articles.services import polling

    polling.feeds_poll_due()


@app.periodic(cron="17 * * * *")
@app.task(queueing_lock="forget_turns", priority=PERIODIC_FIRST, pass_context=False)
def forget_turns(timestamp: int) -> None:
    from articles.services import turns

    turns.forget_turns()


# A worker shows itself every 10 seconds and counts as killed after 30.
@app.periodic(cron="* * * * * */20")
@app.task(queueing_lock="retry_stalled_jobs", priority=STALLED_FIRST, pass_context=False)
async def retry_stalled_jobs(timestamp: int) -> None:
    """Give the jobs of a worker that was killed to another. A second run of them is harmless."""
    for job in await app.job_manager.get_stalled_jobs():
        await _retry(job)


async def _retry(job: Job) -> None:
    from articles.services.processing import import_item_crashed

    if job.task_name == process_import_item.name:
        await sync_to_async(import_item_crashed)(item_id=int(str(job.task_kwargs["item_id"])))
    try:
        await app.job_manager.retry_job(job)
    except UniqueViolation:  # it has been queued anew meanwhile
        await app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
