import pytest

from claims.normalising.places import find_nations


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ("Russian troops", "en", {"RU"}),
        ("Ukrainian civilians", "en", {"UA"}),
        ("U.S. soldiers", "en", {"US"}),
        ("troops", "en", set()),
        ("俄罗斯军队", "zh-Hans", {"RU"}),
        ("俄軍", "zh-Hant", {"RU"}),
        ("美军", "zh-Hans", {"US"}),
        ("烏克蘭公民", "zh-Hant", {"UA"}),
        ("士兵", "zh-Hans", set()),
        ("soldats russes", "fr", set()),
    ],
)
def test_whose_they_are(words: str, language: str, expected: set[str]) -> None:
    assert find_nations(words, language) == expected
