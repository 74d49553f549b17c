"""What changed in the comparisons that a user follows since they last looked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from claims.models import Claim, Comparison, Entry, Follow, Quantity

MOST = 500  # lines of history that are looked at


@dataclass(frozen=True)
class Change:
    """One claim was 'added', 'removed' or 'corrected'."""

    what: str
    claim: Claim
    at: datetime


@dataclass(frozen=True)
class Followed:
    comparison: Comparison
    changes: list[Change]  # the latest first, one a claim and kind


def followed(user: User) -> list[Followed]:
    """The comparisons that `user` follows, each with what others changed since they looked."""
    follows = list(Follow.objects.filter(user=user).select_related("comparison").order_by("pk"))
    since = {follow.comparison_id: follow.seen_at for follow in follows}
    lines = sorted(
        [*_places(since, user.pk), *_corrections(since, user.pk)],
        key=lambda line: line[3],
        reverse=True,
    )
    claims = Claim.objects.in_bulk({claim for _comparison, _what, claim, _at in lines})
    changes: dict[int, dict[tuple[str, int], Change]] = defaultdict(dict)
    for comparison, what, pk, at in lines:
        if claim := claims.get(pk):
            changes[comparison].setdefault((what, pk), Change(what, claim, at))
    return [Followed(f.comparison, list(changes[f.comparison_id].values())) for f in follows]


Line = tuple[int, str, int, datetime]  # comparison, what, claim, when


def _places(since: dict[int, datetime], user: int) -> Iterator[Line]:
    """Claims put in and taken out."""
    named = {"insert": "added", "delete": "removed", "update": "corrected"}
    for event in _events(Entry, since, user, comparison__in=since):
        if event.pgh_created_at > since[event.comparison_id]:
            yield event.comparison_id, named[event.pgh_label], event.claim_id, event.pgh_created_at


def _corrections(since: dict[int, datetime], user: int) -> Iterator[Line]:
    """Changes of the claims that answer, and of the quantities they answer with."""
    places = Entry.objects.filter(comparison__in=since)
    where: dict[int, set[int]] = defaultdict(set)
    for claim, comparison in places.order_by().values_list("claim", "comparison"):
        where[claim].add(comparison)
    events = [
        *((e.id, e) for e in _events(Claim, since, user, pgh_obj__in=where, pgh_label="update")),
        *((e.claim_id, e) for e in _of_quantities(since, user, where)),
    ]
    for claim, event in events:
        for comparison in where[claim]:
            if event.pgh_created_at > since[comparison]:
                yield comparison, "corrected", claim, event.pgh_created_at


def _of_quantities(since: dict[int, datetime], user: int, claims: Collection[int]) -> Iterable[Any]:
    return _events(Quantity, since, user, claim__in=claims, pgh_label="update")


def _events(model: Any, since: dict[int, datetime], user: int, **which: Any) -> list[Any]:
    """The latest lines of history of others' acts, after the earliest last look."""
    if not since:
        return []
    events = model.pgh_event_model.objects.filter(pgh_created_at__gt=min(since.values()), **which)
    recent = events.select_related("pgh_context").order_by("-pgh_id")[:MOST]
    return [event for event in recent if not _by(event, user)]


def _by(event: Any, user: int) -> bool:
    return bool(event.pgh_context and event.pgh_context.metadata.get("user") == user)
