"""A text's terms, each with its place among the words and in the text."""

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final, NamedTuple

import snowballstemmer

from claims.searching.folding import fold

_DATA: Final = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
STOP_WORDS: Final = frozenset(_DATA["stop_words"].split())
ACRONYMS: Final = frozenset(_DATA["acronyms"].split())
POWERS: Final[dict[str, int]] = _DATA["powers"]
LONGEST: Final = 64  # characters of a term: what is longer is no word

# Chinese characters and Japanese syllables: written without spaces.
HAN: Final = r"㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff〇々〆぀-ゟ゠-ヿㇰ-ㇿ"
_LETTER: Final = rf"[^\W_{HAN}]"
ENGLISH_POWERS: Final = "|".join(word for word in POWERS if word.isascii())
_CHINESE_POWERS: Final = "|".join(
    sorted((word for word in POWERS if not word.isascii()), key=len, reverse=True)
)
_PIECE: Final = re.compile(
    rf"(?P<number>[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)?)"
    rf"(?=(?P<power>{_CHINESE_POWERS}|[ -]?(?:{ENGLISH_POWERS})(?!{_LETTER}))|)"
    rf"|(?P<han>[{HAN}]+)"
    rf"|(?P<word>{_LETTER}(?:['\u0300-\u036f]*{_LETTER})*)"
)
_NO_LETTER: Final = re.compile(r"['\u0300-\u036f]")
_STEMMER: Final = snowballstemmer.stemmer("english")
_STEMMING: Final = Lock()  # the stemmer keeps the word it is at


class Token(NamedTuple):
    """A term; its place counts words and characters, `start` and `end` are code points."""

    term: str
    place: int
    start: int
    end: int
    partial: bool = False  # the last character of Chinese, which begins no pair


class Part(NamedTuple):
    """A stretch of text of one kind: number, han or word.

    What multiplies a number is a stretch of its own, and named by the number.
    """

    kind: str
    start: int
    end: int
    text: str  # folded
    power: str = ""


def parts(text: str) -> Iterator[Part]:
    for found in _PIECE.finditer(fold(text)):
        kind = next(kind for kind in ("number", "han", "word") if found[kind])
        yield Part(kind, found.start(), found.end(), found[kind], found["power"] or "")


def tokens(text: str) -> Iterator[Token]:
    """Every term of `text`, as it is indexed.

    >>> [token.term for token in tokens("烏克蘭：94,300 troops")]
    ['乌克', '克兰', '兰', '94300', 'troop']
    """
    place = 0
    for part in parts(text):
        if part.kind == "han":
            yield from _pairs(part.text, place, part.start)
            place += len(part.text)
        elif part.kind == "number":
            yield from _figure(part, place)
            place += 1
        else:
            if term := word_term(part.text, text[part.start : part.end]):
                yield Token(term, place, part.start, part.end)
            place += 1


def word_term(folded: str, written: str, *, keep: bool = False) -> str:
    """The stem; empty for a word that is in every text, unless all are to be kept."""
    if folded in STOP_WORDS:
        return folded if keep or (folded in ACRONYMS and written.isupper()) else ""
    return _stem(folded)


def number_term(part: Part, power: int = 0) -> str:
    """The value in plain digits: 94300 for 94,300, and for 9.43 with 万, the fourth power."""
    whole, _point, decimals = part.text.replace(",", "").partition(".")
    decimals = decimals.ljust(power, "0")
    whole, decimals = (whole + decimals[:power]).lstrip("0"), decimals[power:].rstrip("0")
    return f"{whole or '0'}{'.' if decimals else ''}{decimals}"[:LONGEST]


def power_of(part: Part) -> int:
    return POWERS[part.power.strip(" -")] if part.power else 0


def _pairs(run: str, place: int, start: int) -> Iterator[Token]:
    for index in range(len(run) - 1):
        yield Token(run[index : index + 2], place + index, start + index, start + index + 2)
    last = len(run) - 1
    yield Token(run[last], place + last, start + last, start + last + 1, partial=True)


def _figure(part: Part, place: int) -> Iterator[Token]:
    """As it is written and, where it is multiplied, its value.

    The value stands at the places of both, so that what comes next follows it as it follows a
    number that is written out.
    """
    yield Token(number_term(part), place, part.start, part.end)
    if part.power:
        end = part.end + len(part.power)
        width = 1 if part.power.isascii() else len(part.power)
        for at in (place, place + width):
            yield Token(number_term(part, power_of(part)), at, part.start, end)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    plain = _NO_LETTER.sub("", word.removesuffix("'s"))[:LONGEST]
    with _STEMMING:
        return str(_STEMMER.stemWord(plain))
