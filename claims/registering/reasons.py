"""Why two sources may be one, as codes that are put in words where they are read."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Because(StrEnum):
    SAME_LATIN = "same-latin"  # one name in Latin letters
    SAME_CHINESE = "same-chinese"  # one name in simplified or traditional characters
    KNOWN = "known"  # persons.toml knows both as names of one person
    TRANSLITERATED = "transliterated"  # Latin spellings of one foreign name
    SPELT = "spelt"  # Chinese spellings of one foreign name, one character apart
    INITIALS = "initials"  # one of them with an initial, or without a middle name
    ACRONYM = "acronym"  # of a body's name
    SHORT = "short"  # the family name alone
    OFFICE = "office"  # which one person holds, at the same time
    ROLE = "role"  # which several have, at the same time


class Reason(NamedTuple):
    """`first` and `second` are the words of the two that are alike."""

    because: Because
    first: str
    second: str


def written(reasons: Iterable[Reason]) -> str:
    """One reason a line, as it is stored.

    >>> written([Reason(Because.INITIALS, "J. Sullivan", "Jake Sullivan")])
    'initials: J. Sullivan = Jake Sullivan'
    """
    return "\n".join(f"{r.because}: {r.first} = {r.second}" for r in reasons)


def reasons_of(stored: str) -> list[Reason]:
    """What `written` wrote; lines that an editor wrote are left out.

    >>> reasons_of("short: Austin = Lloyd Austin")[0].second
    'Lloyd Austin'
    """
    found = []
    for line in stored.splitlines():
        code, colon, words = line.partition(": ")
        first, equals, second = words.partition(" = ")
        if colon and equals and code in set(Because):
            found.append(Reason(Because(code), first, second))
    return found
