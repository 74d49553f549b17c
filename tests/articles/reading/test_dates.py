"""Dates as pages write them, with their zones or without a guess."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from articles.reading.dates import date_in_address, find_date, year_of

CHINA = timezone(timedelta(hours=8))


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
    ],
)
def test_find_date(text, expected):
    assert find_date(text) == expected


def test_a_time_without_a_zone_takes_the_publisher_s():
    found = find_date("2019-12-10 07:57", "Asia/Shanghai")

    assert isinstance(found, datetime)
    assert found.utcoffset() == timedelta(hours=8)
    assert found.isoformat() == "2019-12-10T07:57:00+08:00"


def test_an_unknown_zone_leaves_the_date():
    assert find_date("2019-12-10 07:57", "Nowhere/Atall") == date(2019, 12, 10)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/gb/21/12/4/n1.htm", date(2021, 12, 4)),
        ("https://a.example/2023/11/07/slug/", date(2023, 11, 7)),
        ("https://a.example/a/us-china-trade-20180914/4572465.html", date(2018, 9, 14)),
        ("https://a.example/politics/2019_09_09_517162.shtml", date(2019, 9, 9)),
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
