"""Two claims beside each other, as whoever rules on them needs to see them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from articles.models import ArticleText
from articles.spans import Span
from claims.admin.link_words import Kind, kind_of, kind_words, kinds
from claims.admin.values import values_text
from claims.models import Claim, Link, LinkSuggestion
from claims.selectors.links import links_of, suggestions_of, with_claims
from claims.selectors.marked_text import Piece, mark_paragraphs, marks_of
from claims.selectors.reasons import reason_words

MOST_SHOWN = 10
SENTENCE_END = re.compile('[。！？!?…][”」』’"）)]*|\\.[”’"]?\\s|\n')


@dataclass(frozen=True)
class Side:
    """One claim of a pair, with the sentences of its text in which it has words."""

    claim: Claim
    paragraphs: list[list[Piece]]
    values: str

    @property
    def text(self) -> ArticleText:
        return self.claim.article_text


@dataclass(frozen=True)
class Suggested:
    """What a machine takes the pair to be, as seen from one of the two. `own` is that one."""

    row: LinkSuggestion
    kind: str
    reasons: Sequence[str]
    own: Side
    other: Side

    @property
    def kind_words(self) -> object:
        return kind_words(self.kind)


@dataclass(frozen=True)
class Ruled:
    """A ruling, as seen from one of the two."""

    link: Link
    other: Claim
    kind_words: object
    reasons: Sequence[str]


@dataclass(frozen=True)
class Linking:
    """What is said and suggested of one claim. `found` are claims searched for."""

    claim: Claim
    ruled: list[Ruled]
    suggested: list[Suggested]
    waiting: int  # how many are suggested, shown or not
    asked: str
    found: list[Side]
    kinds: list[Kind]


def paragraphs_of(claim: Claim) -> list[list[Piece]]:
    """Those paragraphs of the text in which the claim has words."""
    within = _words_of(claim)
    text = claim.article_text.text
    return mark_paragraphs(text, marks_of([claim]), {}, within) if within else []


def sentences_of(claim: Claim) -> list[list[Piece]]:
    """Of those paragraphs the sentences from the claim's first word to its last."""
    within, text = _words_of(claim), claim.article_text.text
    if within is None:
        return []
    begin = max((m.end() for m in SENTENCE_END.finditer(text, 0, within.start)), default=0)
    following = SENTENCE_END.search(text, within.end)
    finish = following.end() if following else len(text)
    marks = [
        replace(mark, start=mark.start - begin, end=mark.end - begin) for mark in marks_of([claim])
    ]
    return mark_paragraphs(text[begin:finish].rstrip(), marks, {})


def _words_of(claim: Claim) -> Span | None:
    spans = list(claim.spans.all())
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def side_of(claim: Claim) -> Side:
    return Side(claim, sentences_of(claim), values_text(claim.quantities.all()))


def suggested(row: LinkSuggestion, seen_from: int | None = None) -> Suggested:
    """As seen from the claim with this id; else from the first."""
    from_first = seen_from != row.second_id
    own, other = (row.first, row.second) if from_first else (row.second, row.first)
    return Suggested(
        row=row,
        kind=kind_of(row.relation, from_first=from_first),
        reasons=[reason_words(reason) for reason in row.reasons],
        own=side_of(own),
        other=side_of(other),
    )


def ruled(link: Link, seen_from: int) -> Ruled:
    from_first = seen_from != link.second_id
    return Ruled(
        link=link,
        other=link.second if from_first else link.first,
        kind_words=kind_words(kind_of(link.relation, from_first=from_first)),
        reasons=[reason_words(reason) for reason in link.reasons],
    )


def linking_of(claim: Claim, asked: str = "", found: Sequence[Claim] = ()) -> Linking:
    """In a fixed number of queries."""
    waiting = suggestions_of(claim)
    rows = list(with_claims(waiting)[: MOST_SHOWN + 1])
    more = waiting.count() if len(rows) > MOST_SHOWN else len(rows)
    return Linking(
        claim=claim,
        ruled=[ruled(link, claim.pk) for link in links_of(claim)],
        suggested=[suggested(row, claim.pk) for row in rows[:MOST_SHOWN]],
        waiting=more,
        asked=asked,
        found=[side_of(other) for other in found],
        kinds=kinds(),
    )
