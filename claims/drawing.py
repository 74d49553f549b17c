"""A comparison's chart in each of its variants, as Vega-Lite, SVG and PNG."""

import json
from dataclasses import dataclass
from functools import cache

import vl_convert
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from claims.comparing import ComparisonView
from claims.comparing.charting import (
    DARK,
    LIGHT,
    NARROW,
    WIDE,
    ChartWords,
    chart_spec,
    colours_of,
)

LAYOUTS = {layout.name: layout for layout in (WIDE, NARROW)}
THEMES = {"light": LIGHT, "dark": DARK}
DRAWING = 2  # to be raised with every change to how charts are drawn, so that none is kept
SHARP = 2  # pixels of a PNG to one of the SVG


@dataclass(frozen=True)
class Variant:
    """One of the shapes in which a chart can be asked for."""

    layout: str = "wide"
    theme: str = "light"
    language: str = "en"

    @property
    def name(self) -> str:
        """
        >>> Variant("narrow", "dark", "zh-hans").name
        'narrow-dark-zh-hans'
        """
        return f"{self.layout}-{self.theme}-{self.language}"

    @property
    def exists(self) -> bool:
        return self in variants()


@cache
def variants() -> tuple[Variant, ...]:
    """All that there are, the first of them what is shown where nothing is said."""
    return tuple(
        Variant(layout, theme, language)
        for layout in LAYOUTS
        for theme in THEMES
        for language, _name in settings.LANGUAGES
    )


def spec_of(view: ComparisonView, variant: Variant) -> dict[str, object]:
    """The Vega-Lite spec with its data. Raises ValueError where there is nothing to draw."""
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
    if spec is None:
        raise ValueError("nothing to draw")
    return spec


def svg_of(spec: dict[str, object]) -> str:
    return str(vl_convert.vegalite_to_svg(json.dumps(spec, ensure_ascii=False)))


def png_of(svg: str) -> bytes:
    return bytes(vl_convert.svg_to_png(svg, scale=SHARP))
