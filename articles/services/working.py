"""A batch worked off here and now, for who stands by and watches."""

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush

from django.contrib.auth.models import User
from django.db import Error

from articles.models import ImportBatch, ImportItem
from articles.services.batches import ImportInput, import_add, import_begin, import_sealed
from articles.services.fetching import FetchLater
from articles.services.processing import import_item_process

Outcome = ImportItem.Outcome
BUSY = 1.0  # seconds until what another is at, or the database would not have, is tried again
TRIES = 5

OnItem = Callable[[ImportItem], None]


def import_batch(
    *,
    items: Iterable[ImportInput],
    door: ImportBatch.Door,
    user: User | None = None,
    on_item: OnItem | None = None,
) -> ImportBatch:
    """Take everything in, then work it off; the batch's ImportItem rows are the report.

    A batch that was broken off has no `finished_at`; import_resume goes on with it, and handing in
    the same again completes it too.
    """
    batch = import_begin(door=door, user=user)
    for given in items:
        item = import_add(batch=batch, given=given, defer=False)
        if on_item and item.outcome != Outcome.WAITING:
            on_item(item)
    import_sealed(batch=batch)
    import_work(batch=batch, on_item=on_item)
    batch.refresh_from_db()
    return batch


def import_work(*, batch: ImportBatch, on_item: OnItem | None = None) -> None:
    """Process what waits, in its order, members after their container, until nothing does or the
    batch is stopped. `on_item` is called with every item once nothing is left to do for it."""
    waiting = batch.items.filter(outcome=Outcome.WAITING).order_by("pk")
    queue = _Queue(waiting.values_list("pk", flat=True))
    for item_id in queue:
        item = _processed(item_id, queue)
        if item is None:
            continue
        if item.outcome == Outcome.WAITING and item.batch.stopped_at:
            return
        if item.outcome == Outcome.WAITING:
            queue.put_off(item_id, BUSY)
            continue
        if on_item:
            on_item(item)
        queue.put_first(list(_members(item, on_item)))


def _processed(item_id: int, queue: "_Queue") -> ImportItem | None:
    try:
        return import_item_process(item_id=item_id, defer=False)
    except FetchLater as later:
        queue.put_off(item_id, later.seconds)
    except Error:
        queue.tries[item_id] += 1
        if queue.tries[item_id] >= TRIES:
            raise
        queue.put_off(item_id, BUSY)
    return None


def _members(item: ImportItem, on_item: OnItem | None) -> Iterator[int]:
    """Those that wait, down through the containers that came out with them."""
    if item.outcome not in (Outcome.UNPACKED, Outcome.FAILED):
        return
    for member in ImportItem.objects.filter(parent=item).order_by("pk"):
        if member.outcome == Outcome.WAITING:
            yield member.pk
            continue
        if on_item and member.article_text_id is None:
            on_item(member)
        yield from _members(member, on_item)


class _Queue:
    """Items in their order; one put off comes back when its time has come."""

    def __init__(self, item_ids: Iterable[int]) -> None:
        self._ready = deque(item_ids)
        self._later: list[tuple[float, int]] = []
        self.tries: Counter[int] = Counter()

    def __iter__(self) -> Iterator[int]:
        while self._ready or self._later:
            if self._later and (not self._ready or self._later[0][0] <= time.monotonic()):
                due, item_id = heappop(self._later)
                time.sleep(max(0.0, due - time.monotonic()))
                yield item_id
            else:
                yield self._ready.popleft()

    def put_off(self, item_id: int, seconds: float) -> None:
        heappush(self._later, (time.monotonic() + seconds, item_id))

    def put_first(self, item_ids: list[int]) -> None:
        self._ready.extendleft(reversed(item_ids))
