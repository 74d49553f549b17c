from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Figure, Scope, Wording, assemble
from tests.claims.comparing.strategies import figures, row, troops

SCOPE = Scope(dimension="troops")


def over(*them: Figure, scope: Scope = SCOPE):
    rows = [row(figure, claim=number) for number, figure in enumerate(them, 1)]
    return assemble(slug="s", question=Wording("?", "？"), scope=scope, rows=rows).statistics


@pytest.mark.parametrize(
    ("given_figures", "expected"),
    [
        ([], (None, None, None, None, None)),
        ([troops(70000)], (70000, 70000, 70000, 0, 1)),
        ([troops(70000), troops(94300)], (70000, 94300, 82150, 24300, Decimal("1.35"))),
        (
            [troops(low=80000, high=90000), troops(high=175000), troops(low=100000)],
            (80000, 175000, 100000, 95000, Decimal("2.19")),
        ),
        ([troops(0), troops(100)], (0, 100, 50, 100, None)),
        ([troops(94300), troops(175000, modality="possible")], (94300, 94300, 94300, 0, 1)),
        ([troops(94300), troops(175000, polarity="denied")], (94300, 94300, 94300, 0, 1)),
        ([troops(170000), troops(high=7000, change=True)], (170000, 170000, 170000, 0, 1)),
        ([troops(70000), troops(low=10000, high=99999)], (70000, 70000, 70000, 0, 1)),
        ([troops(170000), troops(12, dimension="tanks")], (170000, 170000, 170000, 0, 1)),
        (
            [troops(5), troops(6), troops(7, unit="vehicle")],
            (5, 6, Decimal("5.5"), 1, Decimal("1.2")),
        ),
    ],
)
def test_what_a_set_amounts_to(given_figures, expected):
    found = over(*given_figures)
    assert (found.minimum, found.maximum, found.median, found.spread, found.ratio) == expected


def test_counts():
    found = over(troops(1), troops(2), troops(3, change=True))
    assert (found.claims, found.publishers, found.origins, found.left_out) == (3, 3, 3, 1)


@given(st.lists(figures(), max_size=10))
def test_the_median_lies_between_the_ends_and_nobody_is_lost(them):
    found = over(*them)
    assert found.claims == len(them)
    if found.minimum is None:
        assert found.left_out == len(them)
    else:
        assert found.minimum <= found.median <= found.maximum
        assert found.spread == found.maximum - found.minimum >= 0
