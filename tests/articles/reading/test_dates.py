"""Dates as pages write them, with their zones or without a guess."""

import tomllib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.dates import date_in_address, find_date, month_of, year_of
from articles.reading.folders import OWN
from articles.reading.zones import _entries, read_zone

CHINA = timezone(timedelta(hours=8))
EASTERN = timezone(timedelta(hours=-5))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018-09-11T05:28:41+08:00", datetime(2018, 9, 11, 5, 28, 41, tzinfo=CHINA)),
        ("2020-01-20T09:49:32Z", datetime(2020, 1, 20, 9, 49, 32, tzinfo=UTC)),
        (
            "2021-12-07 13:12:12-05:00",
            datetime(2021, 12, 7, 13, 12, 12, tzinfo=timezone(timedelta(hours=-5))),
        ),
        ("2019-12-10 07:57:40", date(2019, 12, 10)),
        ("发布时间：2022年2月16日 09:12 来源", date(2022, 2, 16)),
        ("2021/12/5", date(2021, 12, 5)),
        ("Dec. 24, 2021", date(2021, 12, 24)),
        ("5 December 2021, 08:40 GMT", datetime(2021, 12, 5, 8, 40, tzinfo=UTC)),
        ("November 8, 2023 at 11:30 p.m. UTC", datetime(2023, 11, 8, 23, 30, tzinfo=UTC)),
        ("no date, 12021-12-055, 2021-13-40", None),
        ("2021年12月5日 星期日 12:34（北京时间）", datetime(2021, 12, 5, 12, 34, tzinfo=CHINA)),
        ("北京时间2021年12月5日12时34分", datetime(2021, 12, 5, 12, 34, tzinfo=CHINA)),
        ("2021-12-05(日) 下午8:05 台北時間", datetime(2021, 12, 5, 20, 5, tzinfo=CHINA)),
        ("二〇二一年十二月二十五日", date(2021, 12, 25)),
        ("二○二一年十月十日", date(2021, 10, 10)),
        ("December 5, 2021 4:15 PM EST", datetime(2021, 12, 5, 16, 15, tzinfo=EASTERN)),
        ("Published 4:15 p.m. ET Dec. 5, 2021", datetime(2021, 12, 5, 16, 15, tzinfo=EASTERN)),
        ("July 5, 2021, 4 p.m. ET", datetime(2021, 7, 5, 20, tzinfo=UTC)),
        ("Sun 5 Dec 2021 12.34 GMT", datetime(2021, 12, 5, 12, 34, tzinfo=UTC)),
        ("12:34 GMT, Sunday, 5 December 2021", datetime(2021, 12, 5, 12, 34, tzinfo=UTC)),
        ("Sun, 05 Dec 2021 12:34:56 +0800", datetime(2021, 12, 5, 12, 34, 56, tzinfo=CHINA)),
        ("2021.12.05 12:34 (UTC+8)", datetime(2021, 12, 5, 12, 34, tzinfo=CHINA)),
        ("2021-12-05T12:34:56.789+0000", datetime(2021, 12, 5, 12, 34, 56, tzinfo=UTC)),
        ("20211205", date(2021, 12, 5)),
        ("20211205T123456Z", datetime(2021, 12, 5, 12, 34, 56, tzinfo=UTC)),
        ("1638700496", datetime(2021, 12, 5, 10, 34, 56, tzinfo=UTC)),
        ("1638700496000", datetime(2021, 12, 5, 10, 34, 56, tzinfo=UTC)),
        ("05.12.2021 12:34 MSK", datetime(2021, 12, 5, 9, 34, tzinfo=UTC)),
        ("25/12/2021", date(2021, 12, 25)),
        ("12/25/2021", date(2021, 12, 25)),
        ("5/12/2021", None),
        ("5th of December 2021", date(2021, 12, 5)),
        ("2021-12-05 12:34 CST", date(2021, 12, 5)),
        ("Market 5, 2021", None),
        ("15 августа 2015, 13:28 мск", datetime(2015, 8, 15, 10, 28, tzinfo=UTC)),
        ("5 грудня 2021", date(2021, 12, 5)),
        ("15 август 2015 13:28", date(2015, 8, 15)),
        ("le lundi 29 octobre 2012", date(2012, 10, 29)),
        ("5. Dezember 2021", date(2021, 12, 5)),
        ("5 de diciembre de 2021", date(2021, 12, 5)),
        ("1er août 2021", date(2021, 8, 1)),
        ("2021-12-05 99:99 GMT", date(2021, 12, 5)),
    ],
)
def test_find_date(text, expected):
    assert find_date(text) == expected


