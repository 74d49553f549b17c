"""Releases as feeds tell of them."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTransform

from claims.models import Release


def told() -> QuerySet[Any]:
    """The latest first, each with the `question` and the `finding` it was published with, and
    without the rest of its content; one query."""
    return (
        Release.objects.select_related("comparison", "published_by")
        .defer("content")
        .annotate(
            question=KeyTransform("question", "content"),
            finding=KeyTransform("finding", "content"),
        )
        .order_by("-published_at", "-pk")
    )
