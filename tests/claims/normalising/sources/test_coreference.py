"""Whole articles: whoever speaks at several places is one record, whatever the words there."""

import re

import pytest

from articles.spans import Span
from claims.normalising.sources import Reading, Speaker, read_speakers, source_key, speaker_evidence

ENGLISH = """Harbour talks resume
Finnish Defence Minister Antti Kaikkonen [1] said the quay was safe. He [1] said more would come.
A senior Norwegian official [2] said nothing was decided. The official [2] asked for patience.
Danish Foreign Ministry spokeswoman Karen Hansen [3] denied it. Kaikkonen [1] agreed. She [3] left.
Two port workers [4] said they had seen nothing. "It was dark," Ms Hansen [3] said.
The defence minister [1] said he [1] trusted them. Gen. Ola Berg [5] doubted it.
"We wait," Berg [5] said. The spokeswoman [3] said nothing more.
The Swedish Interior Ministry [6] sent a note. The ministry [6] said ferries would go.
It [6] gave no date."""

CHINESE = """港口会谈恢复
芬兰国防部长安蒂·凯科宁（Antti Kaikkonen）[1]说，码头安全。他[1]还说，会有更多船只。
一名挪威情报官员[2]说，尚未决定。该官员[2]呼吁保持耐心。这名官员[2]没有多说。
丹麦外交部女发言人卡伦·汉森[3]否认有分歧。凯科宁[1]不同意，她[3]不肯让步。
这位国防部长[1]说，他[1]相信他们。安蒂·凯可宁[1]说完离开。汉森女士[3]表示会再谈。
中国外交部发言人赵明远[5]说，各方应冷静。赵[5]没有回答提问。赵先生[5]随后离场。
瑞典内政部[6]发出通知。该部[6]称，渡轮照开。它[6]没有给出日期。"""

TRADITIONAL = """港口會談恢復
芬蘭國防部長安蒂‧凱科寧[1]說，碼頭安全。他[1]還說會再談。凱科寧[1]表示同意。
泽连斯基[2]说会来。澤倫斯基[2]說不會。泽伦斯基[2]说再看。"""


def speakers_in(marked: str, phrases: list[str], language: str) -> dict[str, list[Reading]]:
    """Number → the readings of the phrases marked with it, in the text without its marks."""
    text, sources, numbers = "", [], []
    position = 0
    for match in re.finditer(r" ?\[(\d)\]", marked):
        text += marked[position : match.start()]
        position = match.end()
        phrase = next(p for p in phrases if text.endswith(p))
        sources.append([Span(len(text) - len(phrase), len(text))])
        numbers.append(match.group(1))
    text += marked[position:]
    found: dict[str, list[Reading]] = {}
    for number, reading in zip(numbers, read_speakers(text, sources, language), strict=True):
        found.setdefault(number, []).append(reading)
        for evidence in speaker_evidence(text, reading):
            assert text[slice(*evidence.span)]
            assert evidence.by
    return found


ENGLISH_PHRASES = [
    "Finnish Defence Minister Antti Kaikkonen", "A senior Norwegian official", "The official",
    "Danish Foreign Ministry spokeswoman Karen Hansen", "Two port workers", "Ms Hansen",
    "The defence minister", "Gen. Ola Berg", "The spokeswoman", "The Swedish Interior Ministry",
    "The ministry", "Kaikkonen", "Berg", "He", "She", "he", "It",
]  # fmt: skip
CHINESE_PHRASES = [
    "芬兰国防部长安蒂·凯科宁（Antti Kaikkonen）", "一名挪威情报官员", "该官员", "这名官员",
    "丹麦外交部女发言人卡伦·汉森", "这位国防部长", "安蒂·凯可宁", "汉森女士", "凯科宁",
    "中国外交部发言人赵明远", "赵先生", "赵", "瑞典内政部", "该部", "他", "她", "它",
]  # fmt: skip
TRADITIONAL_PHRASES = [
    "芬蘭國防部長安蒂‧凱科寧", "凱科寧", "他", "泽连斯基", "澤倫斯基", "泽伦斯基",
]  # fmt: skip

ARTICLES = [
    (ENGLISH, ENGLISH_PHRASES, "en"),
    (CHINESE, CHINESE_PHRASES, "zh-Hans"),
    (TRADITIONAL, TRADITIONAL_PHRASES, "zh-Hant"),
]


@pytest.mark.parametrize(("marked", "phrases", "language"), ARTICLES)
def test_one_person_is_one_record(marked: str, phrases: list[str], language: str) -> None:
    for number, readings in speakers_in(marked, phrases, language).items():
        speakers = {reading.speaker for reading in readings}
        assert len(speakers) == 1, (number, speakers)
        assert len({source_key(reading.speaker) for reading in readings}) == 1


