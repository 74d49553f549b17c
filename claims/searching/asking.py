"""What somebody asks for, as PostgreSQL looks for it. No input is wrong."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

import rjieba

from claims.searching.words import (
    ENGLISH_POWERS,
    Part,
    number_term,
    parts,
    power_of,
    word_term,
)

LONGEST_QUERY: Final = 200  # characters
MOST_TERMS: Final = 40
NAME: Final = 3  # characters of Chinese that are not taken apart

# A phrase in quotation marks of any kind, or what stands between spaces; a minus excludes it.
_QUOTES: Final = '“”"＂'
_ASKED: Final = re.compile(
    rf"(?P<minus>(?<!\S)[-－−])?(?:[{_QUOTES}](?P<quoted>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|「(?P<corner>[^」]*)」|『(?P<corners>[^』]*)』"
    rf"|(?P<plain>[0-9][0-9,.]* (?:{ENGLISH_POWERS})(?!\w)|[^\s{_QUOTES}「」『』]+))",
    re.IGNORECASE,
)
_STOPS: Final = frozenset("，。、；：！？,;:!?")


class Asked(NamedTuple):
    """A term and its place in its phrase; one that is open may go on in the text."""

    term: str
    place: int
    is_open: bool = False


@dataclass(frozen=True)
class Phrase:
    """Terms that follow each other as their places do."""

    terms: tuple[Asked, ...]
    excluded: bool = False

    @property
    def tsquery(self) -> str:
        """In PostgreSQL's notation: `'乌克' <1> 'reznikov'`."""
        words = _quoted(self.terms[0])
        for before, term in zip(self.terms, self.terms[1:], strict=False):
            words += f" <{term.place - before.place}> {_quoted(term)}"
        return f"!({words})" if self.excluded else f"({words})"


@dataclass(frozen=True)
class Query:
    """All of the phrases, and none of the excluded ones."""

    phrases: tuple[Phrase, ...]

    def __bool__(self) -> bool:
        """Whether anything is looked for; what only excludes finds nothing."""
        return bool(self.wanted)

    @cached_property
    def wanted(self) -> tuple[Phrase, ...]:
        return tuple(phrase for phrase in self.phrases if not phrase.excluded)

    @property
    def exact(self) -> str:
        """The tsquery of what is asked for."""
        return " & ".join(phrase.tsquery for phrase in self.phrases)

    @property
    def loose(self) -> str:
        """A tsquery that an index answers by itself, without places: it misses nothing."""
        terms = [_quoted(term) for phrase in self.wanted for term in phrase.terms]
        terms += [
            phrase.tsquery for phrase in self.phrases if phrase.excluded and len(phrase.terms) == 1
        ]
        return " & ".join(dict.fromkeys(terms))


def ask(text: str) -> Query:
    """Read a query: words, "phrases", -what is not wanted.

    >>> ask('Reznikov "said 94,300" -北约').exact
    "('reznikov') & ('said' <1> '94300') & !('北约')"
    """
    text = text[:LONGEST_QUERY]
    phrases = list(_phrases(text, keep=False))
    if all(phrase.excluded for phrase in phrases):
        phrases += [phrase for phrase in _phrases(text, keep=True) if not phrase.excluded]
    known = dict.fromkeys(phrases)
    kept: list[Phrase] = []
    for phrase in known:
        if sum(len(other.terms) for other in kept) + len(phrase.terms) <= MOST_TERMS:
            kept.append(phrase)
    return Query(tuple(kept))


def _phrases(text: str, *, keep: bool) -> Iterator[Phrase]:
    """`keep`: also of words that are in every text, where nothing else is asked for."""
    for found in _ASKED.finditer(text):
        whole = found["plain"] or found["quoted"] or found["corner"] or found["corners"] or ""
        excluded = bool(found["minus"])
        runs = list(_parts(whole))
        for phrase in [runs] if excluded or not found["plain"] else _apart(runs, whole):
            if terms := _terms(phrase, whole, keep=keep):
                yield Phrase(terms, excluded)


def _parts(whole: str) -> Iterator[Part]:
    """A number takes what multiplies it along: 9.43万 is one."""
    end = 0
    for part in parts(whole):
        text = part.text[max(0, end - part.start) :]
        if text:
            yield part._replace(start=part.end - len(text), text=text)
        end = max(end, part.end + len(part.power))


def _apart(runs: Sequence[Part], whole: str) -> Iterator[list[Part]]:
    """What is written together is one phrase; long Chinese is taken apart into its words."""
    together: list[Part] = []
    for run in runs:
        long = run.kind == "han" and len(run.text) > NAME
        if together and (long or _STOPS & set(whole[together[-1].end : run.start])):
            yield together
            together = []
        if long:
            yield from ([run._replace(text=word)] for word in _chinese_words(run.text))
        else:
            together.append(run)
    yield together


def _chinese_words(run: str) -> Sequence[str]:
    words = rjieba.cut(run, True)
    # A character by itself is mostly 的, 在 or 说.
    return [word for word in words if len(word) > 1] or [run]


def _terms(phrase: Sequence[Part], whole: str, *, keep: bool) -> tuple[Asked, ...]:
    terms: list[Asked] = []
    place = 0
    for part in phrase:
        if part.kind == "han":
            terms += _han(part.text, place)
            place += len(part.text)
            continue
        if part.kind == "number":
            term = number_term(part, power_of(part))
        else:
            term = word_term(part.text, whole[part.start : part.end], keep=keep)
        if term:
            terms.append(Asked(term, place))
        place += 1
    return tuple(terms[:MOST_TERMS])


def _han(run: str, place: int) -> Iterator[Asked]:
    if len(run) == 1:
        yield Asked(run, place, is_open=True)
    for index in range(len(run) - 1):
        yield Asked(run[index : index + 2], place + index)


def _quoted(term: Asked) -> str:
    escaped = term.term.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'" + (":*" if term.is_open else "")
