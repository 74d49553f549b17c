"""An object as it stood after an act, put there again by a new act."""

from dataclasses import replace
from typing import Any, TypeVar

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, OwnerGroup, Publisher, PublisherDomain, PublisherName
from articles.services import check_may_work
from claims.models import (
    Act,
    Claim,
    ClaimSpan,
    Comparison,
    Entry,
    Quantity,
    ScopeDifference,
    Source,
    SourceName,
    SourceOffice,
    TimeExpression,
)
from claims.selectors.recorded import VERSION, Line, events_of, lines_in
from claims.selectors.timeline import Point
from claims.services.acts import StaleVersion, act_of
from claims.services.newsroom import work_on
from claims.services.undoing import put_back

ENTRIES = "entry_id__in"
# What is part of a thing, and is put back with it; the field that says so.
PARTS: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    Claim: ((ClaimSpan, "claim_id"), (Quantity, "claim_id"), (TimeExpression, "claim_id")),
    Source: ((SourceName, "source_id"), (SourceOffice, "source_id")),
    Comparison: ((Entry, "comparison_id"), (ScopeDifference, ENTRIES)),
    Publisher: ((PublisherName, "publisher_id"), (PublisherDomain, "publisher_id")),
    OwnerGroup: (),
    Article: (),
}
# Of an article what editors correct. Who works on it, and how far, is no state to go back to.
FIELDS: dict[type[Model], frozenset[str]] = {Article: frozenset({"publisher_id"})}

Restorable = TypeVar("Restorable", Claim, Source, Comparison, Publisher, OwnerGroup, Article)


def is_restorable(model: type[Model]) -> bool:
    return model in PARTS


def version_of(row: Model) -> int:
    """What an editor has seen of it; of a row without a version, how often it was written."""
    version: int | None = getattr(row, VERSION, None)
    if version is not None:
        return version
    written: int = events_of(type(row)).filter(pgh_obj_id=row.pk).count()
    return written


def restore(
    *, row: Restorable, point: Point, user: User, version: int, reason: str = ""
) -> Restorable:
    """Let the row, with its parts, stand as it stood after `point`; the version goes on counting.

    What others did since goes back with it, so `version` is the one that the editor has seen.
    Raises StaleVersion for another, ValidationError where it stands so already, Conflict where
    something hangs on a part that would go, LockedArticle where the article is somebody else's.
    """
    claim = row if isinstance(row, Claim) else None
    article = row if isinstance(row, Article) else None
    with act_of(user, "restore", reason=reason, claim=claim, article=article):
        current = type(row)._default_manager.select_for_update().get(pk=row.pk)
        if isinstance(current, Claim):
            work_on(current, user)
        if isinstance(current, Article):
            check_may_work(current, user)
        if version_of(current) != version:
            raise StaleVersion(current)
        lines = _lines_after(current, point)
        if not any(line.changed or line.before is None or line.after is None for line in lines):
            raise ValidationError(_("It stands so already."))
        put_back(lines)
        current.refresh_from_db()
        if isinstance(current, Claim):
            _sign(current, user)
        return current


def _lines_after(row: Model, point: Point) -> list[Line]:
    lines: list[Line] = []
    for model, owner in ((type(row), "pgh_obj_id"), *PARTS[type(row)]):
        events = list(events_of(model).filter(**{owner: _owners(row, owner)}))
        contexts = {event.pgh_context_id for event in events}
        acts = dict(Act.objects.filter(context__in=contexts).values_list("context", "pk"))

        def later(event: Any, acts: dict[Any, int] = acts) -> bool:
            return Point(event.pgh_created_at, acts.get(event.pgh_context_id, 0)) > point

        lines += map(_to_restore, lines_in(model, events, later))
    return lines


def _to_restore(line: Line) -> Line:
    """The line as if nothing else had been written than what is put back."""
    names = FIELDS.get(line.model)
    if names is None or line.before is None or line.after is None:
        return line
    return replace(line, before={**line.after, **{name: line.before[name] for name in names}})


def _owners(row: Model, field: str) -> Any:
    """What a part names as its owner: the row, or the entries that it has or has had."""
    if field != ENTRIES:
        return row.pk
    return events_of(Entry).filter(comparison_id=row.pk).order_by().values("pgh_obj_id")


def _sign(claim: Claim, user: User) -> None:
    """Nobody has reviewed it as it stands now, and no machine replaces it."""
    claim.edited_at, claim.edited_by = timezone.now(), user
    claim.reviewed_at = claim.reviewed_by = None
    claim.save(update_fields=["edited_at", "edited_by", "reviewed_at", "reviewed_by"])
