"""What a witness to the main text says of one block: whether its words are article text."""

from __future__ import annotations

import re

from articles.reading.blocks import Block

_NOT_WORDS = re.compile(r"[\W_]+")
_SURE = 16  # letters; shorter blocks must be a line of their own
_SAMPLE = 30  # letters


class Vote:
    """Compares by letters only: witnesses differ in white space, quotation marks and markup."""

    def __init__(self, text: str) -> None:
        self._lines = {_letters(line) for line in text.split("\n")}
        self._whole = _letters(text)

    @property
    def length(self) -> int:
        return len(self._whole)

    def knows(self, block: Block) -> bool:
        """Whether the block's words stand in the witness's text, mostly at least."""
        letters = _letters(block.words)
        if not letters:
            return False
        if len(letters) < _SURE:
            return letters in self._lines
        if letters in self._whole:
            return True
        if len(letters) < 2 * _SAMPLE:
            return False
        middle = len(letters) // 2
        samples = (letters[:_SAMPLE], letters[middle : middle + _SAMPLE], letters[-_SAMPLE:])
        return sum(sample in self._whole for sample in samples) >= 2


def _letters(text: str) -> str:
    return _NOT_WORDS.sub("", text).lower()
