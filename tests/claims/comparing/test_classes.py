from datetime import date
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Difference, Figure, Relation, Scope, Wording, assemble, compare
from tests.claims.comparing.strategies import figures, row, troops

DAY = date(2021, 12, 4)
SCOPE = Scope(dimension="troops", unit="person")


def classes(*them, scope: Scope = SCOPE):
    """The classes of figures, each with the places of its members in the order given."""
    rows = [row(figure, claim=number) for number, figure in enumerate(them)]
    view = assemble(slug="s", question=Wording("?", "？"), scope=scope, rows=rows)
    return [
        (each.low, each.high, sorted(view.rows[place].claim for place in each.rows))
        for each in view.agreement
    ]


@pytest.mark.parametrize(
    ("them", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param([troops(70000)], [], id="one alone"),
        pytest.param(
            [troops(70000, approximate=True), troops(72000)],
            [(72000, 72000, [0, 1])],
            id="about 70,000 does not contradict 72,000",
        ),
        pytest.param([troops(70000), troops(94300)], [], id="two numbers"),
        pytest.param([troops(0), troops(0)], [(0, 0, [0, 1])], id="nothing, said twice"),
        pytest.param(
            [troops(low=100000), troops(130000), troops(low=120000, high=150000)],
            [(130000, 130000, [0, 1, 2])],
            id="more than 100,000 agrees with 130,000",
        ),
        pytest.param(
            [troops(70000), troops(94300), troops(low=10000, high=99999)],
            [(70000, 70000, [0, 2]), (94300, 94300, [1, 2])],
            id="tens of thousands agree with two that differ",
        ),
        pytest.param(
            [troops(low=1, high=3), troops(low=3, high=5), troops(low=2, high=4)],
            [(3, 3, [0, 1, 2])],
            id="they meet in one number",
        ),
        pytest.param(
            [troops(90000, modality="possible"), troops(90000, change=True)], [], id="no levels"
        ),
    ],
)
def test_who_agrees_with_whom(them, expected):
    assert classes(*them) == expected


def test_one_number_on_two_days_is_one_class_only_if_they_are_near():
    days = [date(2021, 12, 1), date(2021, 12, 10), date(2021, 12, 20)]
    found = classes(*(troops(100000, as_of=day) for day in days))
    assert [members for _, _, members in found] == [[0, 1], [1, 2]]


def test_an_answer_of_another_scope_agrees_with_nobody():
    other = (Difference("place", Wording("includes Crimea", "含克里米亚")),)
    rows = [row(troops(70000), claim=n, differences=other if n == 2 else ()) for n in (1, 2, 3)]
    view = assemble(slug="s", question=Wording("?", "？"), scope=SCOPE, rows=rows)
    assert [each.rows for each in view.agreement] == [(0, 2)]


def test_units_are_converted_and_what_is_converted_is_rounded():
    km = Figure(value=Decimal(322), unit="km", dimension="length")
    miles = Figure(value=Decimal(200), unit="mile", dimension="length")
    found = classes(km, miles, scope=Scope(dimension="length", unit="km"))
    assert [members for _, _, members in found] == [[0, 1]]


levels = figures().filter(
    lambda f: f.is_fact and not f.change and f.unit == "person" and f.dimension == "troops"
)


@given(st.lists(levels, max_size=9))
def test_a_class_is_a_largest_set_of_those_who_agree(them):
    found = [set(members) for _, _, members in classes(*them)]
    agree = {
        frozenset(pair)
        for pair in combinations(range(len(them)), 2)
        if compare(*(them[i] for i in pair)).relation is Relation.AGREE
    }
    for members in found:
        assert all(frozenset(pair) in agree for pair in combinations(sorted(members), 2))
        for other in set(range(len(them))) - members:
            assert not all(frozenset({other, member}) in agree for member in members)
    assert all(len(members) > 1 for members in found)
    for pair in agree:
        assert any(pair <= members for members in found)
    assert len({frozenset(members) for members in found}) == len(found)


@given(st.lists(levels, max_size=9))
def test_every_number_of_a_class_is_one_that_each_allows(them):
    for low, high, members in classes(*them):
        assert low is None or high is None or low <= high
        for number in (low, high):
            if number is not None:
                for member in members:
                    lowest, highest = them[member].interval
                    assert lowest is None or lowest <= number
                    assert highest is None or number <= highest