@pytest.mark.parametrize(("marked", "phrases", "language"), ARTICLES)
def test_different_sources_stay_apart(marked: str, phrases: list[str], language: str) -> None:
    found = speakers_in(marked, phrases, language)
    keys = {source_key(readings[0].speaker) for readings in found.values()}
    assert len(keys) == len(found)


def as_read(speaker: Speaker) -> tuple[str | None, str | None, str | None, str]:
    return speaker.name, speaker.role, speaker.affiliation, speaker.anonymity


def test_the_english_records() -> None:
    found = speakers_in(ENGLISH, ENGLISH_PHRASES, "en")
    assert [as_read(found[n][-1].speaker) for n in "123456"] == [
        ("Antti Kaikkonen", "Defence Minister", "Finland", "named"),
        (None, "senior official", "Norway", "role"),
        ("Karen Hansen", "spokeswoman", "Danish Foreign Ministry", "named"),
        (None, "port workers", None, "unnamed"),
        ("Ola Berg", "Gen.", None, "named"),
        ("The Swedish Interior Ministry", None, "Sweden", "named"),
    ]


def test_the_chinese_records() -> None:
    found = speakers_in(CHINESE, CHINESE_PHRASES, "zh-Hans")
    assert [as_read(found[n][-1].speaker) for n in "12356"] == [
        ("安蒂·凯科宁", "国防部长", "芬兰", "named"),
        (None, "情报官员", "挪威", "role"),
        ("卡伦·汉森", "女发言人", "丹麦外交部", "named"),
        ("赵明远", "发言人", "中国外交部", "named"),
        ("瑞典内政部", None, "瑞典", "named"),
    ]
    assert found["1"][-1].speaker.name_latin == "Antti Kaikkonen"


def test_spellings_of_a_well_known_name_have_one_key() -> None:
    found = speakers_in(TRADITIONAL, TRADITIONAL_PHRASES, "zh-Hant")
    assert {source_key(r.speaker) for r in found["2"]} == {"person:volodymyr-zelensky"}


def test_namesakes_are_told_apart_by_title_and_by_who_spoke_last() -> None:
    marked = (
        "Title\nCouncilman Peter Holm [1] said yes. Councilwoman Anna Holm [2] said no. "
        "Holm [2] repeated it. He [1] said yes again, and she [2] left."
    )
    phrases = ["Councilman Peter Holm", "Councilwoman Anna Holm", "Holm", "He", "she"]
    found = speakers_in(marked, phrases, "en")
    assert {r.speaker.name for r in found["1"]} == {"Peter Holm"}
    assert {r.speaker.name for r in found["2"]} == {"Anna Holm"}


def test_a_ministry_without_its_state_is_the_nearest_one_with_it() -> None:
    marked = "标题\n芬兰国防部发言人汉森说，演习结束。芬兰国防部否认此事。国防部[1]说，会调查。"
    (reading,) = speakers_in(marked, ["国防部"], "zh-Hans")["1"]
    assert source_key(reading.speaker) == "body:fi:defence-ministry"


def test_a_full_name_without_a_role_is_found() -> None:
    marked = "Title\nMaria Silva, 43, sells fish on the quay. Silva [1] said prices rose."
    (reading,) = speakers_in(marked, ["Silva"], "en")["1"]
    assert reading.speaker.name == "Maria Silva"


@pytest.mark.parametrize(
    ("marked", "phrase", "language", "names"),
    [
        ("Title\nKarin Berg said hello. Olaf Lund said yes. The two leaders [1] agreed.",
         "The two leaders", "en", "Karin Berg and Olaf Lund"),
        ("标题\n芬兰总统安蒂·凯科宁会见挪威总统乌拉·贝里。两国元首[1]同意再谈。",
         "两国元首", "zh-Hans", "安蒂·凯科宁和乌拉·贝里"),
    ],
)  # fmt: skip
def test_two_persons_at_once(marked: str, phrase: str, language: str, names: str) -> None:
    (reading,) = speakers_in(marked, [phrase], language)["1"]
    assert reading.speaker.name == names
    assert not reading.speaker.anonymous


def test_evidence_leads_to_where_somebody_was_introduced() -> None:
    text = "Title\nFinnish Defence Minister Antti Kaikkonen spoke. He said no."
    start = text.index("He said")
    (reading,) = read_speakers(text, [[Span(start, start + 2)]], "en")
    told = {e.field: (text[slice(*e.span)], e.by) for e in speaker_evidence(text, reading)}
    assert told["speaker.name"] == ("Antti Kaikkonen", "introduced elsewhere (pronoun: he)")
    assert told["speaker.affiliation"][0] == "Finnish"
    assert told["speaker.role_id"] == ("Defence Minister", "lexicon roles: defence-minister")
    assert told["speaker.affiliation_id"] == ("Finnish", "lexicon territories.toml: FI")
