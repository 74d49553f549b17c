import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.language import SIMPLIFIED, TRADITIONAL, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("乌克兰国防部长说，边境的俄军有十万人。", "zh-Hans"),
        ("烏克蘭國防部長說，邊境的俄軍有十萬人。", "zh-Hant"),
        ("美联社（AP）报道，NATO 与 CNN 都没有证实。", "zh-Hans"),
        ("The minister said that 94,300 troops were near the border.", "en"),
        ("国防大臣は金曜日、部隊が国境の近くにいると述べた。", "ja"),
        ("국방장관은 금요일 국경 근처에 병력이 있다고 말했다.", "ko"),
        ("Der Minister sagte am Freitag, die Brücke werde im März eröffnet.", "de"),
        ("Министр сказал в пятницу, что мост откроют в марте.", "ru"),
        ("123 456", "und"),
    ],
)
def test_language_of(text, language):
    assert language_of(text) == language


def test_the_two_lists_of_characters_are_apart():
    assert not SIMPLIFIED & TRADITIONAL


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Storm", ["sv-SE"], "sv"),
        ("Storm", [], "en"),
        ("Storm", ["zh-CN"], "en"),
        ("Storm", ["nonsense", "", "de_DE"], "de"),
        ("The minister said on Friday that the bridge would open in March.", ["de"], "en"),
        ("Міністр сказав, що міст відкриють у березні.", ["ru"], "uk"),
        ("大同市中心", ["zh-cmn-Hans"], "zh-Hans"),
        ("大同市中心", ["zh_TW"], "zh-Hant"),
        ("大同市中心", ["zh"], "zh-Hans"),
        ("部长说，会议推迟。", ["zh-Hant-HK"], "zh-Hans"),
        ("한 word in English is no Korean", ["en"], "en"),
        ("123 456", ["en"], "und"),
    ],
)
def test_what_the_page_says_counts_where_the_text_does_not_say(text, declared, language):
    assert language_of(text, declared) == language


SCRAPS = st.sampled_from(["the ", "说", "說", "の", "국", "ї", "پ", "é", "ß", "ก", "\ud800", "1 "])


@given(
    st.text(max_size=30) | st.lists(SCRAPS, max_size=30).map("".join),
    st.lists(st.text(max_size=8) | st.sampled_from(["zh-TW", "ja", "nb", "x-klingon"]), max_size=3),
)
def test_any_text_has_a_valid_code(text, declared):
    assert re.fullmatch("[a-z]{2,3}|zh-Han[st]", language_of(text, declared))
