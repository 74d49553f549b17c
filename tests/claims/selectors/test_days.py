"""For what day an answer holds: what it is about, when it was said, when it was published."""

from datetime import date

import pytest

from claims.selectors.days import as_of_by_rule, days_of_saying
from tests.factories import ArticleTextFactory, ClaimFactory

pytestmark = pytest.mark.django_db
TEXT = "On Tuesday he said that at the end of November there were 90,000 troops, in 2022 more."


def time(quote: str, begin: date, finish: date | None = None, relation: str = "content") -> dict:
    dates = {"begin": begin, "finish": finish or begin, "granularity": "day"}
    return {"quote": quote, "relation": relation, **dates}


SAID = time("On Tuesday", date(2021, 12, 7), relation="said")
NOVEMBER = time("at the end of November", date(2021, 11, 21), date(2021, 11, 30))
YEAR = time("in 2022", date(2022, 1, 1), date(2022, 12, 31))


def day(
    rule: str,
    *times: dict,
    published: date | None = date(2021, 12, 8),
    modality: str = "asserted",
) -> date | None:
    claim = ClaimFactory(
        article_text=ArticleTextFactory(text=TEXT, published_on=published),
        spans={"content": ["at the end of November there were 90,000 troops, in 2022 more"]},
        quantities=[
            {"quote": "90,000 troops", "value": 90000, "unit": "person", "modality": modality}
        ],
        times=times,
    )
    return as_of_by_rule(rule, claim, claim.quantities.get())


@pytest.mark.parametrize(
    ("rule", "times", "expected"),
    [
        ("about", [SAID, NOVEMBER, YEAR], date(2021, 11, 30)),
        ("about", [SAID, YEAR], date(2021, 12, 7)),  # a year dates no level
        ("about", [], date(2021, 12, 8)),
        ("said", [SAID, NOVEMBER], date(2021, 12, 7)),
        ("said", [NOVEMBER], date(2021, 12, 8)),
        ("published", [SAID, NOVEMBER], date(2021, 12, 8)),
    ],
)
def test_by_the_rule(rule, times, expected):
    assert day(rule, *times) == expected


def test_what_is_not_over_counts_as_of_the_day_it_was_told():
    month = time("at the end of November", date(2021, 12, 1), date(2021, 12, 31))
    assert day("about", month) == date(2021, 12, 8)


JANUARY = time("in 2022", date(2022, 1, 1), date(2022, 1, 31))


def test_what_is_to_come_counts_as_of_its_beginning():
    assert day("about", JANUARY, modality="planned") == date(2022, 1, 1)


def test_what_there_is_counts_as_of_no_day_to_come():
    assert day("about", JANUARY) == date(2021, 12, 8)


def test_nothing_but_the_text_and_its_publisher_says_a_day():
    claim = ClaimFactory(article_text__published_on=None, times=[])
    assert as_of_by_rule("about", claim) is None


def test_what_an_undated_article_is_about_has_its_day():
    assert day("about", NOVEMBER, published=None) == date(2021, 11, 30)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([SAID, NOVEMBER], (date(2021, 12, 7), date(2021, 12, 7))),
        ([NOVEMBER], (date(2021, 12, 8), date(2021, 12, 8))),
        # A week that is not over ends with the publication, and what is to come was not said in.
        (
            [time("On Tuesday", date(2021, 12, 6), date(2021, 12, 12), "said")],
            (date(2021, 12, 6), date(2021, 12, 8)),
        ),
        ([time("in 2022", YEAR["begin"], YEAR["finish"], "said")], (date(2021, 12, 8),) * 2),
    ],
)
def test_within_what_days_it_was_said(times, expected):
    claim = ClaimFactory(
        article_text=ArticleTextFactory(text=TEXT, published_on=date(2021, 12, 8)),
        spans={"content": ["at the end of November there were 90,000 troops, in 2022 more"]},
        quantities=[],
        times=times,
    )
    assert days_of_saying(claim) == expected
