"""From where attributions stand to what they say: all that is read once their spans are known.

The engine reads here what its tagger found, and the desk what an editor marked, so that both come
to the same values. No model is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from articles.spans import Span
from claims.extraction.attribution import ArticleInput, Attribution, Draft
from claims.extraction.chain import Places, parents
from claims.extraction.dating import said_times
from claims.extraction.evidence import evidence_for
from claims.extraction.kinds import kind_of
from claims.extraction.modalities import with_modality
from claims.normalising.quantities import Quantity, find_quantities
from claims.normalising.sources import Reading, Speaker, read_speakers
from claims.normalising.times import TimeExpression, find_times

Found = TypeVar("Found", Quantity, TimeExpression)
_UNASKED = Reading(Speaker(anonymous=True, kind="group"), ())


@dataclass(frozen=True)
class Mentions:
    """Every quantity and every time of one text, whoever speaks of them."""

    quantities: Sequence[Quantity] = ()
    times: Sequence[TimeExpression] = ()


def find_mentions(article: ArticleInput, language: str) -> Mentions:
    """Without a date of publication no time can be resolved, and there are none."""
    text, published = article.text, article.published
    times = find_times(text, language, published) if published else []
    return Mentions(find_quantities(text, language), times)


class Reader:
    """Reads the attributions of one text, which explain each other.

    `drafts` are in the order of `chain.in_order`; every answer is by their number.
    """

    def __init__(
        self,
        article: ArticleInput,
        language: str,
        drafts: Sequence[Draft],
        mentions: Mentions | None = None,
    ) -> None:
        self._article, self._language, self._drafts = article, language, drafts
        if mentions is None:
            mentions = find_mentions(article, language) if drafts else Mentions()
        self._mentions = mentions

    @cached_property
    def above(self) -> list[int | None]:
        """The number of the innermost attribution that reports each."""
        return parents(self._drafts)

    @cached_property
    def quantities(self) -> list[list[Quantity]]:
        """Each in the innermost attribution only; their modality is read by `attribution`."""
        return _innermost(self._drafts, self._mentions.quantities)

    @cached_property
    def times(self) -> list[list[TimeExpression]]:
        return _innermost(self._drafts, self._mentions.times)

    @cached_property
    def said(self) -> list[list[TimeExpression]]:
        return said_times(self._drafts, self._mentions.times, self._article.text)

    @cached_property
    def _speakers(self) -> list[Reading]:
        sources = [draft.source for draft in self._drafts]
        published = self._article.published
        return read_speakers(self._article.text, sources, self._language, published=published)

    @cached_property
    def _names(self) -> list[str]:
        """Ids a1, a2 … in reading order, except that a parent comes before its children."""
        place: dict[int, int] = {}

        def visit(n: int) -> None:
            parent = self.above[n]
            if parent is not None and parent not in place:
                visit(parent)
            place.setdefault(n, len(place) + 1)

        for n in range(len(self._drafts)):
            visit(n)
        return [f"a{place[n]}" for n in range(len(self._drafts))]

    def attribution(self, n: int, *, whose: bool = True) -> Attribution:
        """What the draft says; unless `whose` is asked for, which takes longest, by nobody."""
        text, draft, parent = self._article.text, self._drafts[n], self.above[n]
        quantities, times, said = self.quantities[n], self.times[n], self.said[n]
        reading = self._speakers[n] if whose else _UNASKED
        found = Attribution(
            id=self._names[n],
            parent=None if parent is None else self._names[parent],
            kind=kind_of(text, draft.content),
            source=draft.source,
            cue=draft.cue,
            content=draft.content,
            speaker=reading.speaker,
            quantities=tuple(quantities),
            times=tuple(times),
            confidence=draft.confidence,
            said=tuple(said),
            evidence=evidence_for(text, draft, reading, quantities, times, said),
        )
        return with_modality(found, text, self._language)


def read_claim(
    article: ArticleInput,
    language: str,
    source: Sequence[Span],
    cue: Sequence[Span],
    content: Sequence[Span],
) -> Attribution:
    """What one attribution says that stands alone in its text; `content` is never empty.

    >>> claim = read_claim(ArticleInput("The envoy said that 70,000 troops had come."), "en",
    ...                    [Span(0, 9)], [Span(10, 14)], [Span(15, 42)])
    >>> claim.speaker.role, claim.quantities[0].value
    ('envoy', Decimal('70000'))
    """
    draft = Draft(tuple(source), tuple(cue), tuple(content), confidence=1.0, by="editor")
    return Reader(article, language, [draft]).attribution(0)


def _innermost(drafts: Sequence[Draft], mentions: Sequence[Found]) -> list[list[Found]]:
    """Each mention on the innermost draft whose content holds it; others are left out."""
    of_draft: list[list[Found]] = [[] for _ in drafts]
    places = Places(drafts)
    for mention in mentions:
        around = places.around(Span(mention.start, mention.end))
        if around:
            inner = min(around, key=lambda n: (drafts[n].size, -n))
            of_draft[inner].append(mention)
    return of_draft
