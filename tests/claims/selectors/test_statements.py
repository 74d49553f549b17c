"""What the scorer is told of a claim."""

from datetime import date
from decimal import Decimal

import pytest

from claims.selectors.statements import period, statements
from claims.services.merging import source_merge
from tests.factories import ArticleTextFactory, ClaimFactory, SourceFactory, UserFactory

pytestmark = pytest.mark.django_db

TEXT = (
    "AP quoted officials. They said that Russia has 122,000 troops within 200 km of Ukraine, "
    "and 143,500 troops within 400 km."
)


@pytest.fixture
def chained():
    text = ArticleTextFactory(text=TEXT, title="Crimea", published_on=date(2021, 12, 24))
    outer = ClaimFactory(
        article_text=text,
        source=SourceFactory(key="body:ap"),
        spans={"content": ["officials"]},
        quantities=[],
        times=[],
    )
    numbers = [("122,000 troops", 122_000), ("143,500 troops", 143_500)]
    inner = ClaimFactory(
        article_text=text,
        source=SourceFactory(key="group:officials"),
        parent=outer,
        spans={"content": ["Russia has 122,000 troops within 200 km of Ukraine",
                           "143,500 troops within 400 km"]},
        quantities=[{"quote": quote, "value": Decimal(value), "dimension": "troops",
                     "unit": "person", "counted": "Russian troops"} for quote, value in numbers],
        times=[],
    )  # fmt: skip
    return outer, inner


def test_a_claim_with_its_chain_its_figures_and_its_places(chained):
    outer, inner = chained
    found = statements([inner.pk])[inner.pk]
    assert found.chain == ("body:ap", "group:officials")
    assert found.within == {outer.pk}
    assert found.places == {"RU", "UA"}
    assert found.around >= {"UA", "crimea"}
    assert (found.begin, found.finish) == (date(2021, 12, 24), date(2021, 12, 24))
    assert [one.figure.value for one in found.figures] == [122_000, 143_500]
    assert {one.nations for one in found.figures} == {frozenset({"RU"})}
    differences = [[each.words.en for each in one.differences] for one in found.figures]
    assert differences == [["within 200 km"], ["within 400 km"]]


def test_a_merged_source_counts_as_what_it_was_merged_into(chained):
    _outer, inner = chained
    root = SourceFactory(key="body:us:intelligence")
    source_merge(kept=root, merged=inner.source, user=UserFactory(role="editor"))
    assert statements([inner.pk])[inner.pk].chain == ("body:ap", "body:us:intelligence")


def test_who_is_not_named_may_be_anybody():
    claim = ClaimFactory(source=SourceFactory(key="group:source", anonymity="unnamed"))
    assert statements([claim.pk])[claim.pk].chain == ("",)


def test_a_claim_without_content_has_no_statement():
    bare = ClaimFactory(spans={}, quantities=[], times=[])
    assert statements([bare.pk]) == {}


def test_many_claims_take_as_many_queries_as_one(chained, django_assert_num_queries):
    others = [ClaimFactory() for _number in range(5)]
    with django_assert_num_queries(8):
        statements([chained[1].pk])
    with django_assert_num_queries(8):
        statements([chained[1].pk, *(claim.pk for claim in others)])


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ([], date(2022, 1, 20)),
        ([("said", date(2022, 1, 18), date(2022, 1, 18))], date(2022, 1, 18)),
        ([("content", date(2022, 1, 15), date(2022, 1, 15))], date(2022, 1, 20)),
        ([("content", date(1981, 1, 1), date(1981, 12, 31))], date(1981, 1, 1)),
    ],
)
def test_a_claim_is_about_the_day_it_was_said_unless_it_says_otherwise(times, expected):
    assert period(times, date(2022, 1, 20))[0] == expected


def test_without_a_date_the_days_that_are_named_are_all_there_is():
    day = date(2022, 2, 16)
    assert period([("content", day, day)], None) == (day, day)
    assert period([], None) == (None, None)
