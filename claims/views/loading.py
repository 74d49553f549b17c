"""A comparison as it stands, or as one of its releases has it."""

from django.shortcuts import get_object_or_404

from claims.comparing import ComparisonView, from_json
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view


def view_of(slug: str, number: int | None = None) -> ComparisonView:
    """Today's view, or that of a release, from the release's own content alone."""
    if number is None:
        return comparison_view(get_object_or_404(Comparison, slug=slug))
    release = get_object_or_404(Release, comparison__slug=slug, number=number)
    return from_json(release.content)
