"""A comparison's chart in each of its variants, as Vega-Lite, SVG and PNG; and its card."""

import json
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import vl_convert
from altair.utils.schemapi import debug_mode
from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from claims.comparing import ComparisonView
from claims.comparing.charting import (
    DARK,
    LIGHT,
    NARROW,
    WIDE,
    ChartWords,
    chart_spec,
    drawable,
)
from claims.models import Entry
from claims.naming import SOURCE_KINDS, dimension_words
from claims.publishing import card

CARD = replace(WIDE, name="card", width=1060, height=230, height_a_label=0, most_labels=8)
LAYOUTS = {layout.name: layout for layout in (WIDE, NARROW)}
THEMES = {"light": LIGHT, "dark": DARK}
DRAWING = 4  # to be raised with every change to how charts are drawn, so that none is kept
LATIN_FIRST = (
    "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'Noto Sans', 'Liberation Sans', "
    "Arial, 'DejaVu Sans', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"
)
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
    def scale(self) -> float:
        """Pixels of its PNG to one of the SVG; a card has the size that is asked for."""
        return 1 if self.layout == CARD.name else SHARP

    @property
    def exists(self) -> bool:
        return self in variants()


@cache
def variants() -> tuple[Variant, ...]:
    """All that there are, the first of them what is shown where nothing is said."""
    languages = [language for language, _name in settings.LANGUAGES]
    charts = (
        Variant(layout, theme, language)
        for layout in LAYOUTS
        for theme in THEMES
        for language in languages
    )
    return (*charts, *(Variant(CARD.name, "light", language) for language in languages))


@dataclass(frozen=True)
class Imprint:
    """What a card says of a release; `retracted` where it is the news that there is none."""

    number: int
    day: date
    retracted: bool = False


def spec_of(view: ComparisonView, variant: Variant) -> dict[str, object]:
    """The Vega-Lite spec with its data. Raises ValueError where there is nothing to draw."""
    # Checked against Vega-Lite's schema in the tests alone: here it would take most of the time.
    with translation.override(variant.language), debug_mode(False):
        spec = chart_spec(
            view,
            words=chart_words(view, variant.language),
            layout=CARD if variant.layout == CARD.name else LAYOUTS[variant.layout],
            theme=THEMES[variant.theme],
        )
    if spec is None:
        raise ValueError("nothing to draw")
    if variant.language.startswith("en"):
        # A font of Han characters sets an English apostrophe as wide as one of them.
        spec["config"]["font"] = LATIN_FIRST
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


def spec_text(spec: dict[str, object]) -> str:
    """As it is given away."""
    return json.dumps(spec, ensure_ascii=False, indent=1) + "\n"


def svg_of(spec: str) -> str:
    return str(vl_convert.vegalite_to_svg(spec))


def png_of(svg: str, scale: float) -> bytes:
    """`scale` pixels to one of the SVG. Fonts are the machine's; the SVG names some of Chinese."""
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def card_of(view: ComparisonView, language: str, imprint: Imprint | None = None) -> str:
    """The card as SVG; with a chart where there is something to draw."""
    chart = ""
    if drawable(view):
        chart = svg_of(spec_text(spec_of(view, Variant(CARD.name, "light", language))))
    with translation.override(language):
        kicker = [_("Comparison")]
        if imprint:
            kicker.append(_("Release %d") % imprint.number)
            kicker.append(date_format(imprint.day, "DATE_FORMAT"))
        return card.drawn(
            card.Card(
                language=language,
                kicker=" · ".join(kicker),
                question=view.question.read_in(language),
                finding=view.finding.read_in(language),
                site="According",
                chart=chart,
                retracted=_("Retracted") if imprint and imprint.retracted else "",
            )
        )
