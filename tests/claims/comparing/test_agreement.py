from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given

from claims.comparing import Figure, Reason, Relation, compare
from claims.comparing.figures import tolerance
from tests.claims.comparing.strategies import figures, troops


@pytest.mark.parametrize(
    ("first", "second", "reason", "gap"),
    [
        (troops(94300), troops(94300), Reason.SAME_NUMBER, 0),
        (troops(70000, approximate=True), troops(94300), Reason.RANGES_APART, 19300),
        (troops(100000, approximate=True), troops(106000), Reason.RANGES_OVERLAP, 0),
        (troops(low=80000, high=90000), troops(85500), Reason.RANGES_OVERLAP, 0),
        (troops(low=100000), troops(130000, approximate=True), Reason.RANGES_OVERLAP, 0),
        (troops(high=175000), troops(190000), Reason.RANGES_APART, 15000),
        (
            troops(low=169000, high=190000),
            troops(low=120000, high=150000),
            Reason.RANGES_APART,
            19000,
        ),
        (troops(100), troops(100, dimension="tanks"), Reason.DIFFERENT_DIMENSION, 0),
        (troops(100), troops(100, unit="vehicle"), Reason.DIFFERENT_UNIT, 0),
        (troops(high=7000, change=True), troops(170000), Reason.CHANGE_AND_LEVEL, 0),
        (
            troops(7000, change=True, direction="rise"),
            troops(7000, change=True, direction="fall"),
            Reason.RISE_AND_FALL,
            0,
        ),
        (troops(94300), troops(175000, modality="possible"), Reason.NOT_ASSERTED, 0),
        (troops(94300), troops(94300, polarity="denied"), Reason.NOT_ASSERTED, 0),
        (
            troops(5, modality="planned"),
            troops(5, modality="planned"),
            Reason.NOT_ASSERTED,
            0,
        ),
        (
            troops(94300, as_of=date(2021, 12, 3)),
            troops(130000, as_of=date(2022, 1, 28)),
            Reason.DIFFERENT_DAYS,
            0,
        ),
    ],
)
def test_two_figures(first, second, reason, gap):
    verdict = compare(first, second)
    assert (verdict.reason, verdict.gap) == (reason, gap)
    assert verdict.relation == {
        Reason.SAME_NUMBER: Relation.AGREE,
        Reason.RANGES_OVERLAP: Relation.AGREE,
        Reason.RANGES_APART: Relation.DIFFER,
    }.get(reason, Relation.NOT_COMPARABLE)


def test_without_a_window_figures_of_different_days_are_compared():
    early, late = troops(94300, as_of=date(2021, 12, 3)), troops(130000, as_of=date(2022, 1, 28))
    assert compare(early, late, window=None).gap == 35700


@pytest.mark.parametrize(
    ("value", "doubt"),
    [("70000", "5000"), ("94300", "50"), ("100000", "10000"), ("0", "0"), ("2.5", "0.05")],
)
def test_how_far_about_reaches(value, doubt):
    assert tolerance(Decimal(value)) == Decimal(doubt)


def test_a_figure_without_a_number_is_none():
    with pytest.raises(ValueError, match="gives a value"):
        Figure(approximate=True)


@given(figures(), figures())
def test_the_order_of_the_two_does_not_matter(first, second):
    assert compare(first, second) == compare(second, first)


@given(figures())
def test_a_fact_agrees_with_itself_and_nothing_else_is_compared(figure):
    expected = Reason.SAME_NUMBER if figure.is_fact else Reason.NOT_ASSERTED
    assert compare(figure, figure).reason is expected


@given(figures(), figures())
def test_what_is_no_fact_never_contradicts(first, second):
    if not (first.is_fact and second.is_fact):
        assert compare(first, second).relation is Relation.NOT_COMPARABLE


@given(figures(), figures())
def test_figures_differ_if_and_only_if_there_is_a_gap(first, second):
    verdict = compare(first, second)
    assert (verdict.gap > 0) == (verdict.relation is Relation.DIFFER)


@given(figures())
def test_what_is_stated_lies_in_the_interval(figure):
    low, high = figure.interval
    assert low is None or low <= figure.lowest
    assert high is None or high >= figure.highest
    assert figure.lowest <= figure.central <= figure.highest


@given(figures(), figures())
def test_more_doubt_never_makes_two_figures_differ(first, second):
    sharp = compare(replace(first, approximate=False), second, window=timedelta.max)
    vague = compare(replace(first, approximate=True), second, window=timedelta.max)
    assert vague.gap <= sharp.gap
