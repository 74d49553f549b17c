"""What of the database the resources tell, each in a fixed number of queries."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from access.counting import count_of
from claims.models import (
    Annotation,
    Claim,
    Comparison,
    Entry,
    Link,
    Quantity,
    Release,
    Source,
    TimeExpression,
)
from claims.selectors.register import WITH_STANDING

# Of each text the claims that report others: all that a chain can lead through.
REPORTING = Prefetch(
    "article_text__claims",
    Claim.objects.filter(Exists(Claim.objects.filter(parent=OuterRef("pk"))))
    .select_related(WITH_STANDING)
    .only(
        "public_id",
        "parent_id",
        "article_text_id",
        *(
            f"{path}__{name}"
            for path in ("source", WITH_STANDING)
            for name in ("public_id", "key", "slug", "label_en", "label_zh")
        ),
    ),
)


def claims() -> QuerySet[Claim]:
    """Claims with what stands in their own row, their article's and their source's."""
    texts = ("article_text__article__publisher", WITH_STANDING, "run")
    return Claim.objects.select_related(*texts).defer("article_text__text")


def whole_claims() -> QuerySet[Claim]:
    return claims().prefetch_related("spans", "quantities", "times", REPORTING)


def sources() -> QuerySet[Source]:
    counted = count_of(Claim.objects.all(), "source")
    return Source.objects.select_related("standing__root").annotate(claim_count=counted)


def comparisons() -> QuerySet[Comparison]:
    return Comparison.objects.annotate(
        claim_count=count_of(Entry.objects.all(), "comparison"),
        release_count=count_of(Release.objects.all(), "comparison"),
    )


def quantities() -> QuerySet[Quantity]:
    return Quantity.objects.select_related("claim")


def times() -> QuerySet[TimeExpression]:
    return TimeExpression.objects.select_related("claim")


def links() -> QuerySet[Link]:
    return Link.objects.select_related("first", "second", "created_by", "undone_by")


def annotations() -> QuerySet[Annotation]:
    rows = Annotation.objects.select_related(
        "claim", "parent", "author", "resolved_by", "article_text__article"
    )
    return rows.defer("article_text__text")


def entries() -> QuerySet[Entry]:
    rows = Entry.objects.select_related("comparison", "claim", "quantity", "added_by")
    return rows.prefetch_related("scope_differences")
