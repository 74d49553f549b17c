from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.comparing import Difference, Wording
from claims.linking import DIRECTED, relate, settings
from claims.models import Link
from tests.claims.linking.statements import DAY, statement, troops

CRIMEA = Difference("place", Wording("including Crimea", "包括克里米亚"))
LIKE = 0.5


def relation(first, second, likeness: float | None = LIKE) -> str | None:
    found = relate(first, second, likeness)
    return found.relation if found else None


def codes(first, second, likeness: float | None = LIKE) -> list[str]:
    found = relate(first, second, likeness)
    assert found
    return [reason["code"] for reason in found.reasons]


def test_two_sources_with_one_number_agree_and_it_is_said_why() -> None:
    first, second = statement(1, troops()), statement(2, troops(), language="zh-Hans")
    assert relation(first, second) == "agrees"
    told = codes(first, second)
    assert told[0] == "same_dimension"
    assert {"same_nation", "same_place", "days_apart", "alike", "other_origin"} <= set(told)


def test_numbers_that_lie_apart_contradict() -> None:
    assert relation(statement(1, troops(70_000)), statement(2, troops(94_300))) == "contradicts"


def test_about_is_not_contradicted_by_what_it_reaches() -> None:
    about = troops(70_000, approximate=True)
    assert relation(statement(1, about), statement(2, troops(72_000))) == "agrees"


def test_one_origin_with_one_number_is_repeated() -> None:
    first = statement(1, troops(), chain=("body:ap",))
    second = statement(2, troops(), chain=("body:ap", "group:us:official"))
    assert relation(first, second) == "repeats"


def test_copies_of_one_text_repeat_one_another_whatever_their_days() -> None:
    first = statement(1, troops(), family=9, chain=("",))
    later = DAY + timedelta(days=30)
    second = statement(2, troops(), family=9, chain=("",), day=later)
    assert relation(first, second) == "repeats"
    assert "copies" in codes(first, second)


@pytest.mark.parametrize("turned", [False, True])
def test_a_later_figure_of_one_origin_updates_the_earlier(turned: bool) -> None:
    chain = ("body:pentagon",)
    later = statement(1, troops(130_000), chain=chain, day=DAY + timedelta(days=9))
    earlier = statement(2, troops(100_000), chain=chain)
    found = relate(earlier, later, LIKE) if turned else relate(later, earlier, LIKE)
    assert found
    assert (found.relation, found.turned) == ("updates", turned)


def test_other_scope_is_no_contradiction() -> None:
    with_crimea = statement(1, troops(94_300, differences=[CRIMEA]))
    found = relate(with_crimea, statement(2, troops(70_000)), LIKE)
    assert found
    assert found.relation == "different_scope"
    assert {"code": "scope", "kind": "place", "en": "including Crimea", "zh": "包括克里米亚"} in (
        found.reasons
    )
    assert relation(with_crimea, statement(2, troops(70_000, differences=[CRIMEA]))) == (
        "contradicts"
    )


def test_what_is_planned_is_not_what_is() -> None:
    planned = statement(1, troops(175_000, modality="planned"))
    assert relation(planned, statement(2, troops(100_000))) == "different_scope"
    assert relation(planned, statement(2, troops(175_000, modality="planned"))) == "agrees"


def test_what_is_planned_may_be_told_again_weeks_later() -> None:
    plan = {"modality": "planned"}
    later = statement(2, troops(5_000, **plan), day=DAY + timedelta(days=40))
    assert relation(statement(1, troops(5_000, **plan)), later) == "agrees"
    other = statement(2, troops(9_000, **plan), day=DAY + timedelta(days=40))
    assert relation(statement(1, troops(5_000, **plan)), other) == "different_scope"


def test_a_figure_is_no_surer_than_the_claim_that_it_stands_in() -> None:
    chain = ("person:speaker",)
    planned = statement(1, troops(5_000, modality="planned"), chain=chain)
    as_fact = statement(2, troops(5_000), chain=chain)
    assert relation(planned, as_fact) == "different_scope"
    doubtful = statement(2, troops(5_000), chain=chain, modality="possible")
    assert relation(planned, doubtful) == "repeats"


def test_another_is_left_out_by_who_tells_the_same_number() -> None:
    more = Difference("counting", Wording("in addition to an earlier figure", "在原有数字之外"))
    another = statement(1, troops(7_000, differences=[more]))
    assert relation(another, statement(2, troops(7_000))) == "agrees"
    assert relation(another, statement(2, troops(9_000))) == "different_scope"


