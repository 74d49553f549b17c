"""The sentence at the head of a comparison: true of its answers, in both languages."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Difference, Party, Row, Scope, Wording, assemble
from claims.comparing.finding import patterns
from tests.claims.comparing.strategies import figures, named, row, troops

SCOPE = Scope(dimension="troops", unit="person")
OFFICIALS = Party(
    "group:us:official",
    "us",
    Wording("US officials (anonymous)", "美国官员（匿名）"),
    "role",
    "group",
)
CRIMEA = (Difference("place", Wording("includes Crimea", "含克里米亚")),)


def told(claim: int, day: date, *chain: Party, differences=(), publisher="", **number) -> Row:
    figure = troops(as_of=day, **number)
    publisher = publisher or f"Outlet {claim}"
    return row(
        figure, claim=claim, chain=chain, publisher=publisher, differences=differences, quote=""
    )


def finding(*rows: Row, scope: Scope = SCOPE) -> Wording:
    return assemble(slug="s", question=Wording("?", "？"), scope=scope, rows=rows).finding


DANILOV = told(1, date(2021, 11, 1), named("Danilov"), low=80000, high=90000)
AP = told(2, date(2021, 12, 3), named("AP", "body"), value=70000, approximate=True)
REZNIKOV = told(3, date(2021, 12, 3), named("Reznikov"), value=94300, differences=CRIMEA)
LATEST = told(4, date(2022, 2, 23), OFFICIALS, high=190000)
MAY_COME = told(5, date(2022, 2, 1), OFFICIALS, value=175000, modality="possible")
SAME_DAY = told(6, date(2022, 2, 23), value=150000)
RISE = told(7, date(2022, 2, 16), value=7000, change=True, direction="rise")


@pytest.mark.parametrize(
    ("rows", "english", "chinese"),
    [
        pytest.param([], "No claim answers yet.", "尚无说法回答。", id="nothing"),
        pytest.param(
            [DANILOV, AP, LATEST],
            "Between 70,000 and 190,000 troops; 3 claims, 3 publishers, 3 origins; the latest, of "
            "23 Feb 2022, says up to 190,000 (US officials, anonymous).",
            "7万至19万名军人；3条说法、3家媒体、3个出处；最近一条（2022年2月23日）称至多19万"
            "（美国官员，匿名）。",
            id="far apart",
        ),
        pytest.param(
            [AP, REZNIKOV, DANILOV, MAY_COME],
            "Between 70,000 and 90,000 troops; 4 claims, 4 publishers, 4 origins; the latest, of "
            "3 Dec 2021, says about 70,000 (AP); 2 claims are not counted in, one of them for its "
            "scope.",
            "7万至9万名军人；4条说法、4家媒体、4个出处；最近一条（2021年12月3日）称约7万（AP）；"
            "2条不计入，其中1条所指范围不同。",
            id="some not counted in",
        ),
        pytest.param(
            [AP],
            "One number: about 70,000 troops (AP, 3 Dec 2021); 1 claim, 1 publisher, 1 origin.",
            "只有一个数字：约7万名军人（AP，2021年12月3日）；1条说法、1家媒体、1个出处。",
            id="one claim",
        ),
        pytest.param(
            [SAME_DAY],
            "One number: 150,000 troops (in Outlet 6, 23 Feb 2022); "
            "1 claim, 1 publisher, 1 origin.",
            "只有一个数字：15万名军人（见Outlet 6，2022年2月23日）；1条说法、1家媒体、1个出处。",
            id="one claim of nobody",
        ),
        pytest.param(
            [AP, told(8, date(2021, 12, 4), value=72000)],
            "Between 70,000 and 72,000 troops, without contradicting one another; 2 claims, "
            "2 publishers, 2 origins; the latest, of 4 Dec 2021, says 72,000 (in Outlet 8).",
            "7万至7.2万名军人，彼此并不矛盾；2条说法、2家媒体、2个出处；最近一条（2021年12月4日）"
            "称7.2万（见Outlet 8）。",
            id="all agree",
        ),
        pytest.param(
            [told(n, date(2021, 12, n), low=100000) for n in (1, 2)],
            "All say more than 100,000 troops; 2 claims, 2 publishers, 2 origins; the latest, of "
            "2 Dec 2021, says more than 100,000 (in Outlet 2).",
            "各方均称超过10万名军人；2条说法、2家媒体、2个出处；最近一条（2021年12月2日）称超过10万"
            "（见Outlet 2）。",
            id="all say the same",
        ),
        pytest.param(
            [told(1, date(2021, 12, 1), low=100000), told(2, date(2021, 12, 1), value=100000)],
            "All name 100,000 troops; 2 claims, 2 publishers, 2 origins.",
            "各方均提到10万名军人；2条说法、2家媒体、2个出处。",
            id="all name the same",
        ),
        pytest.param(
            [DANILOV, LATEST, SAME_DAY],
            "Between 80,000 and 190,000 troops; 3 claims, 3 publishers, 3 origins; the latest, of "
            "23 Feb 2022, say between 150,000 and 190,000.",
            "8万至19万名军人；3条说法、3家媒体、3个出处；最近几条（2022年2月23日）称15万至19万。",
            id="two on the last day",
        ),
        pytest.param(
            [REZNIKOV],
            "The one claim gives no number that can be compared.",
            "唯一的说法没有给出可比的数字。",
            id="another scope only",
        ),
        pytest.param(
            [DANILOV, *(told(n, None, value=value) for n, value in ((8, 90000), (9, 95000)))],
            "Between 80,000 and 95,000 troops; 3 claims, 3 publishers, 3 origins.",
            "8万至9.5万名军人；3条说法、3家媒体、3个出处。",
            id="no latest, where most are of no day",
        ),
        pytest.param(
            [MAY_COME, RISE],
            "None of the 2 claims gives a number that can be compared; 2 claims, 2 publishers, "
            "2 origins.",
            "2条说法都没有给出可比的数字；2条说法、2家媒体、2个出处。",
            id="none in the spread",
        ),
    ],
)
def test_in_one_sentence(rows, english, chinese):
    assert finding(*rows) == Wording(english, chinese)


def took(claim: int, position: str, *chain: Party, day: int = 1, **rest) -> Row:
    return row(
        None,
        claim=claim,
        chain=chain,
        position=position,
        as_of=date(2022, 2, day),
        quote="",
        **rest,
    )


def test_of_positions():
    rows = [
        took(1, "affirmed", named("Blinken")),
        took(2, "affirmed", named("Stoltenberg")),
        took(3, "denied", named("Lavrov"), day=3),
        took(4, "no_comment", named("Wang Yi"), day=2),
        took(5, "affirmed", named("Johnson"), differences=CRIMEA),
    ]
    assert finding(*rows, scope=Scope(kind="positions")) == Wording(
        "2 affirm, 1 denies, 1 does not comment; 5 claims, 5 publishers, 5 origins; the latest, of "
        "3 Feb 2022, denies (Lavrov); 1 claim is not counted in, since it speaks of another scope.",
        "2条肯定、1条否认、1条不予置评；5条说法、5家媒体、5个出处；最近一条（2022年2月3日）否认"
        "（Lavrov）；1条因所指范围不同而不计入。",
    )


def test_both_languages_have_every_part_with_the_same_places():
    english, chinese = patterns()["en"], patterns()["zh"]
    assert english.keys() == chinese.keys()
    for name in english:
        if name == "months":
            continue
        ones, others = (
            value if isinstance(value, list) else [value]
            for value in (english[name], chinese[name])
        )
        assert len(ones) == len(others)
        found = [set(re.findall(r"{\w*}", words)) for words in (ones[-1], others[-1])]
        assert found[0] == found[1], name


@given(st.lists(figures(), max_size=6))
def test_nothing_is_left_to_fill_in(them):
    rows = [row(figure, claim=number) for number, figure in enumerate(them, 1)]
    for words, end in zip((finding(*rows).en, finding(*rows).zh), (".", "。"), strict=True):
        assert words.endswith(end)
        assert "{" not in words
        assert "  " not in words
