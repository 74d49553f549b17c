"""Times: calendar expressions resolved against the dateline.

>>> from datetime import date
>>> (time,) = find_times("在明年初入侵", "zh-Hans", date(2021, 12, 5))
>>> time.start, time.end, str(time.begin), str(time.finish), time.granularity
(1, 4, '2022-01-01', '2022-03-31', 'quarter')
>>> (time,) = find_times("since 3/4/2021", "en", date(2021, 12, 5))  # 4 March, or 3 April
>>> str(time.begin), str(time.alternatives[0].begin)
('2021-03-04', '2021-04-03')
"""

from claims.normalising.times.expression import TimeExpression
from claims.normalising.times.finding import find_times
from claims.normalising.times.intervals import Interval

__all__ = ["Interval", "TimeExpression", "find_times"]
