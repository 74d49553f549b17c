"""Whether an amount is a rise or a fall (rose by 7,000, 下降3个百分点) or a level (增至9万)."""

import re
from functools import cache
from typing import Literal

from claims.normalising.quantities.lexicons import load

Change = Literal["rise", "fall"]
_WINDOW = 64  # code points before a number in which its verb is sought


def read_change(text: str, start: int, end: int, language: str) -> Change | None:
    """The change that the quantity at `[start, end)` is; None for a level."""
    for direction, before, after in _rules("en" if language.startswith("en") else "zh"):
        if before.search(text, max(0, start - _WINDOW), start) or after.match(text, end):
            return direction
    return None


@cache
def _rules(language: str) -> list[tuple[Change, re.Pattern[str], re.Pattern[str]]]:
    return [
        (
            row["direction"],
            re.compile(rf"(?:{row['before']})\Z", re.IGNORECASE),
            re.compile(row["after"], re.IGNORECASE),
        )
        for row in load("changes.toml")["change"]
        if row["language"] == language
    ]
