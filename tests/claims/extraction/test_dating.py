"""When it was said is told apart from what it is about."""

import re
from datetime import date

import pytest

from articles.spans import Span
from claims.extraction import Attribution, extract
from claims.extraction.attribution import Draft
from claims.extraction.dating import said_times
from claims.normalising.times import find_times

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


def _said(marked: str, language: str) -> list[str]:
    """When it was said, of a text with one {source}, one <cue> and one [content]."""
    spans: dict[str, tuple[Span, ...]] = {"{": (), "<": (), "[": ()}
    text = ""
    for part in re.split(r"([{<\[][^}>\]]*[}>\]])", marked):
        if part[:1] in spans:
            spans[part[0]] = (Span(len(text), len(text) + len(part) - 2),)
        text += part[1:-1] if part[:1] in spans else part
    draft = Draft(spans["{"], spans["<"], spans["["], 1.0)
    (said,) = said_times([draft], find_times(text, language, DATELINE), text)
    return [text[time.start : time.end] for time in said]


@pytest.mark.parametrize(
    ("marked", "language", "times"),
    [
        ("周五，{芬兰总理}<表示>，[议会将表决]。", "zh", ["周五"]),
        ("但上周五，在赫尔辛基举行的会议上，{总理}<表示>，[议会将表决]。", "zh", ["上周五"]),
        ("在11月发布的报告中，{芬兰央行}<称>，[物价会跌]。", "zh", ["11月"]),
        ("{芬兰总理}周五<表示>，[议会将在下个月表决]。", "zh", ["周五"]),
        ("On Friday, {the minister} <said> [the port was shut].", "en", ["Friday"]),
        ("At a briefing on Friday, {the minister} <said> [the port was shut].", "en", ["Friday"]),
        (
            "{The minister} <told> reporters in Turku on Friday [that it was shut].",
            "en",
            ["Friday"],
        ),
        # A clause of its own stands between.
        ("自2014年冰层消退，渔民逐渐离开，{渔会}<警告>[港口将荒废]。", "zh", []),
        ("The port was shut this week, though {the minister} <said> [it was safe].", "en", []),
        # The dateline of an agency's article.
        ("题\n长河社赫尔辛基12月3日电 - {芬兰总理}<表示>[议会将表决]。", "zh", []),
        ("Title\nHELSINKI, Dec. 3 - {The prime minister} <said> [it was shut].", "en", []),
    ],
)
def test_when_it_was_said(marked: str, language: str, times: list[str]) -> None:
    assert _said(marked, language) == times


def test_a_time_goes_with_the_nearest_cue() -> None:
    text = "据晨报12月3日报道，芬兰总理表示，议会将表决。"
    report = Draft((Span(1, 3),), (Span(8, 10),), (Span(11, 24),), 1.0)
    said = Draft((Span(11, 15),), (Span(15, 17),), (Span(18, 24),), 1.0)
    times = find_times(text, "zh", DATELINE)
    assert [len(found) for found in said_times([report, said], times, text)] == [1, 0]
