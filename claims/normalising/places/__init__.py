"""Where: the places that a text names, in English and Chinese, and what lies within what."""

from claims.normalising.places.finding import find_places
from claims.normalising.places.gazetteer import place_ids, place_label, within
from claims.normalising.places.nations import find_nations
from claims.normalising.places.place import Place

__all__ = ["Place", "find_nations", "find_places", "place_ids", "place_label", "within"]
