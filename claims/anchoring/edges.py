"""Words are found whole: "70,000 troops" does not stand in "170,000 troops"."""

import re

HAN = re.compile(r"[\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_HAN_DIGITS = frozenset("〇零一二三四五六七八九十百千万萬亿億两兩")
_POINTS = frozenset(".,．，:")  # within a number: 1.5, 70,000, 12:30


def cuts(text: str, start: int, end: int) -> bool:
    """Whether one of the ends of `text[start:end]` lies within a word or a number.

    >>> cuts("170,000 troops", 1, 14), cuts("they paid 70.50", 10, 12), cuts("of 70.", 3, 5)
    (True, True, False)
    """
    return _within(text, start) or _within(text, end)


def weight(text: str) -> int:
    """How much a text says, in letters: a Han character says as much as three.

    >>> weight("about"), weight("大约")
    (5, 6)
    """
    return len(text) + 2 * len(HAN.findall(text))


def _within(text: str, place: int) -> bool:
    """Whether what stands before the place and what stands after it are one word or number."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if _is_digit(before) and _is_digit(after):
        return True
    if before in _POINTS and _is_digit(after):
        return place > 1 and text[place - 2].isdigit()
    if after in _POINTS and _is_digit(before):
        return place + 1 < len(text) and text[place + 1].isdigit()
    return _is_letter(before) and _is_letter(after)


def _is_digit(character: str) -> bool:
    return character.isdigit() or character in _HAN_DIGITS


def _is_letter(character: str) -> bool:
    return character.isalpha() and not HAN.match(character)
