import pytest

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
