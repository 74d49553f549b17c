"""An object's history act by act, with all that belongs to it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Model, Q
from pghistory.models import Context

from articles.models import (
    Article,
    ArticleTag,
    Publisher,
    PublisherDomain,
    PublisherName,
    Reprint,
)
from claims.models import (
    Act,
    Anchoring,
    Annotation,
    Claim,
    ClaimSpan,
    Comparison,
    ComparisonReview,
    Entry,
    Link,
    Quantity,
    ScopeDifference,
    Source,
    SourceMerge,
    SourceName,
    SourceOffice,
    TimeExpression,
)
from claims.models.tagging import ClaimTag
from claims.selectors.recorded import Line, events_of, lines_in

A_PAGE = 20
TOLD_ONE_BY_ONE = 40  # lines of one act; of more it is told how many
PARTS_OF_A_CLAIM = (ClaimSpan, Quantity, TimeExpression, Annotation, ClaimTag, Anchoring)

Rows = Sequence[tuple[type[Model], Q]]


class Point(NamedTuple):
    """A moment in history. In one transaction, and only there, the acts tell what came first."""

    at: datetime
    act: int = 0


@dataclass
class Moment:
    """What was written together. A machine's has no user; `act` is None where none is kept."""

    point: Point
    act: Act | None
    user: int | None
    counts: dict[tuple[type[Model], str], int] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)

    @property
    def number(self) -> int:
        return sum(self.counts.values())


def timeline(rows: Rows, page: int = 1) -> tuple[list[Moment], int]:
    """The moments of one page, latest first, and how many pages there are."""
    found = _moments(rows)
    moments = sorted(found.values(), key=lambda moment: moment.point, reverse=True)
    shown = moments[(page - 1) * A_PAGE : page * A_PAGE]
    _tell(rows, {key: moment for key, moment in found.items() if moment in shown})
    return shown, max(1, -(-len(moments) // A_PAGE))


def rows_of(obj: Model) -> Rows:
    """The object's own history and that of what belongs to it, as conditions on their events."""
    own: Rows = [(type(obj), Q(pgh_obj_id=obj.pk))]
    if isinstance(obj, Claim):
        return [*own, *_parts([obj.pk]), *_joined(obj.pk)]
    if isinstance(obj, Article):
        return [*own, *_of_article(obj)]
    if isinstance(obj, Comparison):
        return [*own, *_of_comparison(obj)]
    if isinstance(obj, Source):
        named = [(model, Q(source_id=obj.pk)) for model in (SourceName, SourceOffice)]
        return [*own, *named, (SourceMerge, Q(kept_id=obj.pk) | Q(merged_id=obj.pk))]
    if isinstance(obj, Publisher):
        parts = (PublisherName, PublisherDomain)
        return [*own, *((model, Q(publisher_id=obj.pk)) for model in parts)]
    return own


def _parts(claims: Iterable[int]) -> Rows:
    return [(model, Q(claim_id__in=claims)) for model in PARTS_OF_A_CLAIM]


def _joined(claim: int) -> Rows:
    linked = Q(first_id=claim) | Q(second_id=claim)
    return [(Link, linked), (Entry, Q(claim_id=claim))]


def _of_article(article: Article) -> Rows:
    texts = list(article.texts.values_list("pk", flat=True))
    in_texts = Q(article_text_id__in=texts)
    # Those that are no more are part of its history.
    claims = set(events_of(Claim).filter(in_texts).values_list("pgh_obj_id", flat=True))
    parts = [(model, q | in_texts if model is Annotation else q) for model, q in _parts(claims)]
    return [
        (ArticleTag, Q(article_id=article.pk)),
        (Reprint, Q(first_id=article.pk) | Q(second_id=article.pk)),
        (Claim, in_texts),
        *parts,
    ]


def _of_comparison(comparison: Comparison) -> Rows:
    of_it = Q(comparison_id=comparison.pk)
    entries = set(events_of(Entry).filter(of_it).values_list("pgh_obj_id", flat=True))
    return [
        (Entry, of_it),
        (ScopeDifference, Q(entry_id__in=entries)),
        (ComparisonReview, of_it),
    ]


_Key = tuple[UUID | None, datetime]


def _moments(rows: Rows) -> dict[_Key, Moment]:
    """One a context; what was written without one goes by its transaction."""
    counts: dict[_Key, dict[tuple[type[Model], str], int]] = defaultdict(dict)
    latest: dict[_Key, datetime] = {}
    for model, condition in rows:
        groups = events_of(model).filter(condition).order_by()
        values = groups.values("pgh_context_id", "pgh_created_at", "pgh_label")
        for group in values.annotate(number=Count("pk")):
            key = _key(group["pgh_context_id"], group["pgh_created_at"])
            of_key, what = counts[key], (model, group["pgh_label"])
            of_key[what] = of_key.get(what, 0) + group["number"]
            latest[key] = max(group["pgh_created_at"], latest.get(key, group["pgh_created_at"]))
    contexts = {context for context, _at in counts if context}
    acts: dict[UUID | None, Act] = {act.context: act for act in _acts(contexts)}
    users: dict[UUID | None, int] = dict(
        Context.objects.filter(pk__in=contexts).values_list("pk", "metadata__user")
    )
    return {
        key: _moment(latest[key], acts.get(key[0]), users.get(key[0]), counts[key])
        for key in counts
    }


def _moment(
    at: datetime, act: Act | None, user: int | None, counts: dict[tuple[type[Model], str], int]
) -> Moment:
    return Moment(Point(at, act.pk if act else 0), act, user, counts)


def _key(context: UUID | None, at: datetime) -> _Key:
    return (context, datetime.min) if context else (None, at)


def _acts(contexts: set[UUID]) -> Iterable[Act]:
    return Act.objects.filter(context__in=contexts).select_related(
        "user", "claim", "article", "undone_by"
    )


def _tell(rows: Rows, moments: dict[_Key, Moment]) -> None:
    """The lines of the moments that are not too long to be told, each with what was before."""
    told = {key: one for key, one in moments.items() if one.number <= TOLD_ONE_BY_ONE}
    contexts = {context for context, _at in told if context}
    instants = {at for context, at in told if not context}
    chosen = Q(pgh_context_id__in=contexts) | Q(pgh_context=None, pgh_created_at__in=instants)
    for model, condition in rows:
        events = events_of(model).filter(condition)
        whole = events_of(model).filter(pgh_obj_id__in=events.filter(chosen).values("pgh_obj_id"))
        for line in lines_in(model, whole, lambda event: _key_of(event) in told):
            told[_key(line.context, line.at)].lines.append(line)


def _key_of(event: Any) -> _Key:
    return _key(event.pgh_context_id, event.pgh_created_at)
