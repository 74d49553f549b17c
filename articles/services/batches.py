"""Many originals at one go: one that cannot be imported is named, and stops no other."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from articles.models import ImportBatch, ImportItem
from articles.reading import UnreadableArticle
from articles.services.fetching import fetch
from articles.services.importing import import_original

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ImportInput:
    """One thing to import. `data` may be a function, for what can fail to load, such as a file;
    without data the page at `url` is fetched."""

    name: str
    data: bytes | Callable[[], bytes] | None = None
    url: str = ""

    def load(self) -> bytes:
        if self.data is None:
            return fetch(self.url)
        return self.data() if callable(self.data) else self.data


def import_batch(
    *,
    items: Iterable[ImportInput],
    door: ImportBatch.Door,
    user: User | None = None,
    on_item: Callable[[ImportItem], None] | None = None,
) -> ImportBatch:
    """Import each item in a transaction of its own; the batch's ImportItem rows are the report.

    A batch that was broken off has no `finished_at`; handing in the same again completes it.
    """
    batch = ImportBatch(door=door, created_by=user)
    batch.full_clean()
    batch.save()
    for given in items:
        item = _import_item(batch, given)
        if on_item:
            on_item(item)
    batch.finished_at = timezone.now()
    batch.save(update_fields=["finished_at"])
    return batch


def _import_item(batch: ImportBatch, given: ImportInput) -> ImportItem:
    item = ImportItem(batch=batch, name=given.name[:2000])
    try:
        with transaction.atomic():
            result = import_original(data=given.load(), name=given.name, url=given.url)
            item.outcome, item.reason = result.outcome, result.reason
            item.article_text = result.article_text
            item.save()
    except Exception as error:  # whatever is wrong with one item, the others are imported
        item.pk, item.article_text = None, None
        item.outcome, item.reason = ImportItem.Outcome.FAILED, _reason(error)
        item.save()
    return item


def _reason(error: Exception) -> str:
    """Why, in a sentence for the person who imports; what nobody foresaw goes to the log too."""
    match error:
        case UnreadableArticle(reason=reason):
            return reason
        case OSError(strerror=str(words)):
            return words
        case ValidationError():
            return "; ".join(error.messages)
    logger.exception("An item could not be imported")
    return f"{type(error).__name__}: {error}"
