"""Source phrases by themselves, in both languages: surface words and ids."""

from typing import NamedTuple

import pytest

from claims.normalising.sources import Speaker, chinese, english


class Read(NamedTuple):
    name: str | None
    role: str | None
    affiliation: str | None
    anonymous: bool = False


def as_read(speaker: Speaker) -> Read:
    return Read(speaker.name, speaker.role, speaker.affiliation, speaker.anonymous)


CHINESE = [
    # offices with a name
    (
        "芬兰国防部长安蒂‧凯科宁（Antti Kaikkonen）",
        Read("安蒂‧凯科宁", "国防部长", "芬兰"),
    ),
    ("挪威外长维特费尔特", Read("维特费尔特", "外长", "挪威")),
    ("巴西外交部发言人席尔瓦", Read("席尔瓦", "发言人", "巴西外交部")),
    ("俄外长拉夫罗夫", Read("拉夫罗夫", "外长", "俄")),
    ("日军总参谋长山崎幸二", Read("山崎幸二", "总参谋长", "日军")),
    ("马赛市长帕扬", Read("帕扬", "市长", "马赛市")),
    ("丹麦卫生部副部长汉森", Read("汉森", "副部长", "丹麦卫生部")),
    # titles after a name
    ("国防部长威尔逊上将", Read("威尔逊", "国防部长", None)),
    ("安德森上校", Read("安德森", "上校", None)),
    ("周女士", Read("周", None, None)),
    ("特朗普总统", Read("特朗普", "总统", None)),
    # unnamed holders of an office speak on the record
    ("瑞典国防部新闻发言人", Read(None, "新闻发言人", "瑞典国防部")),
    ("河内驻法国大使", Read(None, "驻法国大使", "越南")),
    ("普京发言人", Read(None, "发言人", "普京")),
    # unnamed persons
    ("加拿大情报官员", Read(None, "情报官员", "加拿大", True)),
    ("一名接近德国总理的消息人士", Read(None, "接近德国总理的消息人士", None, True)),
    ("特朗普政府匿名官员", Read(None, "匿名官员", "特朗普政府", True)),
    ("记者们", Read(None, "记者", None, True)),
    ("前英国外交官", Read(None, "前外交官", "英国", True)),
    ("一位女士", Read(None, "女士", None, True)),
    ("多名目击者", Read(None, "目击者", None, True)),
    ("外界", Read(None, None, None, True)),
    # states and bodies
    ("蒙古国", Read("蒙古国", None, None)),
    ("東京", Read("東京", None, "日本")),
    ("五角大楼", Read("五角大楼", None, "美国")),
    ("波兰内政部", Read("波兰内政部", None, "波兰")),
    ("北约", Read("北约", None, None)),
    # media
    ("法新社", Read("法新社", "通讯社", None)),
    ("德国《明镜周刊》", Read("明镜周刊", "媒体", "德国")),
    ("挪威广播公司", Read("挪威广播公司", "媒体", "挪威")),
    # documents speak for their author
    ("世卫组织周五发布的一份报告", Read("世卫组织", None, None)),
    ("一份报告", Read(None, "报告", None, True)),
    # several at once
    ("德国和法国", Read("德国和法国", None, None)),
    ("德国官员和法国外交官", Read(None, "官员和法国外交官", "德国", True)),
]

