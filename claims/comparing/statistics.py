"""What a set of claims amounts to: how low, how high, how far apart, from how many origins."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from claims.comparing.figures import Figure
from claims.comparing.units import in_unit
from claims.normalising.quantities.converting import base_unit


@dataclass(frozen=True)
class Statistics:
    """Figures in the comparison's unit; None where no level was given.

    `ratio` is maximum / minimum, None where the minimum is not positive. `left_out` counts the
    claims that the figures are not taken over: what is not told as a fact (possible, planned,
    conditional, denied), changes, mere orders of magnitude ("tens of thousands"), and what counts
    something else.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    median: Decimal | None
    spread: Decimal | None
    ratio: Decimal | None
    claims: int
    publishers: int
    origins: int
    left_out: int


def summarise(
    figures: Sequence[Figure],
    *,
    dimension: str,
    publishers: Iterable[str],
    origins: Iterable[int],
) -> Statistics:
    """Statistics over what the figures state: values, or the ends of ranges."""
    levels = _alike(
        [
            figure
            for figure in figures
            if figure.dimension == dimension
            and figure.is_fact
            and not figure.change
            and not figure.is_order_of_magnitude
        ]
    )
    minimum = min((figure.lowest for figure in levels), default=None)
    maximum = max((figure.highest for figure in levels), default=None)
    spread = maximum - minimum if maximum is not None and minimum is not None else None
    return Statistics(
        minimum=minimum,
        maximum=maximum,
        median=median(figure.central for figure in levels) if levels else None,
        spread=spread,
        ratio=(
            (maximum / minimum).quantize(Decimal("0.01"))
            if maximum and minimum and minimum > 0
            else None
        ),
        claims=len(figures),
        publishers=len(set(publishers)),
        origins=len(set(origins)),
        left_out=len(figures) - len(levels),
    )


def _alike(figures: list[Figure]) -> list[Figure]:
    """Those in the unit most of them have, or converted into it; no euros among roubles."""
    units = [figure.unit for figure in figures]
    usual = max(units, key=units.count, default="")
    measure = base_unit(usual)
    return [in_unit(figure, usual) for figure in figures if base_unit(figure.unit) == measure]
