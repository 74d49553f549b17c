"""Chinese measure words (量词) behind a number: 94,300人, 三架, 12个."""

import re
from functools import cache
from typing import NamedTuple

from claims.normalising.quantities.lexicons import load


class MeasureWord(NamedTuple):
    """`unit` and `dimension` it gives away; `bare_one`: 一 before it is a quantity (一架)."""

    end: int
    surface: str
    unit: str
    dimension: str
    bare_one: bool


@cache
def _measure_words() -> tuple[re.Pattern[str], dict[str, MeasureWord]]:
    words = {
        word: MeasureWord(0, word, row["unit"], row["dimension"], row.get("bare_one", False))
        for row in load("measures.toml")["measure"]
        for word in row["words"]
    }
    ordered = "|".join(sorted(words, key=len, reverse=True))
    other_word = load("surroundings.toml")["not_measure"]
    return re.compile(rf"[ \xa0]?(?!{other_word})(?P<word>{ordered})"), words


def read_measure_word(text: str, end: int) -> MeasureWord | None:
    """The measure word that follows a number ending at `end`; its own `end` is in `text`."""
    pattern, words = _measure_words()
    match = pattern.match(text, end)
    return words[match["word"]]._replace(end=match.end("word")) if match else None
