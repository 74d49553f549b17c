"""English time expressions: Dec. 3, 2021; Thursday's; early next year."""

from claims.normalising.times.english import days, periods
from claims.normalising.times.rules import Resolver

# One resolver for each rule name of lexicons/rules.*.toml.
RESOLVERS: dict[str, Resolver] = {
    "date": days.read_date,
    "slashed": days.read_slashed,
    "day_range": days.read_day_range,
    "month": periods.read_month,
    "bare_month": periods.read_bare_month,
    "numeric_month": periods.read_numeric_month,
    "week_of": days.read_week_of,
    "week_weekday": days.read_week_weekday,
    "shifted_weekday": days.read_shifted_weekday,
    "weekday_day": days.read_weekday_day,
    "weekday": days.read_weekday,
    "day_word": days.read_day_word,
    "season": periods.read_season,
    "quarter": periods.read_quarter,
    "half": periods.read_half,
    "week_in": periods.read_week_in,
    "week_number": periods.read_week_number,
    "so_far": periods.read_so_far,
    "rest": periods.read_rest,
    "now": days.read_now,
    "fiscal": periods.read_fiscal,
    "months_of": periods.read_months_of,
    "decade_ahead": periods.read_decade_ahead,
    "span": periods.read_span,
    "part_period": periods.read_part_period,
    "period": periods.read_period,
    "ago": periods.read_ago,
    "in": periods.read_in,
    "decade": periods.read_decade,
    "century": periods.read_century,
    "the_day": days.read_the_day,
    "holiday": days.read_holiday,
    "year_part": periods.read_year,
    "year": periods.read_year,
    "year_words": periods.read_year_words,
    "weekend": periods.read_weekend,
}
