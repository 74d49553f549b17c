"""Zero without a numeral: no casualties, nobody was hurt, 无人死亡, 没有造成人员伤亡."""

import re
from decimal import Decimal
from functools import cache

from claims.normalising.quantities.lexicons import load
from claims.normalising.quantities.quantity import Quantity


def find_nothing(text: str, language: str) -> list[Quantity]:
    """Every statement that nobody came to harm, as the number 0; in order, not overlapping."""
    pattern, dimensions = _pattern("en" if language.startswith("en") else "zh")
    return [
        Quantity(
            start=match.start(),
            end=match.end(f"number{index}"),
            value=Decimal(0),
            unit="person",
            counted=match[f"counted{index}"],
            dimension=dimensions[index],
        )
        for match in pattern.finditer(text)
        for index in [int((match.lastgroup or "")[len("counted") :])]
    ]


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], list[str]]:
    """One pattern of all rows; the groups are numbered as the rows."""
    rows = [row for row in load("nothing.toml")["nothing"] if row["language"] == language]
    blank, edge = (r"\s", r"\b") if language == "en" else ("", "")
    patterns = [
        rf"{edge}(?P<number{i}>{row['number']}){blank}(?P<counted{i}>{row['counted']})"
        for i, row in enumerate(rows)
    ]
    return re.compile("|".join(patterns), re.IGNORECASE), [row["dimension"] for row in rows]
