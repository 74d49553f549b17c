"""What holds of every quantity, whatever the text."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.normalising.quantities import find_quantities
from claims.normalising.quantities.measures import find_measures
from claims.normalising.quantities.numbers import find_numbers

WORDS = """
约 大约 超过 近 多达 不到 数 几 十 百 千 万 亿 两 三 五 零 点 分 之 又 负 第 多 余
以上 左右 至 到 - 人 名 架 艘 个 公里 元 美元 % 个百分点 成 年 月 日 号 岁 士兵 死亡
增加 ， 。 12 3.5 1,000 ２０ about over up to between and to nearly one two hundred
thousand million half dozen third of troops killed miles percent $ £ € k m bn G20 -5
rose fell several half no casualties nobody killed 无人 伤亡 几名 过半 零下 度
1/2 0 / . ,
"""
PIECES = st.sampled_from([*WORDS.split(), "\n"])
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(PIECES, max_size=14).map("".join),
    st.lists(PIECES, max_size=14).map(" ".join),
)
LANGUAGES = st.sampled_from(["en", "zh-Hans", "zh-Hant"])


@given(TEXTS, LANGUAGES)
def test_quantities_stand_in_the_text_in_order(text: str, language: str) -> None:
    end = 0
    for quantity in find_quantities(text, language):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end


@given(TEXTS, LANGUAGES)
def test_bounds_hold_the_value(text: str, language: str) -> None:
    for quantity in find_quantities(text, language):
        known = [b for b in (quantity.low, quantity.value, quantity.high) if b is not None]
        assert known, quantity
        assert known == sorted(known), quantity


@given(TEXTS, LANGUAGES)
def test_numbers_and_measures_stand_in_the_text(text: str, language: str) -> None:
    for found in (find_numbers(text, language), find_measures(text, language)):
        for one in found:
            assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("text", ["", "\n", "。", "%", "$", "-", "．", "1" * 500, "万" * 500])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_degenerate_texts(text: str, language: str) -> None:
    for quantity in find_quantities(text, language):
        assert quantity.end <= len(text)


def test_offsets_are_code_points() -> None:
    (quantity,) = find_quantities("😀集结了大约4万军队", "zh-Hans")
    assert (quantity.start, quantity.end) == (4, 8)


HOSTILE = {
    "zh": [
        "7",
        "零",
        "十",
        "点",
        "超过",
        "几名",
        "没有造成",
        "百分之",
        "比",
        "1,",
        "2021/2022",
        "半",
    ],
    "en": ["7", "one ", "half of ", "no reported ", "increase ", "1,", "1/", "-", "million ", "a "],
}


@pytest.mark.parametrize(
    ("language", "unit"), [(name, unit) for name, units in HOSTILE.items() for unit in units]
)
def test_work_grows_with_the_length_of_a_text_and_no_faster(language: str, unit: str) -> None:
    """Four times the text costs about four times the steps; squares would cost sixteen."""
    short, long = (_steps(unit * count + " 3人 3 men", language) for count in (250, 1000))
    assert long <= 6 * short + 1000


def _steps(text: str, language: str) -> int:
    """How many functions are called, of ours and of the library's."""
    steps = 0

    def count(*_: object) -> None:
        nonlocal steps
        steps += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        find_quantities(text, language)
    finally:
        sys.setprofile(before)
    return steps


@pytest.mark.parametrize("text", ["7" * 200_000, "零" * 100_000, "." * 200_000, " " * 200_000])
@pytest.mark.parametrize("language", ["en", "zh-Hans"])
def test_long_and_empty_of_sense(text: str, language: str) -> None:
    assert find_quantities(text, language) == []


@pytest.mark.parametrize("surface", ["9" * 5000, "1/" + "9" * 5000, "1e399", "9" * 5000 + " 1/2"])
def test_a_number_too_long_to_write_is_no_quantity(surface: str) -> None:
    for language in ("en", "zh-Hans"):
        for quantity in find_quantities(f"{surface} tanks", language):
            assert quantity.value is None or quantity.value < 10**24


@given(TEXTS, LANGUAGES)
def test_a_change_is_named(text: str, language: str) -> None:
    assert {q.change for q in find_quantities(text, language)} <= {None, "rise", "fall"}
