"""Spans begin and end where the guidelines have them."""

import pytest

from articles.spans import Span
from claims.extraction.edges import clean
from claims.extraction.labels import CONTENT, CUE, SOURCE

# The rough span stands between ⟦ and ⟧; the wanted one is written out.
CONTENTS = [
    ("他说，⟦：局势紧张。⟧她走了", "局势紧张"),
    ("他说：“⟦局势紧张。⟧”她走了", "“局势紧张。”"),
    ("他说：⟦“局势紧张。⟧”她走了", "“局势紧张。”"),
    ("他说“⟦总统们将自行决定”⟧。", "“总统们将自行决定”"),
    ("他稱⟦局勢緊張」⟧。", "局勢緊張"),
    ("他说：⟦“开头没有收尾⟧\n第二段", "“开头没有收尾"),
    ("She said ⟦that it would rain.⟧", "it would rain"),
    ("She said ⟦that⟧", "that"),
    ("He left for ⟦the U.S.⟧ on Monday", "the U.S."),
    ("党（⟦1.8兆美元⟧）或", "1.8兆美元"),
    ("⟦，。：⟧", ""),
]
NAMES = [
    ("⟦克里姆林宫发言人，⟧说", SOURCE, "克里姆林宫发言人"),
    ("⟦the U.S.⟧ believed", SOURCE, "the U.S."),
    ("他⟦说：⟧好", CUE, "说"),
]


def _cleaned(marked: str, role: int, language: str) -> list[str]:
    start, end = marked.index("⟦"), marked.index("⟧") - 1
    text = marked.replace("⟦", "").replace("⟧", "")
    return [text[s:e] for s, e in clean([Span(start, end)], role, text, language)]


@pytest.mark.parametrize(("marked", "wanted"), CONTENTS)
def test_content(marked: str, wanted: str) -> None:
    language = "en" if marked.isascii() or "She" in marked or "He" in marked else "zh-Hans"
    assert _cleaned(marked, CONTENT, language) == ([wanted] if wanted else [])


@pytest.mark.parametrize(("marked", "role", "wanted"), NAMES)
def test_names_and_cues(marked: str, role: int, wanted: str) -> None:
    assert _cleaned(marked, role, "zh-Hans") == [wanted]


def test_parts_with_only_a_comma_between_are_one_but_two_quotations_stay_two() -> None:
    text = "甲乙，丙丁“一”，“二”"
    assert clean([Span(0, 2), Span(3, 5)], CONTENT, text, "zh-Hans") == [Span(0, 5)]
    two = [Span(5, 8), Span(9, 12)]
    assert clean(two, CONTENT, text, "zh-Hans") == two


def test_a_cue_found_twice_with_different_ends_is_one() -> None:
    text = "Prices fell, according to the ministry."
    cues = [Span(13, 22), Span(13, 25)]
    assert clean(cues, CUE, text, "en") == [Span(13, 25)]
