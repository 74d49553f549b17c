"""What holds of every time expression, whatever the text."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from claims.normalising.times import find_times

WORDS = """
2021年 08年 今年 明年 去年 12月 2月 30日 3 日 初 底 中旬 周五 星期日 上 下 本 个 月
周 （ ） 春天 季度 第三 未来 过去 两 十 天 年 前 后 内 至 到 - / 2020-02-30 当天 次日
世纪 90年代 今晚 元旦 Dec. March 31, 2020 next last week month year Friday early late
the of 3 spring quarter Q1 two days ago in within 1990s from to and yesterday 2/30
12/31/1999 99 9999 century weekend 03/04/21 12-11-10 to date rest now between fiscal '20s
年初 年底 月底 周末 去冬 20 将 表示 以来 季度 今明 头 财年 will said until winter since decade
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=12).map("".join),
    st.lists(PIECES, max_size=12).map(" ".join),
)
LANGUAGES = st.sampled_from(["en", "zh-Hans", "zh-Hant"])
DATELINES = st.dates(date(1950, 1, 1), date(2100, 12, 31))


EDGES = st.sampled_from([date.min, date(1, 12, 31), date(9999, 1, 1), date.max])


@given(TEXTS, LANGUAGES, st.one_of(st.dates(), EDGES))
def test_times_stand_in_the_text_and_run_forward(text: str, language: str, anchor: date) -> None:
    end = 0
    for time in find_times(text, language, anchor):
        assert end <= time.start < time.end <= len(text)
        readings = [(time.begin, time.finish), *(other[:2] for other in time.alternatives)]
        assert all(begin <= finish for begin, finish in readings)
        assert len(set(readings)) == len(readings)
        end = time.end


@given(DATELINES, st.integers(0, 6))
def test_a_weekday_is_the_latest_up_to_the_dateline(anchor: date, number: int) -> None:
    for text, language in (
        ("周" + "一二三四五六日"[number], "zh"),
        (("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")[number] + "day", "en"),
    ):
        (time,) = find_times(text, language, anchor)
        assert time.begin == time.finish
        assert time.begin.weekday() == number
        assert timedelta(0) <= anchor - time.begin < timedelta(7)


@given(DATELINES, DATELINES)
def test_a_full_date_does_not_depend_on_the_dateline(anchor: date, day: date) -> None:
    surfaces = {
        "zh": [f"{day.year}年{day.month}月{day.day}日", day.isoformat()],
        "en": [
            f"{day:%B} {day.day}, {day.year}",
            f"{day.day} {day:%b} {day.year}",
            day.isoformat(),
        ],
    }
    for language, texts in surfaces.items():
        for text in texts:
            (time,) = find_times(text, language, anchor)
            assert (time.begin, time.finish, time.granularity) == (day, day, "day")
            assert (time.start, time.end) == (0, len(text))


@given(DATELINES)
def test_last_and_next_meet_around_this(anchor: date) -> None:
    for unit in ("month", "year"):
        last, this, after = (
            find_times(f"{way} {unit}", "en", anchor)[0] for way in ("last", "this", "next")
        )
        assert last.finish + timedelta(1) == this.begin <= anchor <= this.finish
        assert this.finish + timedelta(1) == after.begin


@given(DATELINES, st.integers(1, 12))
def test_a_bare_month_is_never_a_year_away(anchor: date, number: int) -> None:
    (time,) = find_times(f"{number}月份", "zh", anchor)
    assert time.begin.month == number
    assert abs((time.begin - anchor).days) < 366


@given(DATELINES, st.integers(1, 12), st.integers(1, 12))
def test_both_orders_of_day_and_month_are_kept(anchor: date, a: int, b: int) -> None:
    for language in ("en", "zh"):
        (time,) = find_times(f"{a}/{b}/2021", language, anchor)
        readings = {time.begin, *(other.begin for other in time.alternatives)}
        assert readings == {date(2021, a, b), date(2021, b, a)}


@given(DATELINES, st.integers(0, 6))
def test_a_weekday_without_a_tense_is_past_or_coming(anchor: date, number: int) -> None:
    (time,) = find_times("周" + "一二三四五六日"[number], "zh", anchor)
    assert [other.begin for other in time.alternatives] == (
        [] if time.begin == anchor else [time.begin + timedelta(7)]
    )