def test_the_days_between_two_figures_are_those_they_are_about() -> None:
    month = (date(2021, 12, 1), date(2021, 12, 31))
    about = [replace(troops(value), days=month) for value in (100_000, 130_000)]
    long_ago = statement(1, about[0])
    told_later = statement(2, about[1], day=DAY + timedelta(days=49))
    assert relation(long_ago, told_later) == "contradicts"
    assert codes(long_ago, told_later).count("days_apart") == 1
    found = relate(long_ago, told_later, LIKE)
    assert found
    assert {"code": "days_apart", "days": 0} in found.reasons


def test_figures_of_other_weeks_are_of_another_scope() -> None:
    later = statement(2, troops(130_000), day=DAY + timedelta(days=30))
    assert relation(statement(1, troops(100_000)), later) == "different_scope"


def test_other_troops_elsewhere_have_nothing_to_do_with_it() -> None:
    americans = statement(2, troops(8_500, nations=["US"]), places=frozenset({"DE"}))
    assert relation(statement(1, troops()), americans, 0.2) is None


def test_figures_that_count_people_may_count_troops() -> None:
    people = statement(2, troops(100_000))
    people = statement(
        2,
        type(people.figures[0])(
            2, type(people.figures[0].figure)(value=people.figures[0].figure.value,
                                              dimension="people", unit="person")
        ),
    )  # fmt: skip
    assert relation(statement(1, troops()), people) == "agrees"


def test_a_claim_does_not_belong_to_what_it_reports() -> None:
    outer = statement(1, troops())
    inner = statement(2, troops(), within=frozenset({1}))
    assert relate(outer, inner, 1.0) is None
    assert relate(outer, outer, 1.0) is None


@pytest.mark.parametrize(
    ("likeness", "rest", "expected"),
    [
        (0.6, {}, "supports"),
        (0.6, {"polarity": "denied"}, "contradicts"),
        (0.6, {"modality": "planned"}, "supports"),
        (0.8, {"chain": ("person:1",)}, "repeats"),
        (0.5, {"chain": ("person:1",)}, "elaborates"),
        (0.6, {"chain": ("person:1",), "polarity": "denied"}, "elaborates"),
        (0.8, {"chain": ("",)}, "repeats"),
        (0.6, {"chain": ("",)}, "supports"),
        (0.1, {}, None),
        (None, {}, None),
    ],
)
def test_by_their_words_alone(likeness: float | None, rest: dict, expected: str | None) -> None:
    assert relation(statement(1), statement(2, **rest), likeness) == expected


def test_the_same_words_are_the_same_statement_however_they_were_read() -> None:
    quoted = "國家通常會根據自己的利益行事，看不到長遠利益會使他們結成盟友"
    told = f"“{quoted.replace('國', '国').replace('會', '会').replace('長遠', '长远')}”，他说"
    first = statement(1, content=quoted, chain=("person:1",), polarity="denied")
    second = statement(2, content=told, chain=("person:1",), language="zh-Hans")
    assert relation(first, second, 0.6) == "repeats"
    assert "same_words" in codes(first, second, 0.6)
    assert relation(first, replace(second, chain=("person:2",)), 0.6) == "contradicts"


def test_every_relation_is_one_that_editors_can_rule_on() -> None:
    assert set(Link.Relation.values) > DIRECTED


numbers = st.integers(1, 3).map(lambda n: troops(n * 50_000))
statements = st.builds(
    lambda claim, figures, day, chain, polarity: statement(
        claim, *figures, day=day, chain=chain, polarity=polarity
    ),
    st.integers(1, 9),
    st.lists(numbers, max_size=2),
    st.none() | st.dates(date(2021, 12, 1), date(2022, 2, 1)),
    st.lists(st.sampled_from(["a", "b", ""]), max_size=2).map(tuple),
    st.sampled_from(["affirmed", "denied"]),
)


@given(statements, statements, st.none() | st.floats(-1, 1))
def test_either_way_round_the_same_is_found(first, second, likeness: float | None) -> None:
    one, other = relate(first, second, likeness), relate(second, first, likeness)
    assert (one is None) == (other is None)
    if one and other:
        assert settings()["least"] <= one.score <= 1
        assert (one.relation, round(one.score, 9)) == (other.relation, round(other.score, 9))
        if one.relation in DIRECTED and first.claim != second.claim:
            assert one.turned != other.turned
