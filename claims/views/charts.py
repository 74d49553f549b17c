"""A comparison's chart as SVG and as Vega-Lite, in the reader's language."""

from collections.abc import Mapping
from dataclasses import asdict

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse

from claims.comparing import ComparisonView, as_json, content_sha256
from claims.comparing.charting import drawable
from claims.drawing import DRAWING, Variant, spec_of, spec_text, svg_of
from claims.views import words
from claims.views.access import page
from claims.views.loading import view_of

DAY = 24 * 60 * 60
# An SVG opened by itself is a document: it may style itself and do nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@page
def chart_svg(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    variant, view = _asked(request, slug, number)
    digest = digest_of(view, variant)
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        svg = cache.get_or_set(
            f"chart:{digest}", lambda: svg_of(spec_text(spec_of(view, variant))), DAY
        )
        response = HttpResponse(svg, content_type="image/svg+xml")
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["ETag"] = etag
    response.headers["Cache-Control"] = "no-cache"
    return response


@page
def chart_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    variant, view = _asked(request, slug, number)
    name = slug if number is None else f"{slug}-release-{number}"
    response = JsonResponse(spec_of(view, variant), json_dumps_params={"indent": 1})
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.vl.json"'
    return response


def digest_of(view: ComparisonView, variant: Variant) -> str:
    """What the drawing depends on: the content, the variant, and how charts are drawn."""
    return content_sha256({"view": as_json(view), "variant": asdict(variant), "drawing": DRAWING})


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


def _asked(request: HttpRequest, slug: str, number: int | None) -> tuple[Variant, ComparisonView]:
    variant = variant_of(request.GET)
    view = view_of(slug, number)
    if not drawable(view):
        raise Http404
    return variant, view
