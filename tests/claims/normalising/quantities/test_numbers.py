"""Numerals: tables of hard ones, and round trips of every integer."""

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from claims.normalising.quantities.chinese import parse
from claims.normalising.quantities.numbers import find_numbers

CHINESE = {
    "三千二百五": "3250",
    "六万三": "63000",
    "六万零三": "60003",
    "叁仟伍佰": "3500",
    "貳拾萬": "200000",
    "12.5万": "125000",
    "2亿4000万": "240000000",
    "3万6千5百": "36500",
    "一万五千亿": "1500000000000",
    "五万万": "500000000",
    "七点二五": "7.25",
    "三点五万": "35000",
    "五分之二": "0.4",
    "二又四分之三": "2.75",
    "负三十": "-30",
    "１２，３４５": "12345",
    "二〇二一": "2021",
    "1千零1": "1001",
    "十": "10",
}
VAGUE = {
    "数万": (None, "10000", "99999"),
    "几十": (None, "10", "99"),
    "十几": ("10", "11", "19"),
    "二十几万": ("200000", "210000", "299999"),
    "六十多": ("60", "60", None),
    "三百余": ("300", "300", None),
    "十多万": ("100000", "100000", None),
    "两三百": (None, "200", "300"),
    "七八万": (None, "70000", "80000"),
    "五六十": (None, "50", "60"),
}
ENGLISH = {
    "62,500": "62500",
    "2.4 million": "2400000",
    "three hundred and seven": "307",
    "forty-one thousand": "41000",
    "six and a half": "6.5",
    "a quarter million": "250000",
    "three fifths": "0.6",
    "5 3/4": "5.75",
    "four dozen": "48",
    "30k": "30000",
    "1.2bn": "1200000000",
    "minus nine": "-9",
    "seven point two five": "7.25",
    "two hundred thousand": "200000",
    "1 in five": None,
}


@pytest.mark.parametrize(("surface", "value"), CHINESE.items())
def test_chinese(surface: str, value: str) -> None:
    (number,) = find_numbers(f"甲{surface}乙", "zh")
    assert (number.start, number.end) == (1, 1 + len(surface))
    assert number.value == Decimal(value)
    assert not number.approximate


@pytest.mark.parametrize(("surface", "bounds"), VAGUE.items())
def test_vague_chinese(surface: str, bounds: tuple[str | None, ...]) -> None:
    (number,) = find_numbers(f"有{surface}人", "zh")
    assert (number.start, number.end) == (1, 1 + len(surface))
    expected = [None if b is None else Decimal(b) for b in bounds]
    assert [number.value, number.low, number.high] == expected
    assert number.approximate


@pytest.mark.parametrize(("surface", "value"), ENGLISH.items())
def test_english(surface: str, value: str | None) -> None:
    found = find_numbers(f"about {surface}.", "en")
    if value is None:
        assert len(found) > 1
        return
    (number,) = found
    assert (number.start, number.end) == (6, 6 + len(surface))
    assert number.value == Decimal(value)


@pytest.mark.parametrize("text", ["万", "两两", "四川", "统一", "一切", "第三", "星期五"])
def test_no_number(text: str) -> None:
    assert find_numbers(text, "zh") == []


def test_one_text_many_numbers() -> None:
    values = [n.value for n in find_numbers("三百人、5辆车，两千四百五十元", "zh")]
    assert values == [300, 5, 2450]


_DIGITS = "零一二三四五六七八九"
_FINANCIAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")


def in_chinese(value: int) -> str:
    """The plain Chinese numeral, written without looking at the parser."""
    if value == 0:
        return "零"
    out, zero = "", False
    for scale, name in ((10**12, "兆"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section, value = divmod(value, scale)
        if not section:
            zero = bool(out)
            continue
        text = _section(section)
        out += ("零" if out and (zero or section < 1000) else "") + text + name
        zero = False
    return out


def _section(value: int) -> str:
    out, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if not digit:
            zero = bool(out)
            continue
        out += ("零" if zero else "") + _DIGITS[digit] + name
        zero = False
    return out


@given(st.integers(0, 10**16 - 1))
@example(10010)
@example(100000001)
def test_chinese_round_trip(value: int) -> None:
    assert parse(in_chinese(value)) == value
    assert parse(in_chinese(value).translate(_FINANCIAL)) == value


@given(st.integers(0, 10**9), st.sampled_from(["en", "zh"]))
def test_grouped_figures_round_trip(value: int, language: str) -> None:
    (number,) = find_numbers(f" {value:,} ", language)
    assert number.value == value


_BELOW_TWENTY = [
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_english(value: int) -> str:
    """The plain English numeral, with *and* after hundred."""
    for scale, name in (
        (10**9, "billion"),
        (10**6, "million"),
        (1000, "thousand"),
        (100, "hundred"),
    ):
        if value >= scale:
            head, rest = divmod(value, scale)
            joint = " and " if scale == 100 or rest < 100 else " "
            return f"{in_english(head)} {name}" + (f"{joint}{in_english(rest)}" if rest else "")
    if value < 20:
        return _BELOW_TWENTY[value]
    ten, one = divmod(value, 10)
    return _TENS[ten - 2] + (f"-{_BELOW_TWENTY[one]}" if one else "")


@given(st.integers(0, 10**12 - 1))
def test_english_round_trip(value: int) -> None:
    surface = in_english(value)
    (number,) = find_numbers(surface, "en")
    assert (number.start, number.end, number.value) == (0, len(surface), value)


@pytest.mark.parametrize("unit", ["十", "两", "几", "一", "one ", "twenty ", "one hundred and "])
def test_a_run_of_numerals_is_read_in_pieces_of_bounded_length(unit: str) -> None:
    language = "en" if unit.isascii() else "zh"
    for number in find_numbers(unit * 1000, language):
        assert number.end - number.start <= 40 * len(unit)
