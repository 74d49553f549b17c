"""Where in a text stands what was asked for."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from articles.spans import Span
from claims.searching.asking import Asked, Phrase, Query
from claims.searching.folding import fold
from claims.searching.words import Token, tokens

SNIPPET: Final = 180  # Latin letters; a Chinese character counts as two
PARAGRAPHS: Final = 12  # with something in them, looked at in one text
LONGEST: Final = 4_000  # characters of a paragraph


class Piece(NamedTuple):
    """A stretch of text, and whether it was asked for."""

    text: str
    is_hit: bool


def highlight(text: str, query: Query) -> list[Piece]:
    """The whole text in pieces; joined, they are the text.

    >>> highlight("about 94,300 troops", ask("94300"))
    [Piece(text='about ', is_hit=False), Piece(text='94,300', is_hit=True), \
Piece(text=' troops', is_hit=False)]
    """
    return _pieces(text, Span(0, len(text)), hits(text, query))


def snippet(text: str, query: Query) -> list[Piece]:
    """The stretch of a text that shows most of what was asked for; its beginning if nothing is."""
    best, best_hits, best_count = "", list[Span](), 0
    for paragraph in _candidates(text, query):
        found = hits(paragraph, query)
        if (count := len({fold(paragraph[s.start : s.end]) for s in found})) > best_count:
            best, best_hits, best_count = paragraph, found, count
    best = best or text[:LONGEST]
    return _pieces(best, _window(best, best_hits), best_hits)


def hits(text: str, query: Query) -> list[Span]:
    """Where the phrases stand, in order; those that touch are one."""
    by_place: dict[int, list[Token]] = {}
    for token in tokens(text):
        by_place.setdefault(token.place, []).append(token)
    found = sorted(span for phrase in query.wanted for span in _standing(phrase, by_place))
    joined: list[Span] = []
    for span in found:
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _standing(phrase: Phrase, by_place: dict[int, list[Token]]) -> Iterator[Span]:
    first = phrase.terms[0]
    for place, there in by_place.items():
        begin = next((t for t in there if _answers(t, first)), None)
        if begin is None:
            continue
        end = _end(begin, first)
        for term in phrase.terms[1:]:
            others = by_place.get(place + term.place - first.place, [])
            other = next((t for t in others if _answers(t, term)), None)
            if other is None:
                break
            end = max(end, _end(other, term))
        else:
            yield Span(begin.start, end)


def _answers(token: Token, asked: Asked) -> bool:
    return token.term == asked.term or (asked.is_open and token.term.startswith(asked.term))


def _end(token: Token, asked: Asked) -> int:
    return token.start + len(asked.term) if asked.is_open else token.end


def _candidates(text: str, query: Query) -> Iterator[str]:
    """Paragraphs that may hold something: only these are taken apart into words."""
    signs = [_sign(phrase.terms[0].term) for phrase in query.wanted]
    seen = 0
    for paragraph in text.split("\n"):
        folded = fold(paragraph[:LONGEST])
        if any(sign in folded for sign in signs):
            yield paragraph[:LONGEST]
            seen += 1
            if seen == PARAGRAPHS:
                return


def _sign(term: str) -> str:
    """What a word must hold to have this stem or value."""
    if term[0].isdigit():
        return term[0]
    return term if len(term) <= 2 else term[: max(2, len(term) - 2)]


def _window(text: str, found: Sequence[Span]) -> Span:
    """The stretch with most hits, the first of them where there are several."""
    starts = [span.start for span in found] or [0]
    best, most = 0, 0
    for index, start in enumerate(starts):
        end = _reach(text, start)
        if (count := bisect_left(starts, end) - index) > most:
            best, most = start, count
    start = _back(text, best)
    return Span(start, _to_word_end(text, _reach(text, start)))


def _reach(text: str, start: int, width: int = SNIPPET) -> int:
    while start < len(text) and width > 0:
        width -= 1 if text[start] < "\u2e80" else 2
        start += 1
    return start


def _back(text: str, start: int, width: int = SNIPPET // 3) -> int:
    """A little before, at the beginning of a word."""
    begin = start
    while begin and width > 0:
        begin -= 1
        width -= 1 if text[begin] < "\u2e80" else 2
    if begin and (space := text.find(" ", begin, start)) >= 0:
        begin = space + 1
    return begin


def _to_word_end(text: str, end: int) -> int:
    if end < len(text) and text[end - 1] < "\u2e80" and text[end].isalnum():
        space = text.rfind(" ", max(0, end - 20), end)
        return space if space > 0 else end
    return end


def _pieces(text: str, window: Span, found: Sequence[Span]) -> list[Piece]:
    pieces = [Piece("… ", False)] if window.start else []
    at = window.start
    for span in found:
        if span.start >= window.end or span.end <= window.start:
            continue
        start, end = max(span.start, at), min(span.end, window.end)
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    pieces.append(Piece(text[at : window.end], False))
    if window.end < len(text):
        pieces.append(Piece(" …", False))
    return [piece for piece in pieces if piece.text]
