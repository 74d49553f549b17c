"""When it was said is told apart from what it is about."""

from datetime import date

import pytest

from claims.extraction import Attribution, extract

DATELINE = date(2021, 12, 5)  # a Sunday


def _only(text: str, language: str) -> Attribution:
    (found,) = extract("题\n" + text, language=language, published=DATELINE)
    return found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("芬兰总理周五（12月3日）表示，议会将在下个月表决。", "zh-Hans"),
        ("The Finnish prime minister said on Friday that parliament would vote next month.", "en"),
    ],
)
def test_both_times_of_a_sentence(text: str, language: str) -> None:
    found = _only(text, language)
    assert [time.begin for time in found.said] == [date(2021, 12, 3)]
    assert [time.begin for time in found.times] == [date(2022, 1, 1)]


def test_a_time_of_another_sentence_is_not_when_it_was_said() -> None:
    found = _only("周五下了雪。芬兰总理表示，议会将会表决。", "zh-Hans")
    assert found.said == ()
