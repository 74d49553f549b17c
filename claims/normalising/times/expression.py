"""A time expression as a claim carries it."""

from dataclasses import dataclass
from datetime import date

from claims.normalising.times.intervals import Interval


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A calendar expression at `[start, end)` in code points, as an interval of days.

    `begin` and `finish` are both inclusive. `granularity` says how finely the words speak: 'day',
    'week', 'month', 'quarter', 'season', 'half', 'year', 'decade', 'century' or 'range'.
    `alternatives` are the other readings that the words allow; none is the same as the first.
    """

    start: int
    end: int
    begin: date
    finish: date
    granularity: str
    alternatives: tuple[Interval, ...] = ()
