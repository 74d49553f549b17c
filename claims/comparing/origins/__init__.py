"""Which claims only repeat one another: three outlets with one origin count as one origin."""

from claims.comparing.origins.folding import (
    Because,
    Folding,
    foldings,
    group_origins,
    numbered,
)
from claims.comparing.origins.pairs import WIRE_SERVICE
from claims.comparing.origins.telling import Telling

__all__ = ["WIRE_SERVICE", "Because", "Folding", "Telling", "foldings", "group_origins", "numbered"]
