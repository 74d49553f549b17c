"""What a search has come upon, with what a list shows of it; each in a fixed number of queries."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from django.contrib.auth.models import User
from django.db.models import Count, Prefetch, Q, QuerySet

from articles.models import ArticleText, Publisher
from claims.models import Annotation, Claim, ClaimSpan, SearchKind, Source

Thing = Claim | ArticleText | Source | Annotation


def things(kind: SearchKind, ids: Sequence[int]) -> list[Thing]:
    """In the order of the ids; what has been deleted meanwhile is left out."""
    found = _READERS[kind]().in_bulk(list(ids)) if ids else {}
    return [found[pk] for pk in ids if pk in found]


def searchable_kinds(user: User) -> list[SearchKind]:
    """Notes are for those who may read them."""
    kinds = [SearchKind.CLAIM, SearchKind.ARTICLE, SearchKind.SOURCE]
    return [*kinds, SearchKind.ANNOTATION] if user.has_perm("claims.view_annotation") else kinds


def publishers_to_choose() -> list[Publisher]:
    return list(Publisher.objects.only("name", "slug"))


def source_with(slug: str) -> Source | None:
    return Source.objects.filter(slug=slug).first() if slug else None


def _claims() -> QuerySet[Claim]:
    content = ClaimSpan.objects.filter(part=ClaimSpan.Part.CONTENT)
    return (
        Claim.objects.select_related("source", "article_text__article__publisher")
        .defer("article_text__text")
        .prefetch_related(Prefetch("spans", content, to_attr="contents"))
    )


def _articles() -> QuerySet[ArticleText]:
    return ArticleText.objects.select_related("article__publisher")


def _sources() -> QuerySet[Source]:
    """With the number of claims of whatever counts as the source."""
    said = Q(counted__source__claims__article_text__is_current=True) & ~Q(
        counted__source__claims__status=Claim.Status.REJECTED
    )
    return Source.objects.annotate(claim_count=Count("counted__source__claims", said))


def _annotations() -> QuerySet[Annotation]:
    return Annotation.objects.select_related("author", "claim", "article_text").defer(
        "article_text__text"
    )


_READERS: Final[dict[SearchKind, Callable[[], QuerySet[Any]]]] = {
    SearchKind.CLAIM: _claims,
    SearchKind.ARTICLE: _articles,
    SearchKind.SOURCE: _sources,
    SearchKind.ANNOTATION: _annotations,
}
