"""What a speaker is called in each language, and what it is found by."""

import pytest

from articles.spans import Span
from claims.normalising.sources import Speaker, read_speaker, source_key, source_label


def read(phrase: str) -> Speaker:
    language = "en" if phrase.isascii() else "zh-Hans"
    return read_speaker(phrase, [Span(0, len(phrase))], language)


@pytest.mark.parametrize(
    ("phrase", "english", "chinese"),
    [
        (
            "芬兰总统绍利·尼尼斯托（Sauli Niinistö）",
            "Finland’s president Sauli Niinistö",
            "芬兰总统绍利·尼尼斯托",
        ),
        (
            "Ukraine's Defense Minister Reznikov",
            "Ukraine’s defense minister Oleksii Reznikov",
            "乌克兰国防部长奥列克西·列兹尼科夫",
        ),
        ("荷兰情报官员", "Dutch intelligence officials (anonymous)", "荷兰情报官员（匿名）"),
        (
            "US intelligence officials",
            "US intelligence officials (anonymous)",
            "美国情报官员（匿名）",
        ),
        ("several senior US officials", "senior US officials (anonymous)", "美国高级官员（匿名）"),
        ("The Associated Press", "The Associated Press", "美联社"),
        ("美聯社", "The Associated Press", "美联社"),
        ("白宮發言人普薩基", "White House press secretary Jen Psaki", "白宫发言人普萨基"),
        ("波蘭內政部", "Poland’s interior ministry", "波兰内政部"),
        ("the Swedish foreign ministry", "Sweden’s foreign ministry", "瑞典外交部"),
        ("Washington", "US", "美国"),
        ("特朗普政府官员", "Trump administration officials (anonymous)", "特朗普政府官员（匿名）"),
        ("外界", "unnamed source", "未具名来源"),
        ("英国国防大臣", "UK defence secretary", "英国国防大臣"),
        (
            "former Kenyan diplomats",
            "former Kenyan diplomats (anonymous)",
            "肯尼亚前外交官（匿名）",
        ),
        ("挪威央行行长", "Norway’s central bank governor", "挪威央行行长"),
    ],
)
def test_labels_in_both_languages(phrase: str, english: str, chinese: str) -> None:
    speaker = read(phrase)
    assert source_label(speaker, "en") == english
    assert source_label(speaker, "zh-Hans") == chinese


@pytest.mark.parametrize(
    ("one", "other", "key"),
    [
        ("拜登", "Joe Biden", "person:joe-biden"),
        ("澤倫斯基", "Volodymyr Zelenskyy", "person:volodymyr-zelensky"),
        ("雷兹尼科夫", "Oleksiy Reznikov", "person:oleksii-reznikov"),
        ("美联社", "the Associated Press", "body:ap"),
        ("美国情报官员", "US intelligence officials", "group:us:intelligence-official"),
        ("烏克蘭", "Kyiv", "body:ua"),
        ("美国国防部", "the Pentagon", "body:pentagon"),
        (
            "挪威国防部发言人",
            "a Norwegian defence ministry spokesman",
            "office:no:defence-ministry:spokesperson",
        ),
        ("消息人士", "two sources", "group:source"),
        ("尼尼斯托（Sauli Niinistö）", "Sauli Niinisto", "person:sauli-niinisto"),
    ],
)
def test_keys_are_equal_across_languages(one: str, other: str, key: str) -> None:
    assert source_key(read(one)) == source_key(read(other)) == key


def test_different_sources_have_different_keys() -> None:
    phrases = ["美国官员", "美国情报官员", "英国官员", "美国", "美国国务院", "美国国务卿", "官员"]
    assert len({source_key(read(phrase)) for phrase in phrases}) == len(phrases)


def test_an_unknown_body_is_called_by_its_latin_name_in_english() -> None:
    speaker = read("北海观察所（North Sea Observatory）")
    assert source_label(speaker, "en") == "North Sea Observatory"
    assert source_label(speaker, "zh-Hans") == "北海观察所"


def test_a_speaker_without_anything_has_label_and_key() -> None:
    nobody = Speaker(anonymous=True, kind="group")
    assert source_label(nobody, "en") == "unnamed source"
    assert source_key(nobody) == "group:unnamed"


def test_a_label_says_only_once_that_its_source_is_anonymous() -> None:
    speaker = Speaker(
        role="匿名官员", affiliation="芬兰", role_id="official", affiliation_id="FI", anonymous=True
    )
    assert source_label(speaker, "zh-Hans") == "芬兰官员（匿名）"
