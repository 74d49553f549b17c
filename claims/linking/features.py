"""What two statements have in common and what keeps them apart, as numbers with their reasons.

A feature is a number from 0 to 1 that the model weighs; a reason is what an editor is told of it,
a code with its parameters (`claims.selectors.reasons` has the words).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from math import exp
from typing import Any

from claims.linking.model import settings
from claims.linking.statement import Counted, Days, Statement, meet
from claims.normalising.places import within

Reason = dict[str, Any]


@dataclass
class Features:
    """Numbers by their names in model.toml, and the reasons in the order they are told."""

    numbers: dict[str, float] = field(default_factory=dict)
    reasons: list[Reason] = field(default_factory=list)

    def give(self, name: str, number: float = 1.0, **parameters: Any) -> None:
        """A feature that is its own reason; without parameters only weighed."""
        self.numbers[name] = number
        if parameters:
            self.reasons.append({"code": name, **parameters})

    def alike(self, name: str, likeness: float) -> None:
        """The cosine of two embeddings as a share; told from where it tells something."""
        known = settings()["likeness"]
        share = min(max((likeness - known["from"]) / (known["to"] - known["from"]), 0.0), 1.0)
        told = {"percent": round(100 * share)} if share >= known["told"] else {}
        self.give(name, share, **told)


def common(
    first: Statement, second: Statement, likeness: float | None, days: int | None
) -> Features:
    """What any two statements have in common; `likeness` is the cosine of their embeddings, and
    so many days lie between what the two are about."""
    found = Features()
    _places(found, first, second)
    _days(found, days)
    if likeness is not None:
        found.alike("alike", likeness)
    if meet(first, second):
        found.give("same_origin", source=second.origin)
    return found


def counted(found: Features, first: Counted, second: Counted) -> None:
    """What two figures have in common, added to what their statements have."""
    dimensions = {first.figure.dimension, second.figure.dimension}
    wider = dimensions & set(settings()["wider"])
    what = min(dimensions - wider or dimensions)
    found.numbers["same_dimension"] = 0.5 if wider else 1.0
    found.reasons.insert(0, {"code": "same_dimension", "what": what})
    if first.nations and second.nations:
        if shared := first.nations & second.nations:
            found.give("same_nation", place=min(shared))
        else:
            found.give("other_nation", place=min(first.nations), other=min(second.nations))


def expanded(places: Collection[str]) -> frozenset[str]:
    """The places and what they lie in."""
    return frozenset(places).union(*(within(place) for place in places))


def shared_places(first: Collection[str], second: Collection[str]) -> list[str]:
    """The narrower of two places of which one lies in the other, each only once."""
    pairs = {
        one if two in within(one) else two
        for one in first
        for two in second
        if one == two or two in within(one) or one in within(two)
    }
    return sorted(place for place in pairs if not any(place in within(other) for other in pairs))


def _places(found: Features, first: Statement, second: Statement) -> None:
    shared = shared_places(first.places, second.places)
    if shared:
        # One of several is less: "Russia" is in every report of the war.
        share = len(shared) / min(len(first.places), len(second.places))
        found.give("same_place", min(share, 1.0), places=shared)
        return
    around = shared_places(first.places | first.around, second.places | second.around)
    if around:
        found.give("same_place_around", places=around[:2])
    elif first.places and second.places:
        found.give("other_place", place=min(first.places), other=min(second.places))


def _days(found: Features, days: int | None) -> None:
    if days is None:
        return
    found.numbers["near_in_time"] = exp(-days / settings()["days"]["near"])
    if days > settings()["days"]["far"]:
        found.numbers["far_in_time"] = 1.0
    found.reasons.append({"code": "days_apart", "days": days})


def days_apart(first: Days, second: Days) -> int | None:
    """How many days lie between, 0 where they touch; None where some are unknown."""
    (begin, finish), (other_begin, other_finish) = first, second
    if not (begin and finish and other_begin and other_finish):
        return None
    return max((other_begin - finish).days, (begin - other_finish).days, 0)


def weighed(numbers: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that the two belong together."""
    total = weights["bias"] + sum(weights.get(name, 0.0) * n for name, n in numbers.items())
    return 1 / (1 + exp(-total))
