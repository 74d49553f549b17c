"""Chinese time expressions: 周五（12月3日）, 明年初, 下个月, 未来一周."""

from claims.normalising.times.chinese import days, periods
from claims.normalising.times.rules import Resolver

# One resolver for each rule name of lexicons/rules.*.toml.
RESOLVERS: dict[str, Resolver] = {
    "unresolved": days.read_unresolved,
    "date": days.read_date,
    "weekday_day": days.read_weekday_day,
    "iso": days.read_iso,
    "short": days.read_short,
    "year_range": periods.read_year_range,
    "era": periods.read_era,
    "month": periods.read_month,
    "month_end": periods.read_month_end,
    "year_season": periods.read_season,
    "bare_season": periods.read_bare_season,
    "year_quarter": periods.read_quarter,
    "quarter_word": periods.read_quarter_word,
    "months_of": periods.read_months_of,
    "two_years": periods.read_two_years,
    "so_far": periods.read_so_far,
    "fiscal": periods.read_fiscal,
    "year_part": periods.read_year_part,
    "decade": periods.read_decade,
    "century": periods.read_century,
    "ago": periods.read_ago,
    "span": periods.read_span,
    "year": periods.read_year,
    "shifted_weekday": days.read_shifted_weekday,
    "week": periods.read_week,
    "weekday": days.read_weekday,
    "weekend": periods.read_weekend,
    "day_word": days.read_day_word,
    "holiday": days.read_holiday,
    "day": days.read_day,
}
