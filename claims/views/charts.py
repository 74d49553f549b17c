"""A comparison's chart as SVG and as Vega-Lite, in the reader's language."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import vl_convert
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from claims.comparing import ComparisonView, as_json, content_sha256
from claims.comparing.charting import DARK, LIGHT, NARROW, WIDE, ChartWords, chart_spec, drawable
from claims.views import words
from claims.views.access import page
from claims.views.loading import view_of
from claims.views.presenting import colours_of

LAYOUTS = {layout.name: layout for layout in (WIDE, NARROW)}
THEMES = {"light": LIGHT, "dark": DARK}
DRAWING = 2  # to be raised with every change to how charts are drawn, so that none is kept
DAY = 24 * 60 * 60
# An SVG opened by itself is a document: it may style itself and do nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@dataclass(frozen=True)
class Variant:
    """One of the shapes in which a chart can be asked for."""

    layout: str
    theme: str
    language: str

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Variant":
        """What the address asks for. Raises Http404 for what there is not."""
        asked = cls(
            query.get("layout", "wide"),
            query.get("theme", "light"),
            query.get("language", words.language()),
        )
        known = asked.layout in LAYOUTS and asked.theme in THEMES
        if not known or not translation.check_for_language(asked.language):
            raise Http404
        return asked


@page
def chart_svg(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    variant, view = _asked(request, slug, number)
    digest = digest_of(view, variant)
    etag = f'"{digest}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        svg = cache.get_or_set(f"chart:{digest}", lambda: drawn(view, variant), DAY)
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


def drawn(view: ComparisonView, variant: Variant) -> str:
    return str(vl_convert.vegalite_to_svg(json.dumps(spec_of(view, variant), ensure_ascii=False)))


def spec_of(view: ComparisonView, variant: Variant) -> dict[str, object]:
    with translation.override(variant.language):
        spec = chart_spec(
            view,
            colours=colours_of(view),
            words=ChartWords(
                language=variant.language,
                unidentified=_("unidentified source"),
                named=_("named"),
                anonymous=_("anonymous"),
            ),
            layout=LAYOUTS[variant.layout],
            theme=THEMES[variant.theme],
        )
    assert spec is not None  # `_asked` has seen to it
    return spec


def _asked(request: HttpRequest, slug: str, number: int | None) -> tuple[Variant, ComparisonView]:
    variant = Variant.of(request.GET)
    view = view_of(slug, number)
    if not drawable(view):
        raise Http404
    return variant, view
