import doctest

import pytest

from claims.comparing import positions
from claims.comparing.positions import lexicon, proposed_position


@pytest.mark.parametrize("text", lexicon()["examples"])
def test_who_says_nothing_takes_no_position(text):
    assert proposed_position(text, polarity="affirmed", modality="asserted") == "no_comment"


@pytest.mark.parametrize("text", lexicon()["counter_examples"])
def test_who_says_something_takes_one(text):
    assert proposed_position(text, polarity="affirmed", modality="asserted") == "affirmed"


@pytest.mark.parametrize(
    ("polarity", "modality", "expected"),
    [
        ("denied", "asserted", "denied"),
        ("denied", "planned", "denied"),
        ("affirmed", "planned", "affirmed"),
        ("affirmed", "possible", "conditional"),
        ("affirmed", "conditional", "conditional"),
    ],
)
def test_a_claim_proposes_the_position_it_is_put_in(polarity, modality, expected):
    assert proposed_position("It will.", polarity=polarity, modality=modality) == expected


def test_the_examples():
    assert doctest.testmod(positions).failed == 0
