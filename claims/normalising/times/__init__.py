"""Times: calendar expressions resolved against the dateline.

>>> from datetime import date
>>> (time,) = find_times("在明年初入侵", "zh-Hans", date(2021, 12, 5))
>>> time.start, time.end, str(time.begin), str(time.finish), time.granularity
(1, 4, '2022-01-01', '2022-03-31', 'quarter')
"""

from claims.normalising.times.expression import TimeExpression
from claims.normalising.times.finding import find_times

__all__ = ["TimeExpression", "find_times"]
