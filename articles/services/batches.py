"""Imports as rows: a batch, and an item for each thing in it. Jobs work them off."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from articles.models import Feed, ImportBatch, ImportItem
from articles.services.acts import act_of
from articles.services.deferring import defer_items
from articles.services.originals import Arrival, original_keep, storable
from articles.services.reasons import ImportRefused, reason_of

Outcome = ImportItem.Outcome


@dataclass(frozen=True, slots=True)
class ImportInput:
    """One thing to import. `data` may be a function, for what can fail to load, such as a file;
    without data the page at `url` is fetched. `publisher` counts where the page names none."""

    name: str
    data: bytes | Callable[[], bytes] | None = None
    url: str = ""
    encoding: str | None = None
    media_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    fetched_at: datetime | None = None
    publisher: str = ""

    def load(self) -> bytes:
        assert self.data is not None
        return self.data() if callable(self.data) else self.data


def import_begin(
    *, door: ImportBatch.Door, user: User | None = None, feed: Feed | None = None
) -> ImportBatch:
    batch = ImportBatch(door=door, created_by=user, feed=feed)
    batch.full_clean()
    batch.save()
    return batch


def import_add(*, batch: ImportBatch, given: ImportInput, defer: bool = True) -> ImportItem:
    """Keep the bytes, or the address, as an item that waits; its job comes to be with it.

    What cannot even be loaded is an item that has failed.
    """
    if batch.sealed_at:
        raise ValueError("a sealed import takes nothing more in")
    item = ImportItem(
        batch=batch,
        name=storable(given.name)[:2000],
        url=storable(given.url)[:2000],
        publisher=storable(given.publisher)[:200],
    )
    try:
        with transaction.atomic():
            _check(given)
            if given.data is not None:
                item.original = original_keep(_arrival(given))
            item.save()
            if defer:
                defer_items([item.pk])
    except Exception as error:  # whatever is wrong with one, the others are taken in
        item.pk, item.original = None, None
        item.outcome, item.reason = Outcome.FAILED, reason_of(error)
        item.finished_at = timezone.now()
        item.save()
    return item


def _check(given: ImportInput) -> None:
    if given.data is None and not given.url:
        raise ImportRefused("neither bytes nor an address")
    if len(given.url) > 2000:
        raise ImportRefused("the address is longer than 2000 characters")


def _arrival(given: ImportInput) -> Arrival:
    return Arrival(
        given.load(),
        name=given.name,
        url=given.url,
        media_type=given.media_type,
        encoding=given.encoding,
        headers=given.headers,
        fetched_at=given.fetched_at,
    )


def import_sealed(*, batch: ImportBatch) -> None:
    """Nothing more is handed in: the batch is finished when no item waits."""
    batch.sealed_at = timezone.now()
    batch.save(update_fields=["sealed_at"])
    import_finish(batch=batch)


def import_finish(*, batch: ImportBatch) -> bool:
    """Finish the batch if nothing is left to do, and say whether it was this call that did.

    To be called once an item's transaction has ended: of two workers that end the last two items,
    at least the later one sees that nothing waits. The index leads straight to an item that does.
    """
    waiting = ImportItem.objects.filter(batch=OuterRef("pk"), outcome=Outcome.WAITING)
    open_batch = ImportBatch.objects.filter(
        ~Exists(waiting), pk=batch.pk, sealed_at__isnull=False, finished_at=None
    )
    finished = open_batch.update(finished_at=timezone.now()) == 1
    if finished:
        batch.refresh_from_db(fields=["finished_at"])
    return finished


def import_stop(*, batch: ImportBatch, user: User | None) -> None:
    """What is under work is finished; what waits goes on waiting, until somebody resumes it."""
    running = ImportBatch.objects.filter(pk=batch.pk, finished_at=None, stopped_at=None)
    if running.exists():
        with act_of(user, "import.stop"):
            running.update(stopped_at=timezone.now(), stopped_by=user)
    batch.refresh_from_db()


def import_resume(*, batch: ImportBatch, user: User | None, defer: bool = True) -> None:
    """What waits goes on, whether it was stopped or its job got lost with the one who began it.

    What had not been handed in by then is not waited for.
    """
    waiting, sealed = Q(outcome=Outcome.WAITING), batch.sealed_at or timezone.now()
    with act_of(user, "import.resume"):
        _go_on(batch, waiting, defer=defer, sealed_at=sealed)


def import_retry(*, batch: ImportBatch, user: User | None, defer: bool = True) -> None:
    """What failed waits again, if there is anything to try: bytes that were kept, or an address."""
    failed = Q(outcome=Outcome.FAILED) & (Q(original__isnull=False) | ~Q(url=""))
    with act_of(user, "import.retry"):
        _go_on(batch, failed, defer=defer)


def _go_on(batch: ImportBatch, which: Q, *, defer: bool, **changes: Any) -> None:
    ImportBatch.objects.select_for_update().get(pk=batch.pk)
    ids = list(batch.items.filter(which).values_list("pk", flat=True))
    changes |= {"stopped_at": None, "stopped_by": None}
    if ids:
        changes["finished_at"] = None
    batch.items.filter(pk__in=ids).update(
        outcome=Outcome.WAITING, reason="", finished_at=None, crashes=0
    )
    ImportBatch.objects.filter(pk=batch.pk).update(**changes)
    batch.refresh_from_db()
    if defer:
        defer_items(ids)
    import_finish(batch=batch)
