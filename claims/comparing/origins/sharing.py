"""Words that two contents share: runs of them, each Han character counting as a word."""

import re
from typing import Final

_HAN = "[㐀-鿿豈-﫿]"
_WORD = re.compile(rf"{_HAN}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*")
RUN: Final = 5  # words in a row that are looked for


def shingles(text: str) -> frozenset[str]:
    """Every run of RUN words, in small letters.

    >>> sorted(shingles("One two, three — four five six"))
    ['one two three four five', 'two three four five six']
    """
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    return frozenset(" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def shared(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of the shorter one's runs that the other has as well."""
    shorter = min(len(first), len(second))
    return len(first & second) / shorter if shorter else 0.0


def length(text: str) -> float:
    """In words; two Han characters are about one.

    >>> length("more than 70,000 troops"), length("超过7万名军人")
    (4.0, 4.0)
    """
    words = _WORD.findall(text)
    return len(words) - len(re.findall(_HAN, text)) / 2
