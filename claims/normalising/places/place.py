"""A place named in a text."""

from typing import NamedTuple


class Place(NamedTuple):
    """`text[start:end]` names the place `id`: a territory code, or a key of gazetteer.toml."""

    start: int
    end: int
    id: str