def test_a_time_without_a_zone_takes_the_publisher_s():
    found = find_date("2019-12-10 07:57", "Asia/Shanghai")

    assert isinstance(found, datetime)
    assert found.utcoffset() == timedelta(hours=8)
    assert found.isoformat() == "2019-12-10T07:57:00+08:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published Dec. 5, 2021, updated Dec. 6, 2021", date(2021, 12, 5)),
        ("Updated Dec. 6, 2021; published Dec. 5, 2021", date(2021, 12, 5)),
        ("Last updated on Monday, Dec. 6, 2021", None),
        ("Updated 4:15 PM EST, Mon December 6, 2021", None),
        ("更新时间：2021-12-06 10:00", None),
        ("最后更新于2021年12月6日", None),
        ("发布时间：2021-12-05 更新时间：2021-12-06", date(2021, 12, 5)),
        ("The update of 2021-12-05", date(2021, 12, 5)),
    ],
)
def test_the_day_of_a_change_is_not_the_day_of_publication(text, expected):
    assert find_date(text) == expected


@pytest.mark.parametrize(
    ("text", "zone", "offset"),
    [
        ("2021-12-05 12:34 CST", "Asia/Shanghai", 8),
        ("2021-12-05 12:34 CST", "America/Chicago", -6),
        ("2021-12-05 12:34 IST", "Asia/Jerusalem", 2),
        ("2021-12-05 12:34 GMT", "Asia/Shanghai", 0),
        ("2021-07-05 12:34 ET", "Europe/London", -4),
    ],
)
def test_a_zone_that_is_written_goes_before_the_publisher_s(text, zone, offset):
    found = find_date(text, zone)

    assert isinstance(found, datetime)
    assert found.utcoffset() == timedelta(hours=offset)


def test_a_slashed_date_is_read_as_the_publisher_s_country_writes_it():
    assert find_date("5/12/2021", "America/New_York") == date(2021, 5, 12)
    assert find_date("5/12/2021", "Europe/London") == date(2021, 12, 5)


def test_every_written_zone_is_a_zone():
    for word, entry in _entries().items():
        own = (entry.get("among") or [None])[0]
        assert read_zone("", f" {word}", own) is not None, word


@given(st.text() | st.text("0123456789:-/.年月日时 APMTZ+Dec,", max_size=40))
def test_any_text_has_a_date_or_none(text):
    for zone in (None, "Asia/Shanghai", "America/New_York"):
        found = find_date(text, zone)
        assert found is None or isinstance(found, date)
        assert not isinstance(found, datetime) or found.tzinfo is not None


def test_an_unknown_zone_leaves_the_date():
    assert find_date("2019-12-10 07:57", "Nowhere/Atall") == date(2019, 12, 10)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/gb/21/12/4/n1.htm", date(2021, 12, 4)),
        ("https://a.example/2023/11/07/slug/", date(2023, 11, 7)),
        ("https://a.example/a/us-china-trade-20180914/4572465.html", date(2018, 9, 14)),
        ("https://a.example/politics/2019_09_09_517162.shtml", date(2019, 9, 9)),
        ("https://a.example/2021-12/05/c_1128.htm", date(2021, 12, 5)),
        ("https://a.example/n1/202112/05/content.htm", date(2021, 12, 5)),
        ("https://a.example/world/2021/dec/05/slug", date(2021, 12, 5)),
        ("https://a.example/article/99/99/99/", None),
        ("https://a.example/news/4572465", None),
    ],
)
def test_date_in_address(url, expected):
    assert date_in_address(url) == expected


def test_the_year_is_taken_only_where_the_page_gives_just_one():
    assert year_of(9, 7, "图为2018年9月7日的会议") == 2018
    assert year_of(9, 7, "2018年9月7日 … 2019-09-07") is None
    assert year_of(9, 7, "9月7日") is None
    assert year_of(12, 4, "© 2020. Dec. 4, 2021") == 2021
    assert year_of(12, 4, "", ["https://a.example/2021/12/slug"]) == 2021
    assert year_of(11, 4, "", ["https://a.example/2021/12/slug"]) is None


def test_no_name_is_of_two_months():
    languages = tomllib.loads((OWN / "months.toml").read_text(encoding="utf-8"))

    assert all(len(months) == 12 for months in languages.values())
    for months in languages.values():
        for number, names in enumerate(months, 1):
            for name in names.split("|"):
                assert month_of(name) == number, name
