import doctest
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Because, Figure, Telling, group_origins
from claims.comparing.origins import Folding, foldings, sharing, telling
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
        Folding(0, 3, Because.RULING),
        Folding(0, 1, Because.COPY),
        Folding(0, 2, Because.SOURCE),
    ]


def test_whom_an_editor_has_parted_no_third_joins():
    tellings = [told(AP, INTELLIGENCE), told(POST, INTELLIGENCE), told("body:cnn", INTELLIGENCE)]
    assert group_origins(tellings, parted=[(0, 1)]) == [1, 2, 1]


def test_two_known_speakers_stay_two_whoever_stands_between_them():
    """The agency alone may stand for either; it goes with the first."""
    tellings = [told(AP, REZNIKOV), told(AP, "person:mark-milley"), told(AP)]
    assert group_origins(tellings) == [1, 2, 1]
    assert group_origins([tellings[i] for i in (2, 1, 0)]) == [1, 1, 2]
    assert group_origins(tellings, joined=[(0, 1)]) == [1, 1, 1]


COURIER = ("publisher", "Harbour Courier")
COAST = ("owner_group", "Coast Media")
WIRE = ("wire_service", "Agence North")
DOD, KIRBY = "body:us-dod", "person:john-kirby"


def of_house(*houses, chain=("",), **rest) -> Telling:
    return replace(told(*chain, **rest), houses=houses)


@pytest.mark.parametrize(
    ("tellings", "origins"),
    [
        pytest.param(
            [of_house(COURIER), of_house(COURIER, day=date(2021, 12, 10))],
            [1, 1],
            id="one publisher, twice in a week",
        ),
        pytest.param(
            [of_house(COURIER), of_house(COURIER, day=date(2022, 1, 20))],
            [1, 2],
            id="the same number in another month",
        ),
        pytest.param(
            [of_house(("publisher", "A"), COAST), of_house(("publisher", "B"), COAST)],
            [1, 1],
            id="two publishers with one owner",
        ),
        pytest.param(
            [of_house(("publisher", "A"), WIRE), of_house(("publisher", "B"), WIRE)],
            [1, 1],
            id="two publishers who credit one wire service",
        ),
        pytest.param(
            [of_house(("publisher", "A")), of_house(("publisher", "B"))], [1, 2], id="two houses"
        ),
        pytest.param(
            [of_house(COURIER, chain=(REZNIKOV,)), of_house(COURIER, chain=("person:milley",))],
            [1, 2],
            id="one publisher, two speakers",
        ),
        pytest.param(
            [
                of_house(COURIER, chain=("group:us:official",)),
                of_house(COURIER, chain=("group:nato:official",)),
            ],
            [1, 2],
            id="one publisher, unnamed ones of two kinds",
        ),
        pytest.param(
            [of_house(COURIER), of_house(COURIER, value=94300)], [1, 2], id="another statement"
        ),
        pytest.param(
            [of_house(COURIER), of_house(COURIER, chain=(REZNIKOV,))],
            [1, 1],
            id="one article, which names its source once",
        ),
        pytest.param(
            [of_house(COURIER), replace(of_house(COURIER, chain=(REZNIKOV,)), article=2)],
            [1, 2],
            id="another article, which names a source",
        ),
        pytest.param(
            [of_house(WIRE), replace(of_house(WIRE, chain=(REZNIKOV,)), article=2)],
            [1, 1],
            id="another article from the same wire",
        ),
    ],
)
def test_what_one_house_tells_twice_is_told_once(tellings, origins):
    assert group_origins(tellings) == origins


REPORT = (
    "The service had counted seventy thousand men in four places along the border, and expected "
    "as many again before the end of January"
)
SENTENCE = "We have counted ninety four thousand men along the whole of our border, he said"


def said(*chain: str, quote: str = "", verbatim: bool = True, on: int = 4, **rest) -> Telling:
    day = date(2021, 12, on)
    return replace(told(*chain, day=day, **rest), quote=quote, is_verbatim=verbatim)


@pytest.mark.parametrize(
    ("tellings", "origins"),
    [
        pytest.param(
            [said("", quote=SENTENCE), said(REZNIKOV, quote="“" + SENTENCE.upper())],
            [1, 1],
            id="one quotation, whose speaker one text has lost",
        ),
        pytest.param(
            [
                said("", quote="乌方沿边境全线统计到约九万四千名军人。"),
                said("", quote="他说：“乌方沿边境全线统计到约九万四千名军人。”"),
            ],
            [1, 1],
            id="in Chinese",
        ),
        pytest.param(
            [said(REZNIKOV, quote=SENTENCE), said("person:milley", quote=SENTENCE)],
            [1, 2],
            id="the words of two who are known",
        ),
        pytest.param(
            [said("", quote="more than 70,000 troops"), said("", quote="more than 70,000 troops")],
            [1, 2],
            id="a commonplace",
        ),
        pytest.param(
            [said("", quote=SENTENCE, verbatim=False), said("", quote=SENTENCE, verbatim=False)],
            [1, 2],
            id="a sentence that two may have written",
        ),
        pytest.param(
            [said("", quote=REPORT, verbatim=False), said("", quote=REPORT[9:], verbatim=False)],
            [1, 1],
            id="a long one that two have not",
        ),
        pytest.param(
            [said("", quote=SENTENCE), said("", quote=SENTENCE, on=31)], [1, 2], id="weeks apart"
        ),
        pytest.param(
            [said(REZNIKOV, value=94300), said(REZNIKOV, value=94000, approximate=True, on=5)],
            [1, 1],
            id="one speaker, rounded by another outlet",
        ),
        pytest.param(
            [said(REZNIKOV, value=94300), said(REZNIKOV, value=94000, approximate=True, on=9)],
            [1, 2],
            id="one speaker, another week",
        ),
        pytest.param(
            [said(REZNIKOV, modality="planned"), said(REZNIKOV, on=6)],
            [1, 1],
            id="one speaker, who means to and who does",
        ),
        pytest.param(
            [said(REZNIKOV, modality="planned"), said(REZNIKOV, on=16)],
            [1, 2],
            id="what was meant to be, and what came of it",
        ),
        pytest.param(
            [said(REZNIKOV, polarity="denied"), said(REZNIKOV)],
            [1, 2],
            id="one speaker, yes and no",
        ),
        pytest.param(
            [said(DOD), replace(said(KIRBY), affiliation="US-DoD")],
            [1, 1],
            id="an organisation and its spokesman",
        ),
        pytest.param(
            [
                replace(said("person:lloyd-austin"), affiliation="US-DoD"),
                replace(said(KIRBY), affiliation="US-DoD"),
            ],
            [1, 2],
            id="two of one organisation",
        ),
        pytest.param(
            [replace(said("person:joe-biden"), affiliation="US"), said("group:us:official")],
            [1, 2],
            id="a state speaks with many voices",
        ),
    ],
)
def test_one_utterance_told_twice(tellings, origins):
    assert group_origins(tellings) == origins


def test_not_the_same_utterance_if_the_texts_say_two_days():
    monday, friday = date(2021, 12, 6), date(2021, 12, 10)
    tellings = [
        replace(said(REZNIKOV, value=94300), said_on=monday),
        replace(said(REZNIKOV, value=94000, approximate=True), said_on=friday),
    ]
    assert group_origins(tellings) == [1, 2]


def test_what_is_denied_is_not_what_is_possible():
    assert group_origins([told(AP, polarity="denied"), told(AP, modality="possible")]) == [1, 2]


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


@pytest.mark.parametrize("module", [sharing, telling])
def test_the_examples(module):
    assert doctest.testmod(module).failed == 0
