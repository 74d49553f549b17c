"""What becomes of one item: fetched if need be, unpacked or read, and stored. All of it, or
nothing but the bytes."""

from datetime import datetime

from django.db import Error, transaction
from django.utils import timezone

from articles.models import ImportItem
from articles.selectors import original_bytes
from articles.services import fetching
from articles.services.batches import import_finish
from articles.services.fetching import FetchLater
from articles.services.importing import Circumstances, article_import
from articles.services.locking import due_item
from articles.services.members import unpack_item
from articles.services.originals import Arrival, original_keep
from articles.services.reasons import is_passing, reason_of
from articles.unpacking import container_format

Outcome = ImportItem.Outcome
CRASHES = 3  # workers that may be killed at one item before it is given up


def import_item_process(*, item_id: int, defer: bool = True) -> ImportItem:
    """Do what is left to do for an item: nothing, where it is done or its batch is stopped, or
    another is at it; then it comes back as it is.

    Whatever is wrong with it becomes its reason. Raises FetchLater where the page may not be asked
    for yet, and what the database raises where it is to blame: the item waits on. `defer` queues
    what comes out of a container.
    """
    item = _item(item_id)
    if item.outcome == Outcome.WAITING and not item.batch.stopped_at:
        try:
            _process(item, defer=defer)
        except FetchLater:
            raise
        except Exception as error:
            if isinstance(error, Error) and is_passing(error):
                raise
            import_item_fail(item_id=item_id, reason=reason_of(error))
        item = _item(item_id)
    # Also where it was done before: who did it may have been killed before he came to this.
    import_finish(batch=item.batch)
    return item


def import_item_fail(*, item_id: int, reason: str) -> None:
    """Give up what waits; the bytes stay, so that it can be tried again."""
    ImportItem.objects.filter(pk=item_id, outcome=Outcome.WAITING).update(
        outcome=Outcome.FAILED, reason=reason, finished_at=timezone.now()
    )


def import_item_crashed(*, item_id: int) -> None:
    """Count a worker that was killed at work on the item, which may be what killed it."""
    item = ImportItem.objects.filter(pk=item_id, outcome=Outcome.WAITING).first()
    if item is None:
        return
    item.crashes += 1
    item.save(update_fields=["crashes"])
    if item.crashes >= CRASHES:
        import_item_fail(item_id=item_id, reason=f"{item.crashes} workers were killed at it")


def _item(item_id: int) -> ImportItem:
    items = ImportItem.objects.select_related("batch__feed__publisher", "original", "article_text")
    return items.defer("original__compressed", "article_text__text").get(pk=item_id)


def _process(item: ImportItem, *, defer: bool) -> None:
    seen_at = _fetch(item) if item.original is None else None
    assert item.original is not None
    data = original_bytes(item.original)
    if container_format(data, item.original.encoding or None):
        unpack_item(item, data, defer=defer)
    else:
        _import(item, data, seen_at)


def _fetch(item: ImportItem) -> datetime:
    """The page at the item's address, kept before anything is made of it."""
    page = fetching.fetch(item.url)
    arrival = Arrival(
        page.body,
        name=item.name,
        url=page.url,
        media_type=page.media_type,
        encoding=page.encoding,
        headers=page.headers,
        fetched_at=page.fetched_at,
    )
    with transaction.atomic():
        item.original, item.url = original_keep(arrival), page.url[:2000]
        item.save(update_fields=["original", "url"])
    return page.fetched_at


@transaction.atomic
def _import(item: ImportItem, data: bytes, seen_at: datetime | None) -> None:
    due = due_item(item.pk)
    if due is None:
        return
    assert item.original is not None
    feed = item.batch.feed
    publishers = (item.publisher, feed.publisher.name if feed and feed.publisher else "")
    about = Circumstances(item.name, item.url, tuple(filter(None, publishers)), seen_at)
    result = article_import(original=item.original, data=data, about=about)
    due.outcome, due.reason = result.outcome, result.reason
    due.article_text = result.article_text
    due.finished_at = timezone.now()
    due.save()
