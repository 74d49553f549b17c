"""Mentions resolved within an article, by the place they stand at."""

from datetime import date

import pytest

from articles.spans import Span
from claims.normalising.sources import Speaker, read_speaker

CHINESE = """北欧防长会谈在赫尔辛基举行
芬兰国防部长安蒂·凯科宁（Antti Kaikkonen）说，边境平静。他还说，军队已有准备。
丹麦外交部发言人汉森否认有分歧。凯科宁坚持认为有必要增兵，该国防部长没有提供细节。
国际原子能机构（IAEA）发布一份报告。IAEA说，设施安全。报告称，没有泄漏。
挪威和瑞典表示欢迎，双方将继续会谈。它随后公布了时间表。
安蒂·凯可宁说，谈判结束。"""

ENGLISH = """Nordic ministers meet in Helsinki
Finnish Defence Minister Antti Kaikkonen said the border was quiet. He said troops were ready.
Karen Hansen, a spokeswoman for the Danish foreign ministry, denied a rift. Mr Kaikkonen disagreed.
"We need more troops," the defence minister said. Hansen would not comment.
Ms Hansen's brother, Peter Hansen, said little. Helsinki said it would wait for Oslo.
Finland said both countries agreed."""


def at(text: str, words: str, language: str, occurrence: int = 0) -> Speaker:
    start = -1
    for _ in range(occurrence + 1):
        start = text.index(words, start + 1)
    return read_speaker(text, [Span(start, start + len(words))], language)


@pytest.mark.parametrize(
    ("words", "occurrence", "name", "role", "affiliation"),
    [
        ("他", 0, "安蒂·凯科宁", "国防部长", "芬兰"),
        ("凯科宁", 1, "安蒂·凯科宁", "国防部长", "芬兰"),
        ("该国防部长", 0, "安蒂·凯科宁", "国防部长", "芬兰"),
        ("安蒂·凯可宁", 0, "安蒂·凯科宁", "国防部长", "芬兰"),  # one character off
        ("汉森", 0, "汉森", "发言人", "丹麦外交部"),
        ("IAEA", 1, "国际原子能机构", None, None),
        ("报告", 1, "国际原子能机构", None, None),
        ("双方", 0, "挪威和瑞典", None, None),
    ],
)
def test_chinese_mentions(
    words: str, occurrence: int, name: str, role: str | None, affiliation: str | None
) -> None:
    speaker = at(CHINESE, words, "zh-Hans", occurrence)
    assert (speaker.name, speaker.role, speaker.affiliation) == (name, role, affiliation)
    assert not speaker.anonymous


@pytest.mark.parametrize(
    ("words", "occurrence", "name", "role", "affiliation"),
    [
        ("He", 1, "Antti Kaikkonen", "Defence Minister", "Finland"),
        ("Mr Kaikkonen", 0, "Antti Kaikkonen", "Defence Minister", "Finland"),
        ("the defence minister", 0, "Antti Kaikkonen", "Defence Minister", "Finland"),
        ("Hansen", 1, "Karen Hansen", "spokeswoman", "Danish foreign ministry"),
        ("Peter Hansen", 0, "Peter Hansen", None, None),
        ("Helsinki", 1, "Finland", None, None),
    ],
)
def test_english_mentions(
    words: str, occurrence: int, name: str, role: str | None, affiliation: str | None
) -> None:
    speaker = at(ENGLISH, words, "en", occurrence)
    assert (speaker.name, speaker.role, speaker.affiliation) == (name, role, affiliation)


def test_a_latin_name_printed_once_is_known_throughout() -> None:
    assert at(CHINESE, "他", "zh-Hans").name_latin == "Antti Kaikkonen"


def test_no_span_is_nobody() -> None:
    speaker = read_speaker("有人说话。", [], "zh-Hans")
    assert (speaker.name, speaker.role, speaker.anonymous) == (None, None, True)


def test_a_pronoun_without_anybody_before_it_is_nobody() -> None:
    assert at("他说会来。", "他", "zh-Hans").anonymous


def test_a_source_of_several_spans_is_read_as_one_phrase() -> None:
    text = "芬兰昨天的国防部长说。"
    speaker = read_speaker(text, [Span(0, 2), Span(5, 9)], "zh-Hans")
    assert (speaker.affiliation, speaker.role) == ("芬兰", "国防部长")


@pytest.mark.parametrize(
    ("published", "role_id"),
    [(date(2022, 2, 1), "president"), (date(2016, 2, 1), None), (None, None)],
)
def test_an_office_is_supplied_only_for_the_days_it_was_held(
    published: date | None, role_id: str | None
) -> None:
    speaker = read_speaker("拜登说会谈。", [Span(0, 2)], "zh-Hans", published=published)
    assert speaker.role_id == role_id
    assert speaker.role is None  # nothing is printed


def test_traditional_text_keeps_its_characters() -> None:
    text = "芬蘭國防部長安蒂·凱科寧說，邊境平靜。他還說會再談。"
    speaker = at(text, "他", "zh-Hant")
    assert (speaker.name, speaker.role, speaker.affiliation) == (
        "安蒂·凱科寧",
        "國防部長",
        "芬蘭",
    )
    assert speaker.role_id == "defence-minister"
