"""Comparisons brought to where they may be released, and released, as the desk does it."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User

from claims import drawing
from claims.comparing import ComparisonView, as_json, content_sha256
from claims.models import Comparison, Release
from claims.services import comparison_review, comparison_submit, release_publish
from tests.factories import UserFactory


def approved(comparison: Comparison, by: User | None = None) -> Comparison:
    """In review, and approved by somebody who has no part in it."""
    comparison.refresh_from_db()
    version = comparison.version
    comparison_submit(comparison=comparison, user=UserFactory(), version=version)
    comparison_review(
        comparison=comparison, user=by or UserFactory(), version=version, verdict="approved"
    )
    comparison.refresh_from_db()
    return comparison


def released(comparison: Comparison, by: User | None = None, **given: Any) -> Release:
    """Approved and released, by others than its authors; with placeholders for its charts."""
    approved(comparison)
    with sketched():
        return release_publish(comparison=comparison, user=by or UserFactory(), **given)


@contextmanager
def sketched() -> Iterator[None]:
    """Charts are not drawn, which takes seconds for all variants; each still is the view's own."""

    def spec(view: ComparisonView, variant: drawing.Variant) -> dict[str, object]:
        return {"variant": variant.name, "view": content_sha256(as_json(view))}

    def svg(spec: str) -> str:
        name = sha256(spec.encode()).hexdigest()
        return f'<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><!--{name}--></svg>'

    def png(svg: str, scale: float = 1) -> bytes:
        return b"\x89PNG" + sha256(svg.encode()).digest()

    with (
        patch.object(drawing, "spec_of", spec),
        patch.object(drawing.vl_convert, "vegalite_to_svg", svg),
        patch.object(drawing.vl_convert, "svg_to_png", png),
    ):
        yield
