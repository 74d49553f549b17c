"""Numbers that are no quantities: dates, clock times, ordinals, parts of names and addresses."""

import re
from functools import cache

from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.numbers import Number


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rows = [r for r in load("exclusions.toml")["exclusion"] if r["language"] in (language, "any")]
    before = "|".join(f"(?:{r['before']})" for r in rows if "before" in r)
    after = "|".join(f"(?:{r['after']})" for r in rows if "after" in r)
    return re.compile(rf"(?:{before})\Z"), re.compile(after)


def is_excluded(text: str, number: Number, language: str) -> bool:
    """Whether the number at that place is known to count nothing."""
    before, after = _patterns("en" if language.startswith("en") else "zh")
    if after.match(text, number.end) or before.search(
        text, max(0, number.start - 20), number.start
    ):
        return True
    return _is_year(text, number) or bool(_GENERATION.match(text[number.start : number.end]))


_GENERATION = re.compile(r"\d+[gG]\Z")  # 5G
_FOUR_DIGITS = re.compile(r"(?:[12１２][0-9０-９]{3}|0\d|[零〇一二三四五六七八九]{4})\Z")
_YEAR_AFTER = re.compile(r" ?年")


def _is_year(text: str, number: Number) -> bool:
    surface = text[number.start : number.end]
    return bool(_FOUR_DIGITS.match(surface) and _YEAR_AFTER.match(text, number.end))
