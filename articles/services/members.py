"""What is in a container becomes items of their own, whatever stands in containers within too."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from articles.models import ImportItem, Original
from articles.services.deferring import defer_items
from articles.services.locking import due_item
from articles.services.originals import Arrival, originals_keep, storable
from articles.services.reasons import reason_of
from articles.unpacking import DEPTH, Budget, Member, container_format, unpack

Outcome = ImportItem.Outcome
SHELF = 50  # members whose bytes are in memory at once
SHELF_SIZE = 8 * 2**20  # bytes


@dataclass(slots=True)
class Unpacked:
    """An item, not yet stored, and what came out of it."""

    item: ImportItem
    members: list["Unpacked"] = field(default_factory=list)


def unpack_item(item: ImportItem, data: bytes, *, defer: bool) -> None:
    """Make items of the members, in one transaction. Where the container breaks off, what came
    before is kept, and the item is one that failed.

    The members' bytes are kept before, some at a time: a crash in between costs nothing but the
    time, for they are found again by their hash.
    """
    unpacked = _unpacked(item, data, _depth(item), Budget())
    with transaction.atomic():
        due = due_item(item.pk)
        if due is None:
            return
        due.outcome, due.reason = item.outcome, item.reason
        due.finished_at = timezone.now()
        due.save()
        waiting = list(_stored(unpacked))
        if defer:
            defer_items(waiting)


def _depth(item: ImportItem) -> int:
    """In how many containers an item stands."""
    depth, parent = 0, item.parent
    while parent:
        depth, parent = depth + 1, parent.parent
    return depth


def _unpacked(item: ImportItem, data: bytes, depth: int, budget: Budget) -> Unpacked:
    found = Unpacked(item)
    # Of a container that is unpacked once more, what had come out of it stays.
    known = Counter(item.members.values_list("name", flat=True)) if item.pk else Counter[str]()
    before = known.total()
    reason = ""
    if depth >= DEPTH:
        reason = f"it stands in {depth} containers, one in the other"
    else:
        shelf: list[Member] = []
        try:
            members = unpack(
                data, name=item.name, url=item.url, encoding=_declared(item), budget=budget
            )
            for member in members:
                if known[name := storable(member.name)[:2000]]:
                    known[name] -= 1
                    continue
                shelf.append(member)
                if len(shelf) >= SHELF or sum(len(m.data or b"") for m in shelf) >= SHELF_SIZE:
                    found.members += _kept(item, shelf, depth, budget)
                    shelf = []
        except Exception as error:  # what came before is kept, whatever it is
            reason = reason_of(error)
        found.members += _kept(item, shelf, depth, budget)
    _conclude(item, before + len(found.members), reason, container_format(data, _declared(item)))
    return found


def _declared(item: ImportItem) -> str | None:
    """The encoding that the transport named, if it did."""
    return (item.original.encoding or None) if item.original else None


def _conclude(item: ImportItem, number: int, reason: str, kind: str | None) -> None:
    counted = "1 item" if number == 1 else f"{number} items"
    if not number and not reason and kind != "feed":
        reason = "there is nothing to import in it"
    if reason:
        item.outcome = Outcome.FAILED
        item.reason = f"after {counted}: {reason}" if number else reason
    else:
        item.outcome, item.reason = Outcome.UNPACKED, counted
    item.finished_at = timezone.now()


def _kept(
    item: ImportItem, members: Sequence[Member], depth: int, budget: Budget
) -> Iterator[Unpacked]:
    with_bytes = [member for member in members if member.data is not None and not member.reason]
    originals = dict(
        zip(
            map(id, with_bytes),
            originals_keep(map(_arrival, with_bytes), container=item.original),
            strict=True,
        )
    )
    for member in members:
        child = _child(item, member, originals.get(id(member)))
        if child.original and container_format(member.data or b"", member.encoding):
            yield _unpacked(child, member.data or b"", depth + 1, budget)
        else:
            yield Unpacked(child)


def _arrival(member: Member) -> Arrival:
    return Arrival(
        member.data or b"",
        name=member.name,
        url=member.url,
        media_type=member.media_type,
        encoding=member.encoding,
        headers=member.headers,
        fetched_at=member.fetched_at,
    )


def _child(item: ImportItem, member: Member, original: Original | None) -> ImportItem:
    child = ImportItem(
        batch=item.batch,
        name=storable(member.name)[:2000],
        url=storable(member.url)[:2000],
        publisher=(storable(member.publisher) or item.publisher)[:200],
        original=original,
    )
    reason = member.reason
    if not reason and original is None and not member.url:
        reason = "neither bytes nor an address"
    if reason:
        child.outcome, child.reason = Outcome.FAILED, reason
        child.finished_at = timezone.now()
    return child


def _stored(unpacked: Unpacked) -> Iterator[int]:
    """Store the members, level by level; those that wait come out."""
    items = [member.item for member in unpacked.members]
    for item in items:
        item.parent = unpacked.item
    ImportItem.objects.bulk_create(items, batch_size=500)
    yield from (item.pk for item in items if item.outcome == Outcome.WAITING)
    for member in unpacked.members:
        if member.members:
            yield from _stored(member)
