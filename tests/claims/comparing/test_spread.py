"""What is no part of the spread is shown, and says why."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Difference, Figure, LeftOut, Scope, Wording, assemble
from tests.claims.comparing.strategies import figures, row, troops

SCOPE = Scope(dimension="troops", unit="person")
PLANNED = (Difference("modality", Wording("planned", "计划中")),)


def view(*rows, scope: Scope = SCOPE):
    return assemble(slug="s", question=Wording("?", "？"), scope=scope, rows=rows)


@pytest.mark.parametrize(
    ("figure", "differences", "why"),
    [
        (troops(70000), (), ""),
        (troops(low=100000), (), ""),
        (troops(70000), PLANNED, LeftOut.DIFFERENT_SCOPE),
        (troops(175000, modality="possible"), PLANNED, LeftOut.DIFFERENT_SCOPE),
        (troops(175000, modality="possible"), (), LeftOut.POSSIBLE),
        (troops(175000, modality="planned"), (), LeftOut.PLANNED),
        (troops(175000, modality="conditional"), (), LeftOut.CONDITIONAL),
        (troops(175000, polarity="denied", modality="possible"), (), LeftOut.DENIED),
        (troops(7000, change=True, direction="rise"), (), LeftOut.CHANGE),
        (troops(low=10000, high=99999), (), LeftOut.ORDER_OF_MAGNITUDE),
        (troops(12, dimension="tanks"), PLANNED, LeftOut.OTHER_DIMENSION),
        (troops(12, unit="unit"), (), LeftOut.OTHER_UNIT),
    ],
)
def test_each_answer_says_why_it_is_left_out(figure, differences, why):
    found = view(row(figure, differences=differences), row(troops(94300), claim=2))
    answer = next(r for r in found.rows if r.claim == 1)
    assert (answer.left_out, answer.counts) == (why, not why)
    assert found.statistics.left_out == bool(why)
    assert found.statistics.scoped_out == (why == LeftOut.DIFFERENT_SCOPE)
    if why:
        assert found.statistics.minimum == found.statistics.maximum == 94300


def test_the_declared_unit_outweighs_the_usual_one():
    lengths = [
        Figure(value=Decimal(n), unit=unit, dimension="length")
        for n, unit in ((1, "km"), (2, "km"), (3000, "m"), (4, "kg"))
    ]
    rows = [row(figure, claim=number) for number, figure in enumerate(lengths, 1)]
    found = view(*rows, scope=Scope(dimension="length", unit="m")).statistics
    assert (found.minimum, found.maximum, found.left_out) == (1000, 3000, 1)
    usual = view(*rows, scope=Scope(dimension="length")).statistics
    assert (usual.minimum, usual.maximum, usual.left_out) == (1, 3, 1)


def test_of_positions_only_another_scope_is_left_out():
    rows = [
        row(None, claim=n, position=position, differences=PLANNED if n == 3 else ())
        for n, position in enumerate(("affirmed", "denied", "denied"), 1)
    ]
    found = view(*rows, scope=Scope(kind="positions"))
    assert [r.left_out for r in found.rows] == ["", "", LeftOut.DIFFERENT_SCOPE]
    assert found.statistics.positions == {"affirmed": 1, "denied": 1}
    assert (found.statistics.left_out, found.statistics.scoped_out) == (1, 1)
    assert (found.statistics.minimum, found.agreement) == (None, ())


@given(st.lists(figures(), max_size=8), st.sets(st.integers(1, 8)))
def test_nobody_is_lost(them, scoped):
    rows = [
        row(figure, claim=n, differences=PLANNED if n in scoped else ())
        for n, figure in enumerate(them, 1)
    ]
    found = view(*rows)
    assert len(found.rows) == found.statistics.claims == len(them)
    assert found.statistics.left_out == sum(not r.counts for r in found.rows)
    for r in found.rows:
        assert r.left_out in {"", *LeftOut}
        if r.counts:
            assert not r.differences
            assert r.stated.is_fact
            assert found.statistics.minimum <= r.stated.lowest
            assert found.statistics.maximum >= r.stated.highest
