"""Figures in two units of one measure are compared; the figures themselves stay as written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Figure, Reason, Scope, Wording, assemble, compare
from claims.comparing.agreement import same_statement
from claims.comparing.units import in_unit
from tests.claims.comparing.strategies import row


def length(number: str, unit: str, **rest: object) -> Figure:
    return Figure(**{"value": Decimal(number), "unit": unit, "dimension": "length", **rest})


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (length("200", "mile"), length("320", "km"), Reason.RANGES_OVERLAP),
        (length("30", "mile"), length("100", "km"), Reason.RANGES_APART),
        (length("3", "km"), length("3000", "m"), Reason.SAME_NUMBER),
        (length("3", "km"), length("3", "kg"), Reason.DIFFERENT_UNIT),
        (length("3", "USD"), length("3", "EUR"), Reason.DIFFERENT_UNIT),
        (length("50", "fahrenheit"), length("10", "celsius"), Reason.SAME_NUMBER),
        (length("9", "fahrenheit", change=True), length("5", "celsius", change=True), None),
        (length("2", "percent"), length("2", "percentage-point"), Reason.DIFFERENT_UNIT),
        (length("0.75", "fraction"), length("75", "percent"), Reason.SAME_NUMBER),
    ],
)
def test_two_units(first: Figure, second: Figure, reason: Reason | None) -> None:
    assert compare(first, second).reason is (reason or Reason.SAME_NUMBER)
    assert compare(second, first) == compare(first, second)


def test_the_gap_between_two_units_is_in_the_base_unit() -> None:
    verdict = compare(length("1", "km"), length("5000", "m"))
    assert verdict.gap == 4000 - 100 - 500  # a tenth of either is the doubt of a round number


def test_a_bound_stays_open_on_its_other_side() -> None:
    more = Figure(low=Decimal(100), unit="mile", dimension="length")
    assert compare(more, length("500", "km")).reason is Reason.RANGES_OVERLAP
    assert compare(more, length("50", "km")).reason is Reason.RANGES_APART


def test_a_converted_figure_is_the_same_statement_and_another_figure_is_not() -> None:
    assert same_statement(length("200", "mile"), length("320", "km"))
    assert not same_statement(length("200", "mile"), length("500", "km"))
    more = Figure(low=Decimal(1), unit="mile", dimension="length")
    assert not same_statement(more, length("500", "km"))


def test_statistics_are_taken_in_the_unit_most_figures_have() -> None:
    figures = [length("10", "km"), length("20", "km"), length("30000", "m"), length("5", "kg")]
    rows = [row(figure, claim=number) for number, figure in enumerate(figures, 1)]
    scope = Scope(dimension="length")
    found = assemble(slug="s", question=Wording("?", "？"), scope=scope, rows=rows).statistics
    assert (found.minimum, found.maximum, found.left_out) == (10, 30, 1)


@given(st.decimals(1, 10**6, places=2), st.sampled_from(["km", "mile", "foot"]))
def test_a_figure_agrees_with_itself_in_another_unit(number: Decimal, unit: str) -> None:
    figure = length(str(number), unit)
    other = in_unit(figure, "m")
    assert compare(figure, other).gap == 0
    assert same_statement(figure, other)
