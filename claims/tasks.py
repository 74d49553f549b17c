"""Jobs. Each takes ids, and calls one service."""

from typing import Final

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

INDEXING_FIRST: Final = 60  # what an editor has just written is to be found soon
MOST_BATCHES: Final = 20  # then other jobs have their turn


@app.task(
    # A lost connection passes; a text that the engine cannot take will not get better by itself.
    retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})
)
def extract_article_text(*, article_text_id: int) -> None:
    # Only workers load the model's runtime; every process that can defer this imports the module.
    from claims.services import extraction

    extraction.extract_article_text(article_text_id=article_text_id)


@app.task(
    retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})
)
def suggest_merges(*, article_text_id: int) -> None:
    from claims.services import suggesting

    suggesting.suggest_merges_of_text(article_text_id=article_text_id)


@app.task(
    retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})
)
def suggest_links(*, article_text_id: int) -> None:
    # Only workers load the encoder.
    from claims.services import link_suggesting

    link_suggesting.links_suggest_of_text(article_text_id=article_text_id)


@app.task(
    retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})
)
def suggest_links_of_claim(*, claim_id: int) -> None:
    from claims.services import link_suggesting

    link_suggesting.links_suggest(claim_ids=[claim_id])


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="index_search", priority=INDEXING_FIRST, pass_context=False)
def index_search(timestamp: int) -> None:
    """Let searches find what has changed in the last seconds."""
    from claims.services import searching

    for _ in range(MOST_BATCHES):
        if not searching.search_index_pending():
            return


@app.periodic(cron="* * * * * */5")
@app.task(queueing_lock="tell_webhooks", priority=INDEXING_FIRST, pass_context=False)
def tell_webhooks(timestamp: int) -> None:
    """Tell those who asked for it what has changed in the last seconds, or failed to reach them."""
    from claims.api.representing import representations
    from claims.services import delivering, telling

    for _ in range(MOST_BATCHES):
        if not telling.changes_tell(represent=representations):
            break
    delivering.webhooks_wake()


# No retries: what was not delivered is due still, and `tell_webhooks` sees it.
@app.task
def deliver_to_webhook(*, webhook_id: int) -> None:
    from claims.services import delivering

    delivering.webhook_deliver(webhook_id=webhook_id)


@app.periodic(cron="41 3 * * *")
@app.task(queueing_lock="sweep_deliveries", pass_context=False)
def sweep_deliveries(timestamp: int) -> None:
    from claims.services import delivering

    delivering.deliveries_sweep()


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="tidy_changes", pass_context=False)
def tidy_changes(timestamp: int) -> None:
    """What is noted of changes, once a night: no more than mirrors may ask for."""
    from claims.services import changes

    changes.changes_tidied()
