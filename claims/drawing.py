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
)
from claims.models import Entry
from claims.naming import SOURCE_KINDS, dimension_words

LAYOUTS = {layout.name: layout for layout in (WIDE, NARROW)}
THEMES = {"light": LIGHT, "dark": DARK}
DRAWING = 3  # to be raised with every change to how charts are drawn, so that none is kept
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
            words=chart_words(view, variant.language),
            layout=LAYOUTS[variant.layout],
            theme=THEMES[variant.theme],
        )
    if spec is None:
        raise ValueError("nothing to draw")
    return spec


def chart_words(view: ComparisonView, language: str) -> ChartWords:
    """The words of a chart, in the language that is active."""
    return ChartWords(
        language=language,
        unidentified=_("unidentified source"),
        named=_("named source"),
        anonymous=_("anonymous source"),
        kinds={kind: str(words) for kind, words in SOURCE_KINDS.items()},
        positions={value: str(label) for value, label in Entry.Position.choices},
        counted=dimension_words(view.dimension),
        party=_("party to the matter"),
        about=_("“about”, as far as that reaches"),
        range=_("range"),
        open=_("more than, or up to"),
        left_out=_("not in the spread"),
        one_origin=_("one origin, told again"),
    )


def svg_of(spec: dict[str, object]) -> str:
    return str(vl_convert.vegalite_to_svg(json.dumps(spec, ensure_ascii=False)))


def png_of(svg: str) -> bytes:
    return bytes(vl_convert.svg_to_png(svg, scale=SHARP))
