"""Whatever the words: no crash, evidence inside the text, script does not matter."""

import opencc
from hypothesis import given
from hypothesis import strategies as st

from articles.spans import Span
from claims.normalising.modality import read_modality

WORDS = st.lists(
    st.sampled_from(
        [
            *(
                "如果",
                "可能",
                "将",
                "会",
                "不",
                "没有",
                "计划",
                "部队",
                "撤离",
                "，",
                "。",
                "说",
                "？",
                "的话",
            ),
            *(
                "if ",
                "may ",
                "will ",
                "not ",
                "no plans to ",
                "troops ",
                "said ",
                ", ",
                ". ",
                "and ",
            ),
            *("who ", "are ", "“", "”", "94,300", "\n", "😀", " - ", "時", "會議", "將軍", "並非"),
        ]
    ),
    min_size=1,
    max_size=20,
).map("".join)


@st.composite
def passages(draw: st.DrawFn) -> tuple[str, list[Span], Span]:
    """A text, its content in one or two spans, and a place in it."""
    text = draw(WORDS)
    places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=4, max_size=4)))
    spans = [Span(*places[:2]), Span(*places[2:])]
    content = [span for span in spans if span.start < span.end] or [Span(0, len(text))]
    return text, content, Span(content[0].start, content[0].start + 1)


@given(passages(), st.sampled_from(["zh-Hans", "zh-Hant", "en"]), st.booleans())
def test_evidence_stands_in_the_content(
    passage: tuple[str, list[Span], Span], language: str, closely: bool
) -> None:
    text, content, place = passage
    found = read_modality(text, language, content=content, cue=[], at=place if closely else None)
    for evidence in found.evidence:
        assert content[0].start <= evidence.span.start < evidence.span.end <= content[-1].end + 1
    assert (found.polarity == "denied") == (
        len([e for e in found.evidence if e.field == "polarity"]) == 1
    )
    if found.modality != "asserted":
        assert any(e.field == "modality" for e in found.evidence)


@given(WORDS)
def test_both_scripts_are_read_alike(text: str) -> None:
    traditional = opencc.OpenCC("s2t").convert(text)
    readings = [
        read_modality(words, "zh-Hant", content=[Span(0, len(words))], cue=[])
        for words in (text, traditional)
    ]
    assert readings[0].modality == readings[1].modality
    assert readings[0].polarity == readings[1].polarity