ENGLISH = [
    (
        "Finnish Defence Minister Antti Kaikkonen",
        Read("Antti Kaikkonen", "Defence Minister", "Finnish"),
    ),
    (
        "Norway's foreign minister, Anniken Huitfeldt",
        Read("Anniken Huitfeldt", "foreign minister", "Norway"),
    ),
    ("Kaikkonen, the Finnish defence minister", Read("Kaikkonen", "defence minister", "Finnish")),
    ("White House chief of staff Ron Klain", Read("Ron Klain", "chief of staff", "White House")),
    (
        "Maria Silva, a spokeswoman for the health ministry,",
        Read("Maria Silva", "spokeswoman", "health ministry"),
    ),
    ("Gen. John O'Brien", Read("John O'Brien", "Gen.", None)),
    ("Mr Halonen", Read("Halonen", None, None)),
    ("a senior administration official", Read(None, "senior administration official", None, True)),
    ("several retired Dutch officials", Read(None, "retired officials", "Dutch", True)),
    (
        "two people familiar with the talks who asked not to be named",
        Read(None, "people familiar with the talks", None, True),
    ),
    ("one of the company's closest advisers", Read(None, "closest advisers", "company", True)),
    ("a Danish army spokesman", Read(None, "spokesman", "Danish army")),
    ("the mayor of Helsinki", Read(None, "mayor", "Helsinki")),
    ("residents", Read(None, "residents", None, True)),
    ("the Kremlin", Read("the Kremlin", None, "Russia")),
    ("NATO", Read("NATO", None, None)),
    ("The Associated Press", Read("The Associated Press", "news agency", None)),
    ("the Danish interior ministry", Read("the Danish interior ministry", None, "Denmark")),
    (
        "a World Health Organization report released in May",
        Read("World Health Organization", None, None),
    ),
    ("a report", Read(None, "report", None, True)),
    ("a new report by Amnesty International", Read("Amnesty International", None, None)),
    ("New Jersey Gov. Maria Silva", Read("Maria Silva", "Gov.", "New Jersey")),
    ("the Refugee Support Centre", Read("the Refugee Support Centre", None, None)),
    ("Denmark and Norway", Read("Denmark and Norway", None, None)),
    ("environmentalists", Read(None, "environmentalists", None, True)),
]


@pytest.mark.parametrize(("phrase", "expected"), CHINESE)
def test_chinese_phrases(phrase: str, expected: Read) -> None:
    assert as_read(chinese.parse(phrase)) == expected


@pytest.mark.parametrize(("phrase", "expected"), ENGLISH)
def test_english_phrases(phrase: str, expected: Read) -> None:
    assert as_read(english.parse(phrase)) == expected


@pytest.mark.parametrize(
    ("chinese_phrase", "english_phrase"),
    [
        ("芬蘭國防部長", "the Finnish defence minister"),
        ("美国国务卿", "the US secretary of state"),
        ("瑞典外交部发言人", "a Swedish foreign ministry spokesman"),
        ("荷兰情报官员", "Dutch intelligence officials"),
        ("一名加拿大高级官员", "a senior Canadian official"),
        ("前韩国外交官", "former South Korean diplomats"),
        ("白宫发言人", "the White House press secretary"),
        ("北约秘书长", "the NATO secretary-general"),
    ],
)
def test_both_languages_give_the_same_ids(chinese_phrase: str, english_phrase: str) -> None:
    one, other = chinese.parse(chinese_phrase), english.parse(english_phrase)
    assert (one.role_id, one.affiliation_id) == (other.role_id, other.affiliation_id)
    assert one.anonymous == other.anonymous


@pytest.mark.parametrize(
    ("phrase", "grade"),
    [
        ("挪威外长维特费尔特", "named"),
        ("挪威官员", "role"),
        ("官员", "unnamed"),
        ("外界", "unnamed"),
    ],
)
def test_grades_of_anonymity(phrase: str, grade: str) -> None:
    assert chinese.parse(phrase).anonymity == grade


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [
        ("挪威外长维特费尔特", "person"),
        ("挪威官员", "group"),
        ("挪威外交部", "body"),
        ("一段视频", "document"),
    ],
)
def test_kinds(phrase: str, kind: str) -> None:
    assert chinese.parse(phrase).kind == kind


def test_the_latin_name_is_taken_from_the_brackets() -> None:
    assert chinese.parse("芬兰总统绍利·尼尼斯托（Sauli Niinistö）").name_latin == "Sauli Niinistö"
    assert chinese.parse("七国集团（G7）官员").name_latin is None
