"""Jobs. Each takes ids, and calls one service."""

from django.db import OperationalError
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app


@app.task(
    # A lost connection passes; a text that the engine cannot take will not get better by itself.
    retry=RetryStrategy(max_attempts=5, exponential_wait=5, retry_exceptions={OperationalError})
)
def extract_article_text(*, article_text_id: int) -> None:
    # Only workers load the model's runtime; every process that can defer this imports the module.
    from claims.services import extraction

    extraction.extract_article_text(article_text_id=article_text_id)
