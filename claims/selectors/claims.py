"""Reads of claims."""

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from articles.models import ArticleText
from claims.models import Claim, ExtractionRun
from claims.selectors.register import WITH_STANDING


def claims_with_everything() -> QuerySet[Claim]:
    """Claims with all that a reader is shown, in a fixed number of queries.

    With each text come the text's other claims, so that `chain` asks nothing more.
    """
    return (
        Claim.objects.select_related(WITH_STANDING, "article_text__article__publisher")
        .defer("article_text__text")
        .prefetch_related(
            "spans",
            "quantities",
            "times",
            Prefetch("article_text__claims", Claim.objects.select_related(WITH_STANDING)),
        )
    )


def chain(claim: Claim) -> list[Claim]:
    """From the outermost to the claim itself, whose source is the origin.

    One query, or none for a claim out of `claims_with_everything`.
    """
    text = claim.article_text
    prefetched = "claims" in getattr(text, "_prefetched_objects_cache", {})
    others = text.claims.all() if prefetched else text.claims.select_related(WITH_STANDING)
    by_id = {other.pk: other for other in others}
    steps = [claim]
    parent = claim.parent_id
    # No constraint forbids a ring of parents: it is cut where it closes.
    while parent in by_id and parent not in {step.pk for step in steps}:
        steps.append(by_id[parent])
        parent = by_id[parent].parent_id
    return steps[::-1]


def texts_awaiting_extraction(
    *, engine_version: str, model_hash: str, past: bool = False
) -> QuerySet[ArticleText]:
    """The texts that this engine has not been over, or not with success; current ones unless `past`
    asks for every version."""
    finished = ExtractionRun.objects.filter(
        article_text=OuterRef("pk"),
        engine_version=engine_version,
        model_hash=model_hash,
        error="",
    )
    awaiting = ArticleText.objects.filter(~Exists(finished)).order_by("pk")
    return awaiting if past else awaiting.filter(is_current=True)
