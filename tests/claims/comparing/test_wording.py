import doctest
from decimal import Decimal

import pytest

from claims.comparing import Figure, figure_words, number_words
from claims.comparing import figures as figures_module
from claims.comparing import view as view_module
from claims.comparing import wording as wording_module


@pytest.mark.parametrize(
    ("figure", "english", "chinese"),
    [
        ({"value": 94300}, "94,300", "94,300"),
        ({"value": 70000, "approximate": True}, "about 70,000", "约7万"),
        ({"low": 80000, "high": 90000}, "80,000–90,000", "8万至9万"),
        ({"low": 100000}, "more than 100,000", "超过10万"),
        ({"value": 100000, "low": 100000}, "more than 100,000", "超过10万"),
        ({"high": 175000}, "up to 175,000", "至多17.5万"),
        ({"high": 7000, "change": True}, "up to 7,000 more", "增加至多7,000"),
        ({"value": 7000, "change": True, "direction": "fall"}, "7,000 fewer", "减少7,000"),
        ({"value": 143500}, "143,500", "143,500"),
        ({"value": 200_000_000_000}, "200 billion", "2000亿"),
        ({"low": 10_000, "high": 99_999}, "tens of thousands", "数万"),
        ({"low": 10_000, "high": 90_000}, "10,000–90,000", "1万至9万"),
        ({"low": 100, "high": 999, "change": True}, "hundreds more", "增加数百"),
        ({"value": 0}, "0", "0"),
        (
            {"value": 70000, "low": 65000, "high": 75000, "approximate": True},
            "about 70,000",
            "约7万",
        ),
    ],
)
def test_figures_in_words(figure, english, chinese):
    decimals = {k: Decimal(v) if type(v) is int else v for k, v in figure.items()}
    assert figure_words(Figure(**decimals), "en") == english
    assert figure_words(Figure(**decimals), "zh-hans") == chinese


def test_trailing_zeros_of_the_database_are_not_shown():
    assert number_words(Decimal("70000.000000"), "en") == "70,000"
    assert number_words(Decimal("2.500000"), "zh-hans") == "2.5"


@pytest.mark.parametrize("module", [figures_module, view_module, wording_module])
def test_the_examples_in_the_docstrings(module):
    found = doctest.testmod(module)
    assert found.attempted > 0
    assert found.failed == 0
