from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Because, Figure, Telling, group_origins
from claims.comparing.origins import Folding, foldings
from tests.claims.comparing.strategies import figures

AP, OFFICIAL, INTELLIGENCE = "body:ap", "group:us:official", "group:us:intelligence-official"
REZNIKOV, POST = "person:oleksii-reznikov", "body:washington-post"


def told(*chain: str, value=70000, day=date(2021, 12, 4), **rest) -> Telling:
    return Telling(
        chain, Figure(value=Decimal(value), dimension="troops", as_of=day, unit="person", **rest)
    )


@pytest.mark.parametrize(
    ("tellings", "origins"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(
            [told(AP, OFFICIAL, INTELLIGENCE, approximate=True), told(AP, INTELLIGENCE)],
            [1, 1],
            id="an anonymous group through one agency, in two publishers",
        ),
        pytest.param(
            [told(AP, OFFICIAL, INTELLIGENCE), told(AP)],
            [1, 1],
            id="the second stops at the agency",
        ),
        pytest.param(
            [
                told(REZNIKOV, value=94300),
                told(AP, OFFICIAL, INTELLIGENCE),
                told(REZNIKOV, value=94300),
            ],
            [1, 2, 1],
            id="two origins, one told twice",
        ),
        pytest.param(
            [told(REZNIKOV, value=94300), told(REZNIKOV, value=130000)],
            [1, 2],
            id="one person, two figures",
        ),
        pytest.param(
            [told(REZNIKOV, day=date(2021, 12, 3)), told(REZNIKOV, day=date(2022, 1, 28))],
            [1, 2],
            id="the same figure, said again weeks later",
        ),
        pytest.param(
            [told(AP, INTELLIGENCE), told(AP, REZNIKOV)], [1, 2], id="one agency, two origins"
        ),
        pytest.param([told(""), told("")], [1, 2], id="nobody knows who"),
        pytest.param([told(), told()], [1, 2], id="nobody at all"),
        pytest.param(
            [told(REZNIKOV, change=True), told(REZNIKOV)], [1, 2], id="a change is no level"
        ),
    ],
)
def test_origins(tellings, origins):
    assert group_origins(tellings) == origins


def test_editors_join_and_part():
    tellings = [told(AP, INTELLIGENCE), told(POST, INTELLIGENCE), told(REZNIKOV, value=94300)]
    assert group_origins(tellings, parted=[(1, 0)]) == [1, 2, 3]
    assert group_origins(tellings, joined=[(2, 0)]) == [1, 1, 1]


def in_article(article: int, *chain: str, family: int | None = 1, **rest) -> Telling:
    return replace(told(*chain, **rest), article=article, family=family)


@pytest.mark.parametrize(
    ("tellings", "origins"),
    [
        pytest.param(
            [in_article(1, ""), in_article(2, "")], [1, 1], id="nobody knows who, in one text"
        ),
        pytest.param(
            [in_article(1, REZNIKOV), in_article(2, "")],
            [1, 1],
            id="the copy lost who said it",
        ),
        pytest.param(
            [
                in_article(1, REZNIKOV, day=date(2021, 12, 3)),
                in_article(2, REZNIKOV, day=date(2022, 1, 28)),
            ],
            [1, 1],
            id="the copy came out weeks later",
        ),
        pytest.param(
            [in_article(1, REZNIKOV), in_article(2, POST), in_article(2, REZNIKOV)],
            [1, 2, 1],
            id="two who give one figure in one text stay two",
        ),
        pytest.param(
            [in_article(1, ""), in_article(2, "", value=94300)], [1, 2], id="another figure"
        ),
        pytest.param([in_article(1, ""), in_article(1, "")], [1, 2], id="one article twice"),
        pytest.param(
            [in_article(1, "", family=1), in_article(2, "", family=2)], [1, 2], id="two texts"
        ),
        pytest.param(
            [in_article(1, "", family=None), in_article(2, "", family=None)],
            [1, 2],
            id="articles without copies are no family",
        ),
    ],
)
def test_copies_of_one_text_are_one_origin(tellings, origins):
    assert group_origins(tellings) == origins


def test_an_editor_parts_copies_too():
    assert group_origins([in_article(1, ""), in_article(2, "")], parted=[(0, 1)]) == [1, 2]


def test_each_folding_says_why():
    tellings = [in_article(1, AP), in_article(2, AP), told(POST, AP), told(REZNIKOV, value=1)]
    assert foldings(tellings, joined=[(3, 0)]) == [
        Folding(0, 1, Because.COPY),
        Folding(0, 2, Because.SOURCE),
        Folding(1, 2, Because.SOURCE),
        Folding(0, 3, Because.RULING),
    ]


chains = st.lists(st.sampled_from(["", AP, OFFICIAL, INTELLIGENCE]), max_size=3).map(tuple)
lists = st.lists(st.builds(Telling, chains, figures()), max_size=8)


@given(lists)
def test_origins_are_numbered_by_first_appearance(tellings):
    numbers = group_origins(tellings)
    assert list(dict.fromkeys(numbers)) == list(range(1, len(set(numbers)) + 1))


@given(lists, st.randoms(use_true_random=False))
def test_the_order_of_the_tellings_does_not_change_who_goes_with_whom(tellings, random):
    order = list(range(len(tellings)))
    random.shuffle(order)
    numbers = group_origins(tellings)
    shuffled = dict(zip(order, group_origins([tellings[i] for i in order]), strict=True))
    for i in order:
        for j in order:
            assert (numbers[i] == numbers[j]) == (shuffled[i] == shuffled[j])


@given(lists)
def test_telling_everything_twice_adds_no_origin_but_the_unknown(tellings):
    known = [t for t in tellings if t.chain and t.chain[-1]]
    assert len(set(group_origins(known + known))) == len(set(group_origins(known)))
