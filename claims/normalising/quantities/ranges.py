"""Two numbers that make one range: 8万至10万, 8-10万, between 120,000 and 175,000."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from claims.normalising.quantities.numbers import Number

_JOIN_ZH = re.compile(
    r"(?P<unit>[人名个個架艘辆輛枚例%％米]?)[ \xa0]?(?:至|到|—|–|-|－|~|～|─|或)[ \xa0]?"
)
_JOIN_EN = re.compile(
    r"(?P<unit>%| percent)?(?: ?[-–—] ?| to | or )(?P<sign>[$£€]?)", re.IGNORECASE
)
_PERCENT = re.compile(r" ?(?:[%％]|per ?cent)")
_AND = re.compile(r"(?P<unit>%| percent)? and (?P<sign>[$£€]?)", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\bbetween (?:about |around |roughly |an estimated )?[$£€]?\Z", re.IGNORECASE
)
# A number that moved from the first to the second is two levels, no range.
_FROM = re.compile(
    r"\b(?:rose|ris\w+|grew|grow\w*|increas\w+|climb\w+|jump\w+|fell|fall\w*|drop\w*|declin\w+"
    r"|reduc\w+|cut|shrank|rais\w+|lower\w+|went|mov\w+|chang\w+) from [$£€]?\Z",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"(?:[十百千万萬亿億]|\b(?:thousand|million|billion|trillion)|(?<=\d) ?(?:k|m|bn|mln))\Z",
    re.IGNORECASE,
)
_LENT_THOUSAND = re.compile(r"\d{1,2}(?: ?[-–—] ?| to )[1-9]\d{1,2},000\Z")  # 20-30,000
_SCALES = {
    "十": 10, "百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8,
    "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "bn": 10**9, "mln": 10**6,
}  # fmt: skip


def join_ranges(text: str, numbers: Sequence[Number], language: str) -> Iterator[Number]:
    """`numbers` with every two that are the ends of one range made one, value None."""
    index = 0
    while index < len(numbers):
        number = numbers[index]
        joined = None
        if index + 1 < len(numbers):
            joined = _join(text, number, numbers[index + 1], language)
        yield joined or number
        index += 2 if joined else 1


def _join(text: str, first: Number, second: Number, language: str) -> Number | None:
    if second.start - first.end > 14 or not _joins(text, first, second, language):
        return None
    if _PERCENT.match(text, first.end) and not _PERCENT.match(text, second.end):
        return None  # 10%至34.135
    low, high = _low(text, first, second), second.high or second.value
    if low is None or high is None or low >= high or "digits" in (first.kind, second.kind):
        return None
    vague = first.approximate or second.approximate
    return Number(first.start, second.end, None, low, high, vague)


def _joins(text: str, first: Number, second: Number, language: str) -> bool:
    between = text[first.end : second.start]
    if not language.startswith("en"):
        return bool(_JOIN_ZH.fullmatch(between))
    if _JOIN_EN.fullmatch(between):
        return not _FROM.search(text, max(0, first.start - 28), first.start)
    opened = _BETWEEN.search(text, max(0, first.start - 28), first.start)
    return bool(_AND.fullmatch(between) and opened)


def _low(text: str, first: Number, second: Number) -> Decimal | None:
    """The lower end; 8-10万 and 1.5 to 2 million lend it their scale."""
    low = first.low if first.value is None else first.value
    if low is not None and _LENT_THOUSAND.match(text, first.start, second.end):
        return low * 1000
    scale = _SCALE.search(text[second.start : second.end])
    if low is None or scale is None or _SCALE.search(text[first.start : first.end]):
        return low
    factor = _SCALES[scale[0].strip().lower()]
    high = second.value if second.value is not None else second.high
    fits = high is not None and low < high / factor and low < 1000
    return low * factor if fits else low
