"""Quantities in the words of a list: about 70,000 troops."""

from collections.abc import Iterable

from claims.models import Quantity
from claims.selectors.comparisons import figure_of
from claims.views.words import dimension, figure, language, put


def value_text(quantity: Quantity) -> str:
    """In the reader's language, as far as there is a word for what is counted."""
    named = quantity.dimension
    counted = dimension(named) if named else quantity.counted or quantity.unit
    between = "" if language().startswith("zh") and not counted.isascii() else " "
    words = f"{figure(figure_of(quantity))}{between}{counted}".strip()
    how = put(quantity.modality, quantity.polarity)
    return f"{words} ({how})" if how else words


def values_text(quantities: Iterable[Quantity]) -> str:
    return "; ".join(value_text(quantity) for quantity in quantities) or "–"
