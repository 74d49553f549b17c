"""A comparison's chart as SVG and as Vega-Lite, in the reader's language."""

import json
from hashlib import sha256

import vl_convert
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import translation
from django.utils.translation import gettext as _

from claims.comparing import ComparisonView
from claims.comparing.charting import DARK, LIGHT, NARROW, WIDE, ChartWords, chart_spec
from claims.views import words
from claims.views.access import page
from claims.views.loading import view_of
from claims.views.presenting import colours_of

LAYOUTS = {layout.name: layout for layout in (WIDE, NARROW)}
THEMES = {"light": LIGHT, "dark": DARK}
DAY = 24 * 60 * 60
# An SVG opened by itself is a document: it may style itself and do nothing else.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@page
def chart_svg(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    spec = _spec(request, slug, number)
    svg, digest = rendered(spec)
    response = HttpResponse(svg, content_type="image/svg+xml")
    response["Content-Security-Policy"] = POLICY
    response["ETag"] = f'"{digest}"'
    response["Cache-Control"] = "no-cache"
    if request.headers.get("If-None-Match") == response["ETag"]:
        response.status_code, response.content = 304, b""
    return response


@page
def chart_json(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    response = JsonResponse(_spec(request, slug, number), json_dumps_params={"indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{_file_name(slug, number)}.vl.json"'
    return response


def rendered(spec: dict[str, object]) -> tuple[str, str]:
    """The SVG and the hash of its spec, by which it is kept: drawing takes a third of a second."""
    written = json.dumps(spec, sort_keys=True, ensure_ascii=False)
    digest = sha256(written.encode()).hexdigest()
    svg = cache.get_or_set(f"chart:{digest}", lambda: vl_convert.vegalite_to_svg(written), DAY)
    return svg, digest


def spec_of(view: ComparisonView, layout: str, theme: str) -> dict[str, object] | None:
    """The chart of a comparison in the language that is active."""
    return chart_spec(
        view,
        colours=colours_of(view),
        words=ChartWords(
            language=words.language(),
            unidentified=_("unidentified source"),
            named=_("named"),
            anonymous=_("anonymous"),
        ),
        layout=LAYOUTS[layout],
        theme=THEMES[theme],
    )


def _spec(request: HttpRequest, slug: str, number: int | None) -> dict[str, object]:
    layout = request.GET.get("layout", "wide")
    theme = request.GET.get("theme", "light")
    language = request.GET.get("language", words.language())
    if layout not in LAYOUTS or theme not in THEMES or not translation.check_for_language(language):
        raise Http404
    with translation.override(language):
        spec = spec_of(view_of(slug, number), layout, theme)
    if spec is None:
        raise Http404
    return spec


def _file_name(slug: str, number: int | None) -> str:
    return slug if number is None else f"{slug}-release-{number}"
