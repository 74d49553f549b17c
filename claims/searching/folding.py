"""One form for looking up, character by character: a fold never changes a length.

So a place in the folded text is the same place in the text.
"""

import unicodedata
from typing import Final

import opencc

_SIMPLIFY: Final = opencc.OpenCC("t2s")
_CYRILLIC_ENDS: Final = 0x530  # Latin, Greek and Cyrillic letters are written with loose accents


class _Folding(dict[int, str]):
    """A table for `str.translate` that is worked out as characters are met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_one(chr(code))
        return folded


_TABLE: Final = _Folding({ord(mark): "'" for mark in "’‘＇ʼ"})


def fold(text: str) -> str:
    """`text` in small, plain, simplified characters, of the same length.

    >>> fold("烏克蘭總統（Zelenský）")
    '乌克兰总统(zelensky)'
    """
    return text.translate(_TABLE)


def _fold_one(character: str) -> str:
    if unicodedata.category(character) == "Cs":
        return " "  # half a character
    for change in (_compatible, str.casefold, _bare, _simple):
        changed = change(character)
        character = changed if len(changed) == 1 else character
    return character


def _compatible(character: str) -> str:
    return unicodedata.normalize("NFKC", character)


def _bare(character: str) -> str:
    """Without accents: who asks for Zelensky means Zelenský too."""
    base = unicodedata.normalize("NFD", character)[0]
    return base if ord(base) < _CYRILLIC_ENDS else character


def _simple(character: str) -> str:
    # One by one: what stands around a character must not change what it is folded to.
    return str(_SIMPLIFY.convert(character)) if ord(character) >= 0x2E80 else character
