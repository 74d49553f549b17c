"""Times: calendar expressions resolved against the dateline.

>>> from datetime import date
>>> [(t.begin.isoformat(), t.finish.isoformat()) for t in find_times("明年初", "zh-Hans", date(2021, 12, 5))]
[('2022-01-01', '2022-03-31')]
"""

from claims.normalising.times.expression import TimeExpression
from claims.normalising.times.finding import find_times

__all__ = ["TimeExpression", "find_times"]
