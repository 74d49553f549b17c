"""A comparison as it stands, or as one of its releases has it."""

from typing import Any

from django.shortcuts import get_object_or_404

from claims.comparing import ComparisonView, as_json, from_json
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view


def view_of(slug: str, number: int | None = None) -> ComparisonView:
    """Today's view, or that of a release, from the release's own content alone."""
    if number is None:
        return comparison_view(get_object_or_404(Comparison, slug=slug))
    return from_json(_release(slug, number).content)


def content_of(slug: str, number: int | None = None) -> dict[str, Any]:
    """The same as plain JSON; of a release letter for letter what was published and hashed."""
    return as_json(view_of(slug)) if number is None else _release(slug, number).content


def _release(slug: str, number: int) -> Release:
    return get_object_or_404(Release, comparison__slug=slug, number=number)
