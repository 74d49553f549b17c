"""What the pages read, each in a fixed number of queries."""

from collections.abc import Collection

from django.db.models import Count, F, Prefetch, Q, QuerySet

from articles.models import Article, ArticleText, Publisher
from claims.models import (
    Annotation,
    Claim,
    Comparison,
    ComparisonReview,
    Link,
    Release,
    Source,
)
from claims.selectors.register import WITH_STANDING, family

STANDING = ~Q(status=Claim.Status.REJECTED)


def counts() -> dict[str, int]:
    """How much there is; rejected claims are not counted."""
    return {
        "articles": Article.objects.count(),
        "claims": standing_claims().count(),
        "sources": Source.objects.filter(standing__root=F("pk")).count(),
        "publishers": Publisher.objects.count(),
    }


def standing_claims() -> QuerySet[Claim]:
    """Claims of current texts that nobody has rejected."""
    return Claim.objects.filter(STANDING, article_text__is_current=True)


def listed_articles() -> QuerySet[ArticleText]:
    """Current texts, the latest first, with the number of their claims."""
    return (
        ArticleText.objects.filter(is_current=True)
        .select_related("article__publisher")
        .annotate(claim_count=Count("claims", ~Q(claims__status=Claim.Status.REJECTED)))
        .defer("text")
        .order_by("-published_on", "-pk")
    )


def listed_claims() -> QuerySet[Claim]:
    """Claims as lists show them, those of the latest articles first."""
    return (
        standing_claims()
        .select_related(WITH_STANDING, "article_text__article__publisher")
        .defer("article_text__text")
        .order_by("-article_text__published_on", "article_text_id", "position", "pk")
    )


def article_texts(article_id: int) -> list[ArticleText]:
    """The versions of an article, the latest first."""
    texts = ArticleText.objects.filter(article=article_id).select_related(
        "article__publisher", "wire_service"
    )
    return list(texts.order_by("-version"))


def later_version(text: ArticleText) -> int | None:
    """The number of the article's current version, where this text is an earlier one."""
    if text.is_current:
        return None
    current = ArticleText.objects.filter(article=text.article_id, is_current=True)
    return current.values_list("version", flat=True).first()


def claims_of(article_text: ArticleText) -> list[Claim]:
    """The claims of one text as its page marks and lists them."""
    return list(
        article_text.claims.filter(STANDING)
        .select_related(WITH_STANDING)
        .prefetch_related("spans")
        .order_by("position", "pk")
    )


def claim_in_full() -> QuerySet[Claim]:
    """A claim with its text and everything said about it."""
    links = Link.objects.filter(undone_at=None).select_related("first", "second")
    # What editors answer each other is for the desk.
    notes = Annotation.objects.filter(parent=None).exclude(body="")
    return Claim.objects.select_related(
        WITH_STANDING, "run", "parent", "article_text__article__publisher"
    ).prefetch_related(
        "spans",
        "quantities",
        "times",
        Prefetch("annotations", notes.select_related("author")),
        Prefetch("links_from", links),
        Prefetch("links_to", links),
    )


def comparisons_with(claim: Claim) -> list[Comparison]:
    return list(Comparison.objects.filter(entries__claim=claim).distinct())


def claims_by(source: Source) -> QuerySet[Claim]:
    """What a source has said, and what was merged into it, by date, with the figures they gave."""
    return listed_claims().filter(source__in=family(source)).prefetch_related("quantities")


def unread_language(text: ArticleText) -> str:
    """The language of a text that the engine last run over it does not read; else empty."""
    runs = text.extraction_runs.filter(error="").order_by("-pk")
    return runs.values_list("unread_language", flat=True).first() or ""


def claims_with_words(ids: Collection[int]) -> dict[int, Claim]:
    """Claims by id, with the text they stand in and the places of their words."""
    claims = Claim.objects.select_related("article_text").prefetch_related("spans")
    return claims.in_bulk(ids)


def releases_of(comparison: Comparison) -> QuerySet[Release]:
    """Without their content, the latest first."""
    return comparison.releases.defer("content").order_by("-number")


def reviews_of(comparison: Comparison) -> QuerySet[ComparisonReview]:
    """What was said of it as it stands now, the latest first."""
    reviews = comparison.reviews.filter(version=comparison.version)
    return reviews.select_related("reviewed_by").order_by("-pk")
