"""What can be found is kept beside the things themselves, and made anew when they change.

Triggers note what changes (migration 0009). A worker looks every few seconds, and indexes it.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final

from django.db import connection, transaction
from django.db.models import Prefetch, QuerySet

from articles.models import ArticleText
from claims.models import (
    Annotation,
    Claim,
    ClaimSpan,
    SearchEntry,
    SearchKind,
    SearchPending,
    Source,
)
from claims.searching import vector
from claims.services.link_queueing import links_follow

BATCH: Final = 500
ONE_AT_A_TIME: Final = 0x5EA5C4  # an advisory lock's number: an earlier state never comes last
_CHANGING: Final = [
    "terms",
    "day",
    "publisher",
    "source",
    "state",
    "language",
    "is_current",
    "least",
    "most",
]


def search_index_pending(limit: int = BATCH) -> int:
    """Index what has changed, at most so many changes; return how many there were. Claims among it
    are queued to have their links suggested anew.

    Nothing while another is at it: what it has not seen yet is seen the next time.
    """
    with transaction.atomic():
        if not _alone(wait=False):
            return 0
        pending = list(SearchPending.objects.order_by("pk")[:limit])
        for kind in SearchKind:
            search_index(kind, {row.object_id for row in pending if row.kind == kind})
        links_follow({row.object_id for row in pending if row.kind == SearchKind.CLAIM})
        SearchPending.objects.filter(pk__in=[row.pk for row in pending]).delete()
    return len(pending)


def search_index(kind: SearchKind, ids: Iterable[int]) -> None:
    """Index these things as they stand; those that are no more are not found any more."""
    if not (wanted := set(ids)):
        return
    entries = list(_READERS[kind](wanted))
    gone = wanted - {entry.object_id for entry in entries}
    if gone:
        SearchEntry.objects.filter(kind=kind, object_id__in=gone).delete()
    SearchEntry.objects.bulk_create(
        entries,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=_CHANGING,
    )


def search_rebuild(on_chunk: Callable[[SearchKind, int], None]) -> None:
    """Index everything anew, some hundreds in a transaction; searches go on meanwhile."""
    for kind in SearchKind:
        last = 0
        while ids := _next_ids(kind, last):
            with transaction.atomic():
                _alone(wait=True)
                search_index(kind, ids)
            last = ids[-1]
            on_chunk(kind, len(ids))
        _forget_gone(kind)


def search_size() -> dict[SearchKind, int]:
    """How many things of each kind are to be found."""
    return {kind: _things(kind).count() for kind in SearchKind}


def _alone(*, wait: bool) -> bool:
    name = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name}(%s)", [ONE_AT_A_TIME])
        return bool(cursor.fetchone()[0]) or wait


def _things(kind: SearchKind) -> QuerySet:
    return {
        SearchKind.CLAIM: Claim.objects.all(),
        SearchKind.ARTICLE: ArticleText.objects.filter(is_current=True),
        SearchKind.SOURCE: Source.objects.all(),
        SearchKind.ANNOTATION: Annotation.objects.all(),
    }[kind]


def _next_ids(kind: SearchKind, last: int) -> list[int]:
    things = _things(kind).filter(pk__gt=last).order_by("pk")
    return list(things.values_list("pk", flat=True)[:BATCH])


def _forget_gone(kind: SearchKind) -> None:
    entries = SearchEntry.objects.filter(kind=kind)
    entries.exclude(object_id__in=_things(kind).values("pk")).delete()


def _claims(ids: Iterable[int]) -> Iterator[SearchEntry]:
    spans = ClaimSpan.objects.exclude(part=ClaimSpan.Part.CUE)
    claims = Claim.objects.filter(pk__in=ids).select_related("article_text__article")
    for claim in claims.defer("article_text__text").prefetch_related(
        Prefetch("spans", spans), "quantities"
    ):
        text = claim.article_text
        quoted = [(span.quote, "B") for span in claim.spans.all()]
        bounds = [
            bound
            for quantity in claim.quantities.all()
            for bound in (quantity.value, quantity.low, quantity.high)
            if bound is not None
        ]
        # Also by their values: what is written as “seventy thousand” or 七万 is found by 70000.
        figures = [(_plain(bound), "B") for bound in dict.fromkeys(bounds)]
        headlines = [(claim.headline_en, "A"), (claim.headline_zh, "A")]
        yield SearchEntry(
            kind=SearchKind.CLAIM,
            object_id=claim.pk,
            terms=vector([*headlines, *quoted, *figures]),
            day=text.published_on,
            publisher_id=text.article.publisher_id,
            source_id=claim.source_id,
            state=claim.status,
            language=text.language,
            is_current=text.is_current,
            least=min(bounds, default=None),
            most=max(bounds, default=None),
        )


def _plain(value: Decimal) -> str:
    return f"{abs(value):f}"


def _articles(ids: Iterable[int]) -> Iterator[SearchEntry]:
    texts = ArticleText.objects.filter(pk__in=ids, is_current=True).select_related("article")
    for text in texts:
        yield SearchEntry(
            kind=SearchKind.ARTICLE,
            object_id=text.pk,
            terms=vector([(text.title, "A"), (text.byline, "B"), (text.text, "D")]),
            day=text.published_on,
            publisher_id=text.article.publisher_id,
            language=text.language,
        )


def _sources(ids: Iterable[int]) -> Iterator[SearchEntry]:
    for source in Source.objects.filter(pk__in=ids).prefetch_related("names"):
        labels = [(source.label_en, "A"), (source.label_zh, "A")]
        names = [(name.name, "B") for name in source.names.all()]
        yield SearchEntry(
            kind=SearchKind.SOURCE,
            object_id=source.pk,
            terms=vector([*labels, *names]),
            source_id=source.pk,
        )


def _annotations(ids: Iterable[int]) -> Iterator[SearchEntry]:
    notes = Annotation.objects.filter(pk__in=ids).select_related(
        "claim__article_text__article", "article_text__article"
    )
    for note in notes.defer("claim__article_text__text", "article_text__text"):
        text = note.claim.article_text if note.claim else note.article_text
        yield SearchEntry(
            kind=SearchKind.ANNOTATION,
            object_id=note.pk,
            terms=vector([(note.body, "A")]),
            day=note.created_at.date(),
            publisher_id=text.article.publisher_id if text else None,
            source_id=note.claim.source_id if note.claim else None,
            language=text.language if text else "",
        )


_READERS: Final[dict[SearchKind, Callable[[Iterable[int]], Iterator[SearchEntry]]]] = {
    SearchKind.CLAIM: _claims,
    SearchKind.ARTICLE: _articles,
    SearchKind.SOURCE: _sources,
    SearchKind.ANNOTATION: _annotations,
}
