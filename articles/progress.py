"""How an import is getting on: what its page, the lists and the API tell of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, Count, Exists, F, Func, Min, OuterRef, QuerySet
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateWorker

from articles.models import ImportBatch, ImportItem

Outcome = ImportItem.Outcome
STATES = ("running", "stopped", "finished")
# Of a container counts what came out of it.
OF_ARTICLES = [
    Outcome.IMPORTED,
    Outcome.NEW_VERSION,
    Outcome.UNCHANGED,
    Outcome.DUPLICATE,
    Outcome.FAILED,
    Outcome.WAITING,
]

SPEED_OVER = timedelta(seconds=60)
# A worker shows itself every ten seconds.
LIVING = timedelta(seconds=45)


@dataclass(frozen=True)
class Progress:
    """Counts of articles, containers left out; speed in items a second, rest in seconds."""

    counts: dict[str, int]
    speed: float | None
    rest: float | None
    waits_for_worker: bool

    @property
    def whole(self) -> int:
        return sum(self.counts[outcome] for outcome in OF_ARTICLES)

    @property
    def rest_minutes(self) -> int:
        return round((self.rest or 0) / 60)

    @property
    def done(self) -> int:
        return self.whole - self.counts[Outcome.WAITING]


def counts_of(batches: Iterable[ImportBatch]) -> dict[int, dict[str, int]]:
    """Items by outcome, of each batch by its id: one query for all of them."""
    counts = {batch.pk: dict.fromkeys(Outcome.values, 0) for batch in batches}
    rows = ImportItem.objects.filter(batch__in=counts).order_by().values("batch", "outcome")
    for row in rows.annotate(n=Count("pk")):
        counts[row["batch"]][row["outcome"]] = row["n"]
    return counts


def import_counts(batch: ImportBatch) -> dict[str, int]:
    """How many of its items came to what, every outcome named."""
    return counts_of([batch])[batch.pk]


def import_state(batch: ImportBatch) -> str:
    """'running', 'stopped' or 'finished'."""
    if batch.finished_at:
        return "finished"
    return "stopped" if batch.stopped_at else "running"


def in_state(batches: QuerySet[ImportBatch], state: str) -> QuerySet[ImportBatch]:
    """Those that are running, stopped or finished."""
    if state == "finished":
        return batches.filter(finished_at__isnull=False)
    return batches.filter(finished_at=None, stopped_at__isnull=state == "running")


def with_failures(batches: QuerySet[ImportBatch], some: bool) -> QuerySet[ImportBatch]:
    failed = ImportItem.objects.filter(batch=OuterRef("pk"), outcome=Outcome.FAILED)
    return batches.filter(Exists(failed) if some else ~Exists(failed))


def items_in_order(batch: ImportBatch) -> QuerySet[ImportItem]:
    """As they were handed in, each container followed by what came out of it; `line` leads there.

    A text's own words and an original's bytes are left where they are.
    """
    ancestors = [F("parent__parent__parent"), F("parent__parent"), F("parent"), F("pk")]
    line: Any = Func(
        *ancestors,
        template="array_remove(ARRAY[%(expressions)s], NULL)",
        output_field=ArrayField(BigIntegerField()),
    )
    items = ImportItem.objects.filter(batch=batch).annotate(line=line).order_by("line")
    texts = items.select_related("parent", "article_text__article__publisher", "original")
    return texts.defer("article_text__text", "original__compressed", "original__headers")


def member_counts(items: Iterable[ImportItem]) -> dict[int, int]:
    """How many items came out of each of these, where any did."""
    rows = ImportItem.objects.filter(parent__in=[item.pk for item in items]).order_by()
    return dict(rows.values_list("parent").annotate(n=Count("pk")))


def progress(batch: ImportBatch, counts: dict[str, int]) -> Progress:
    now = timezone.now()
    waiting = counts[Outcome.WAITING]
    speed = _speed(batch, now) if waiting and not batch.stopped_at else None
    return Progress(
        counts=counts,
        speed=speed,
        rest=waiting / speed if speed else None,
        waits_for_worker=bool(waiting) and not batch.stopped_at and not _worker_lives(now),
    )


def _speed(batch: ImportBatch, now: datetime) -> float | None:
    """Items finished in the last minute, a second, from the first of them on; None while there
    are none. How long the batch had waited before is no matter."""
    recent = ImportItem.objects.filter(batch=batch, finished_at__gte=now - SPEED_OVER)
    found = recent.aggregate(n=Count("pk"), first=Min("finished_at"))
    return found["n"] / max((now - found["first"]).total_seconds(), 1) if found["n"] else None


def _worker_lives(now: datetime) -> bool:
    return ProcrastinateWorker.objects.filter(last_heartbeat__gte=now - LIVING).exists()
