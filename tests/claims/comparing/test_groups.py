from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Relation, Scope, Wording, agreement_of, assemble, compare
from tests.claims.comparing.strategies import row, troops
from tests.claims.comparing.test_classes import levels

SCOPE = Scope(dimension="troops", unit="person")


def view(*them, origins=()):
    rows = [row(figure, claim=number) for number, figure in enumerate(them)]
    joined = [(first, second) for first, second in origins]
    question = Wording("?", "？")
    return assemble(slug="s", question=question, scope=SCOPE, rows=rows, joined=joined)


def short(found):
    """The groups, who is alone and who is open, by the claims in the order given."""
    agreement = agreement_of(found)

    def claims(places):
        return sorted(found.rows[place].claim for place in places)

    groups = [(claims(group.rows), claims(group.room)) for group in agreement.groups]
    return groups, claims(agreement.alone), claims(agreement.open)


ABOUT = {"approximate": True}


@pytest.mark.parametrize(
    ("them", "expected"),
    [
        pytest.param([troops(70000), troops(94300)], ([], [], []), id="nobody agrees"),
        pytest.param(
            [troops(100000), troops(100000, **ABOUT), troops(70000), troops(low=90000)],
            ([([0, 1], [3])], [2], [3]),
            id="more than 90,000 joins nobody, and leaves room",
        ),
        pytest.param(
            [troops(low=100000), troops(low=100000), troops(high=190000), troops(130000)],
            ([], [3], [0, 1, 2]),
            id="bounds alone make no group",
        ),
        pytest.param(
            [troops(low=1, high=3), troops(low=3, high=5), troops(low=5, high=7)],
            ([([0, 1], [])], [2], []),
            id="each stands in one group",
        ),
        pytest.param(
            [troops(70000), troops(70000, **ABOUT), troops(low=10000, high=99999)],
            ([([0, 1], [2])], [], [2]),
            id="tens of thousands are no number",
        ),
    ],
)
def test_in_short(them, expected):
    assert short(view(*them)) == expected


def test_tellings_of_one_origin_are_no_agreement():
    them = [troops(100000), troops(100000, **ABOUT), troops(low=50000)]
    assert short(view(*them, origins=[(0, 1)])) == ([], [0], [2])
    assert short(view(*them))[0] == [([0, 1], [2])]


@given(st.lists(levels, max_size=9))
def test_each_answer_is_told_once(them):
    found = view(*them)
    agreement = agreement_of(found)
    members = [place for group in agreement.groups for place in group.rows]
    told = [*members, *agreement.alone, *agreement.open]
    assert len(told) == len(set(told))
    for group in agreement.groups:
        assert group.origins == len({found.rows[place].origin for place in group.rows}) > 1
        for one, other in combinations([found.rows[place].stated for place in group.rows], 2):
            assert compare(one, other).relation is Relation.AGREE
        for place in group.room:
            assert place in agreement.open
    if found.agreement:
        origins = {found.rows[place].origin for place in told}
        assert origins == {each.origin for each in found.rows if each.counts or each.stated}


def test_a_release_without_classes_tells_of_none():
    assert short(replace(view(troops(1), troops(1)), agreement=())) == ([], [], [])
