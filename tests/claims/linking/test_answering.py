from dataclasses import replace
from datetime import date, timedelta

import pytest

from claims.comparing import Difference, Wording
from claims.linking import Likeness, Question, answers
from tests.claims.linking.statements import DAY, statement, troops

UNKNOWN = Likeness()

CRIMEA = Difference("place", Wording("including Crimea", "包括克里米亚"))
ASKED = Question(
    dimension="troops",
    nations=frozenset({"RU"}),
    places=frozenset({"ukraine-border"}),
    begin=date(2021, 11, 1),
    finish=date(2022, 2, 28),
)


def test_a_figure_that_counts_what_is_asked_for_is_an_answer():
    (answer,) = answers(ASKED, statement(1, troops()), UNKNOWN)
    assert (answer.quantity, answer.differences) == (100_000, ())
    assert answer.score > 0.9
    codes = [reason["code"] for reason in answer.reasons]
    assert codes == ["same_dimension", "same_nation", "same_place", "in_period"]


def test_what_it_takes_in_or_is_planned_is_proposed_as_a_difference():
    figure = troops(94_300, differences=[CRIMEA], modality="planned")
    (answer,) = answers(ASKED, statement(1, figure), UNKNOWN)
    assert [one.words.en for one in answer.differences] == ["including Crimea", "planned"]
    (same,) = answers(
        replace(ASKED, differences=frozenset({CRIMEA})), statement(1, figure), Likeness()
    )
    assert [one.words.en for one in same.differences] == ["planned"]


@pytest.mark.parametrize(
    ("figure", "rest"),
    [
        (troops(8_500, nations=["US"]), {"places": frozenset({"DE"})}),
        (troops(), {"day": DAY - timedelta(days=1_200), "places": frozenset({"SY"})}),
        (replace(troops(), figure=replace(troops().figure, dimension="money")), {}),
    ],
)
def test_other_troops_other_years_and_other_things_are_no_answers(figure, rest):
    assert answers(ASKED, statement(1, figure, **rest), UNKNOWN) == []


def test_who_said_it_counts():
    named, unknown = (
        answers(ASKED, statement(1, troops(), chain=(key,)), UNKNOWN)[0].score for key in ("a", "")
    )
    assert named > unknown


@pytest.mark.parametrize(
    ("rest", "position"),
    [
        ({}, "affirmed"),
        ({"polarity": "denied"}, "denied"),
        ({"modality": "possible"}, "conditional"),
        ({"modality": "conditional"}, "conditional"),
    ],
)
def test_positions_are_found_by_likeness(rest, position):
    asked = replace(ASKED, dimension="", places=frozenset({"UA"}))
    (answer,) = answers(asked, statement(1, **rest), Likeness(question=0.7))
    assert (answer.position, answer.quantity) == (position, None)
    assert (
        answers(replace(asked, places=frozenset({"SY"})), statement(1, **rest), Likeness(0.0)) == []
    )


def test_a_position_that_is_like_another_or_about_all_that_is_asked_comes_first():
    asked = Question(places=frozenset({"RU", "CN"}))
    both, one = (
        answers(asked, statement(1, places=places), Likeness(question=0.5))[0].score
        for places in (frozenset({"RU", "CN"}), frozenset({"RU"}))
    )
    assert both > one
    (like,) = answers(asked, statement(1), Likeness(question=0.1, entries=0.8))
    assert {"code": "alike", "percent": 100} in like.reasons
    assert answers(asked, statement(1), Likeness(question=0.1)) == []


def test_the_edge_of_a_period_is_no_wall():
    (inside,), (edge,) = (
        answers(ASKED, statement(1, troops(), day=date(2022, 2, day)), UNKNOWN) for day in (28, 27)
    )
    assert inside.score == edge.score
    (after,) = answers(ASKED, statement(1, troops(), day=date(2022, 3, 2)), UNKNOWN)
    (later,) = answers(ASKED, statement(1, troops(), day=date(2022, 3, 12)), UNKNOWN)
    assert edge.score > after.score > later.score
