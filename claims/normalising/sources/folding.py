"""One form for looking words up: simplified characters, half-width punctuation, plain quotes.

Folding never changes the length, so offsets into folded text are offsets into the text.
"""

from functools import lru_cache
from typing import NamedTuple

import opencc

# what may stand around a noun phrase
QUOTES = " 《》「」『』“”\"'‘’〈〉、，,：:。"
_SIMPLIFY = opencc.OpenCC("t2s")
_PLAIN = str.maketrans("‧•・．∙⋅（）［］’‘＇“”„　\xa0－–", "······()[]'''\"\"\"  --")


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """The look-up form of `text`, of the same length.

    >>> fold("烏克蘭總統（Zelensky）")
    '乌克兰总统(Zelensky)'
    """
    text = text.encode("utf-8", "replace").decode("utf-8")  # a lone surrogate becomes "?"
    simple = _SIMPLIFY.convert(text)
    if len(simple) != len(text):  # a phrase rule of OpenCC changed the length
        simple = "".join(_one(character) for character in text)
    return str(simple).translate(_PLAIN)


@lru_cache(maxsize=20_000)
def _one(character: str) -> str:
    simple = _SIMPLIFY.convert(character)
    return str(simple) if len(simple) == 1 else character


def simplify(text: str) -> str:
    """`text` in simplified characters, for labels; punctuation stays."""
    return str(_SIMPLIFY.convert(text.encode("utf-8", "replace").decode("utf-8")))


class Words(NamedTuple):
    """A stretch of the article and its folded form, of equal length."""

    surface: str
    folded: str

    def cut(self, start: int, end: int | None = None) -> "Words":
        return Words(self.surface[start:end], self.folded[start:end])

    def strip(self, characters: str = QUOTES) -> "Words":
        start = len(self.surface) - len(self.surface.lstrip(characters))
        end = len(self.surface.rstrip(characters))
        return self.cut(start, max(start, end))

    def without(self, start: int, end: int) -> "Words":
        return Words(
            self.surface[:start] + self.surface[end:], self.folded[:start] + self.folded[end:]
        )


def words_of(phrase: str) -> Words:
    return Words(phrase, fold(phrase))
