"""What the scorer is told of a claim."""

from datetime import date
from decimal import Decimal

import pytest

from claims.linking import Statement
from claims.selectors.statements import statements
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


SPOKEN = "On Tuesday he said that in November there were 90,000 troops, in January more."


def spoken(published: date | None) -> Statement:
    """Said on 7 December of November; the claim names January, too."""
    days = [
        ("On Tuesday", "said", date(2021, 12, 7), date(2021, 12, 7)),
        ("in November", "content", date(2021, 11, 1), date(2021, 11, 30)),
        ("in January", "content", date(2022, 1, 1), date(2022, 1, 31)),
    ]
    claim = ClaimFactory(
        article_text=ArticleTextFactory(text=SPOKEN, published_on=published),
        spans={"content": ["in November there were 90,000 troops, in January more"]},
        quantities=[{"quote": "90,000 troops", "value": 90_000, "unit": "person"}],
        times=[
            {"quote": quote, "relation": relation, "begin": begin, "finish": finish,
             "granularity": "day"}
            for quote, relation, begin, finish in days
        ],
    )  # fmt: skip
    return statements([claim.pk])[claim.pk]


@pytest.mark.parametrize("published", [date(2021, 12, 8), None])
def test_a_claim_is_of_the_day_it_was_said_and_a_figure_of_the_days_it_is_about(published):
    found = spoken(published)
    assert found.days == (date(2021, 12, 7), date(2021, 12, 7))
    (figure,) = found.figures
    assert figure.days == (date(2021, 11, 1), date(2021, 11, 30))
    assert figure.figure.as_of == date(2021, 11, 30)


def test_without_any_day_nothing_is_said_of_it():
    claim = ClaimFactory(article_text=ArticleTextFactory(published_on=None), times=[])
    found = statements([claim.pk])[claim.pk]
    assert {found.days, *(one.days for one in found.figures)} == {(None, None)}
