"""A comparison's chart and card, in the variant that is asked for; of a release as they were drawn
when it was published."""

from collections.abc import Mapping

from django.core.cache import cache
from django.http import Http404
from django.utils.translation import gettext as _

from claims import drawing
from claims.comparing.charting import drawable
from claims.drawing import DRAWING, Imprint, Variant
from claims.models import ReleaseChart
from claims.publishing.subject import Subject
from claims.views import words
from claims.views.giving import digest_of

DAY = 24 * 60 * 60
CARD_WIDTHS = {"1200": 1.0, "600": 0.5, "300": 0.25}


def variant_of(query: Mapping[str, str]) -> Variant:
    """What the address asks for. Raises Http404 for what there is not."""
    asked = Variant(
        query.get("layout", "wide"),
        query.get("theme", "light"),
        query.get("language", words.language()),
    )
    if not asked.exists:
        raise Http404
    return asked


def spec(subject: Subject, slug: str, variant: Variant) -> str:
    """Raises Http404 where there is nothing to draw, and for a card."""
    if kept := _kept(subject, slug, variant, "spec"):
        return str(kept)
    if variant.layout == drawing.CARD.name or not drawable(subject.view):
        raise Http404(_("There is nothing to draw yet."))
    return drawing.spec_text(drawing.spec_of(subject.view, variant))


def svg(subject: Subject, slug: str, variant: Variant) -> str:
    if kept := _kept(subject, slug, variant, "svg"):
        return str(kept)
    key = f"svg:{digest_of(subject)}:{variant.name}:{DRAWING}"
    return str(cache.get_or_set(key, lambda: _drawn(subject, variant), DAY))


def png(subject: Subject, slug: str, variant: Variant, width: str = "") -> bytes:
    """`width` is one of CARD_WIDTHS, and of a card only. Raises Http404 for any other."""
    is_card = variant.layout == drawing.CARD.name
    if width and not (is_card and width in CARD_WIDTHS):
        raise Http404
    scale = CARD_WIDTHS[width] if width else variant.scale
    if scale == variant.scale:
        kept = _kept(subject, slug, variant, "png")
        if kept and not isinstance(kept, str):
            return bytes(kept)
    key = f"png:{digest_of(subject)}:{variant.name}:{scale}:{DRAWING}"
    drawn = cache.get_or_set(key, lambda: drawing.png_of(svg(subject, slug, variant), scale), DAY)
    return bytes(drawn or b"")


def _kept(subject: Subject, slug: str, variant: Variant, form: str) -> str | bytes | None:
    """As it is stored; None of what is not released, or was before charts were kept."""
    if subject.published is None or subject.number is None:
        return None
    charts = ReleaseChart.objects.filter(
        release__comparison__slug=slug, release__number=subject.number, variant=variant.name
    )
    found: str | bytes | None = charts.values_list(form, flat=True).first()
    return found


def _drawn(subject: Subject, variant: Variant) -> str:
    view = subject.view
    if variant.layout == drawing.CARD.name:
        return drawing.card_of(view, variant.language, _imprint(subject))
    if not drawable(view):
        raise Http404(_("There is nothing to draw yet."))
    return drawing.svg_of(drawing.spec_text(drawing.spec_of(view, variant)))


def _imprint(subject: Subject) -> Imprint | None:
    if subject.number is None or subject.published_at is None:
        return None
    return Imprint(subject.number, subject.published_at.date(), subject.retracted)
