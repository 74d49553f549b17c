"""What a set of answers amounts to: how low, how high, how far apart, from how many origins."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from claims.comparing.spread import NUMERIC, LeftOut, unit_of
from claims.comparing.units import in_unit
from claims.comparing.view import Row, Scope, Statistics


def summarise(rows: Sequence[Row], scope: Scope) -> Statistics:
    """Over what the figures of the spread state: values, or the ends of ranges.

    Claims, publishers and origins are those of all answers; `left_out` of the rows is known.
    """
    unit, counted = unit_of(rows, scope), [row for row in rows if row.counts]
    numeric = scope.kind == NUMERIC
    levels = [in_unit(row.stated, unit) for row in counted] if numeric else []
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
        claims=len(rows),
        publishers=len({row.publisher for row in rows}),
        origins=len({row.origin for row in rows}),
        left_out=len(rows) - len(counted),
        scoped_out=sum(row.left_out == LeftOut.DIFFERENT_SCOPE for row in rows),
        positions={} if numeric else dict(Counter(row.position for row in counted)),
    )
