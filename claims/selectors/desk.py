"""The claims of one text for the desk, in a fixed number of queries."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from articles.models import ArticleText
from claims.models import Annotation, Claim, Entry, Link


class Step(NamedTuple):
    """A claim of a chain, by whom it is said, in both languages."""

    claim: int
    en: str
    zh: str


def desk_claims(text: ArticleText, only: Collection[int] | None = None) -> QuerySet[Claim]:
    """In reading order, with spans, values and tags, and how many notes, links and comparisons."""
    claims = Claim.objects.filter(article_text=text)
    if only is not None:
        claims = claims.filter(pk__in=only)
    links = Link.objects.filter(Q(first=OuterRef("pk")) | Q(second=OuterRef("pk")))
    notes = Annotation.objects.filter(claim=OuterRef("pk"))
    return (
        claims.select_related("source", "edited_by", "reviewed_by")
        .prefetch_related("spans", "quantities", "times", "tags")
        .annotate(
            notes=_number(notes),
            open_notes=_number(notes.filter(parent=None, resolved_at=None)),
            links=_number(links.filter(undone_at=None)),
            comparisons=_number(Entry.objects.filter(claim=OuterRef("pk"))),
        )
        .order_by("position", "pk")
    )


def chains(text: ArticleText) -> dict[int, list[Step]]:
    """Of every claim of the text, from the outermost to itself."""
    rows = Claim.objects.filter(article_text=text).values_list(
        "pk", "parent_id", "source__label_en", "source__label_zh"
    )
    steps = {pk: (parent, Step(pk, en or "–", zh or "–")) for pk, parent, en, zh in rows}
    return {pk: _chain(pk, steps) for pk in steps}


def _chain(pk: int | None, steps: Mapping[int, tuple[int | None, Step]]) -> list[Step]:
    chain: list[Step] = []
    met: set[int] = set()
    while pk is not None and pk in steps and pk not in met:
        met.add(pk)
        pk, step = steps[pk]
        chain.append(step)
    return chain[::-1]


def _number(rows: QuerySet) -> Coalesce:
    counted = rows.order_by().annotate(one=Coalesce(1, 1)).values("one")
    number = counted.annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)
