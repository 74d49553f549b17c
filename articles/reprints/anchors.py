"""What every translation of a text keeps: its figures and its days. Finds what may be one."""

import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import numpy as np
import opencc

from articles.reprints.shingles import mixed
from articles.reprints.signatures import least

# A single figure in common is chance. Of the figures of the text with fewer, so many must agree.
FEWEST = 2
AGREEMENT = 0.6
BANDS = 8

_SIMPLIFY = opencc.OpenCC("t2s")
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"两": 2, "〇": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = re.compile("[零〇一二两三四五六七八九十百千万亿]{2,}")
# Smaller numbers are spelled out in one language and not in the other; years are everybody's.
_SMALLEST = 13
_YEARS = range(1900, 2051)


@cache
def _data() -> dict[str, Any]:
    path = files("articles.reprints").joinpath("anchors.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _pattern() -> re.Pattern[str]:
    scales = "|".join(sorted(_data()["scales"], key=len, reverse=True))
    months = "|".join(rf"{name[:3]}(?:{name[3:]}|t)?" for name in _data()["months"]["names"])
    return re.compile(
        rf"""(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日
        |\b(?P<name>{months})\b\.?\s(?P<of>\d{{1,2}})(?!\d|:\d)
        |(?<![\d.,])(?P<early>\d{{1,2}})\s(?P<late>{months})\b
        |(?<![\d.,])(?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!,?\d)
         \s?(?P<scale>{scales})?(?![a-z])
        |(?P<numeral>{_NUMERAL.pattern})""",
        re.VERBOSE | re.IGNORECASE,
    )


def anchors(text: str) -> list[str]:
    """Figures as plain digits and days as month/day, in the order of the text, each once.

    >>> anchors("On 4 October about 70,000")
    ['10/4', '70000']
    """
    return list(dict.fromkeys(_read(_SIMPLIFY.convert(text))))


def agree(first: list[str], second: list[str]) -> bool:
    """Whether two texts give the same figures and days, as far as the one with fewer gives any."""
    shared = len(set(first) & set(second))
    return shared >= FEWEST and shared >= AGREEMENT * min(len(set(first)), len(set(second)))


def anchor_bands(anchors: list[str], language: str) -> tuple[int, ...]:
    """Numbers, of which two texts with the same figures have several in common at the same place;
    () for few figures.

    They are others for each language, so that a database that is asked for the bands of the other
    language is not led through a thousand copies in this one.
    """
    if len(anchors) < FEWEST:
        return ()
    digests = [blake2b(anchor.encode(), digest_size=8).digest() for anchor in anchors]
    hashes = np.array([int.from_bytes(digest) for digest in digests], dtype=np.uint64)
    salt = np.uint64(int.from_bytes(blake2b(language.encode(), digest_size=8).digest()))
    return tuple(int(value) for value in mixed(least(hashes, BANDS) ^ salt).view(np.int64))


def _read(text: str) -> Iterator[str]:
    months = {name[:3]: place for place, name in enumerate(_data()["months"]["names"], 1)}
    for found in _pattern().finditer(text):
        if found["month"]:
            yield f"{int(found['month'])}/{int(found['day'])}"
        elif found["name"] or found["late"]:
            word = found["name"] or found["late"]
            # "may" is a verb before it is a month.
            if word[0].isupper():
                yield f"{months[word[:3].lower()]}/{int(found['of'] or found['early'])}"
        else:
            yield from _number(found)


def _number(found: re.Match[str]) -> Iterator[str]:
    if found["numeral"]:
        value = Decimal(_numeral(found["numeral"]))
    else:
        scale = Decimal(_data()["scales"].get((found["scale"] or "").lower(), 1))
        value = Decimal(found["number"].replace(",", "")) * scale
    whole = value == value.to_integral_value()
    if not whole or (value >= _SMALLEST and value not in _YEARS):
        yield f"{value.normalize():f}"


def _numeral(words: str) -> int:
    """
    >>> _numeral("十七万五千")
    175000
    """
    total = part = digit = 0
    for word in words:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _PLACES:
            part += (digit or 1) * _PLACES[word]
            digit = 0
        else:
            total = (total + part + digit) * (10**4 if word == "万" else 10**8)
            part = digit = 0
    return total + part + digit
