from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from articles.models import ArticleText


def defer_tasks(text: ArticleText) -> None:
    """Queue what the settings want done with every text; what waits already is not queued twice.

    The jobs are rows of the same transaction: they come to be with the text, or not at all.
    """
    for name in settings.TASKS_FOR_NEW_TEXTS:
        task = app.configure_task(
            name, allow_unknown=False, queueing_lock=f"{name} {text.pk}", lock=f"text {text.pk}"
        )
        try:
            with transaction.atomic():
                task.defer(article_text_id=text.pk)
        except AlreadyEnqueued:
            continue
