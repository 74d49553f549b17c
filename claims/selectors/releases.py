"""Releases as feeds tell of them."""

from typing import Any, Protocol

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from claims.models import Comparison, Release


class Told(Protocol):
    """A release with the question and the finding it was published with."""

    comparison: Comparison
    question: dict[str, str]
    finding: dict[str, str] | None


def told() -> QuerySet[Any]:
    """The latest first, without the rest of their content; one query."""
    return (
        Release.objects.select_related("comparison", "published_by")
        .defer("content")
        .annotate(
            question=KeyTransform("question", "content"),
            finding=KeyTransform("finding", "content"),
        )
        .order_by("-published_at", "-pk")
    )
