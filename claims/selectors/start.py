"""What an editor's day begins with: what came in, what fares badly, and how the work goes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from articles.models import Feed, ImportItem
from claims.models import Claim

DAYS = 14
Outcome = ImportItem.Outcome
# Containers are not articles, and what waits has not come in.
COUNTED = [
    Outcome.IMPORTED,
    Outcome.NEW_VERSION,
    Outcome.UNCHANGED,
    Outcome.DUPLICATE,
    Outcome.FAILED,
]


@dataclass(frozen=True)
class Days:
    """Numbers by day and kind: `numbers[i][j]` is of the i-th day and the j-th kind."""

    days: list[date]
    kinds: list[tuple[str, Any]]  # name, words
    numbers: list[list[int]]

    @property
    def total(self) -> int:
        return sum(map(sum, self.numbers))


def today() -> datetime:
    """When the day began, on the clocks of the site."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def imports_today() -> dict[str, int]:
    """Articles that came in today, by outcome; outcomes that did not occur are left out."""
    items = ImportItem.objects.filter(created_at__gte=today(), outcome__in=COUNTED)
    found = dict(items.order_by().values_list("outcome").annotate(Count("pk")))
    return {outcome: found[outcome] for outcome in COUNTED if outcome in found}


def failures_today() -> QuerySet[ImportItem]:
    """What could not be imported today, the latest first."""
    failed = ImportItem.objects.filter(created_at__gte=today(), outcome=Outcome.FAILED)
    return failed.order_by("-pk")


def feeds_in_trouble() -> QuerySet[Feed]:
    """Feeds that did not answer as they should the last time, the worst first."""
    return Feed.objects.filter(is_active=True, failures__gt=0).order_by("-failures", "pk")


def imports_by_day() -> Days:
    since = _first_day()
    items = ImportItem.objects.filter(created_at__gte=since, outcome__in=COUNTED)
    kinds = [(outcome.value, outcome.label) for outcome in COUNTED]
    return _by_day(items.annotate(day=TruncDate("created_at")), "outcome", kinds)


def claims_by_day() -> Days:
    """Claims by the day of their last edit, else of their extraction, and by status."""
    at = Coalesce("edited_at", "run__finished_at")
    claims = Claim.objects.annotate(at=at).filter(at__gte=_first_day())
    return _by_day(claims.annotate(day=TruncDate("at")), "status", list(Claim.Status.choices))


def _first_day() -> datetime:
    return today() - timedelta(days=DAYS - 1)


def _by_day(rows: QuerySet[Any], field: str, kinds: list[tuple[str, Any]]) -> Days:
    """`rows` have a `day`; one query."""
    counts: dict[date, dict[str, int]] = defaultdict(dict)
    for day, kind, number in rows.order_by().values_list("day", field).annotate(Count("pk")):
        counts[day][kind] = number
    last = today().date()
    days = [last - timedelta(days=back) for back in range(DAYS - 1, -1, -1)]
    numbers = [[counts[day].get(name, 0) for name, _words in kinds] for day in days]
    return Days(days, kinds, numbers)
