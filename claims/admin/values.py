"""Quantities in the words of a list: about 70,000 troops."""

from collections.abc import Iterable

from django.utils.translation import get_language

from claims.comparing import figure_words
from claims.models import Quantity
from claims.selectors.comparisons import figure_of
from claims.views.words import put


def value_text(quantity: Quantity) -> str:
    """The figure in the reader's language, and what is counted without any."""
    counted = quantity.dimension or quantity.counted or quantity.unit
    words = f"{figure_words(figure_of(quantity), get_language() or 'en')} {counted}".strip()
    how = put(quantity.modality, quantity.polarity)
    return f"{words} ({how})" if how else words


def values_text(quantities: Iterable[Quantity]) -> str:
    return "; ".join(value_text(quantity) for quantity in quantities) or "–"
