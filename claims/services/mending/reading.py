"""The claims of a text as the engine would read them, before a change of spans and after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from articles.models import ArticleText
from articles.spans import Span
from claims.extraction import ArticleInput, Attribution, language_of
from claims.extraction.attribution import Draft
from claims.extraction.chain import reading_order
from claims.extraction.reading import Reader, find_mentions
from claims.models import Claim, ClaimSpan
from claims.normalising.quantities import Quantity
from claims.normalising.times import TimeExpression

Spans = Mapping[str, tuple[Span, ...]]  # of each part: source, cue, content
PARTS = [part.value for part in ClaimSpan.Part]
NEW = 0  # stands for a claim that is not stored yet

# A text never changes, and an editor works at it for a while.
_mentions = lru_cache(maxsize=16)(find_mentions)


def times_in(text: ArticleText) -> Sequence[TimeExpression]:
    """Every time of the text, whoever speaks of it."""
    article = ArticleInput(text.text, text.language, text.published_on)
    return _mentions(article, language_of(article)).times


@dataclass(frozen=True)
class Said:
    """The numbers and times that a claim's spans hold. How they are put is not read yet."""

    quantities: Mapping[int, Quantity]  # by start
    times: Mapping[int, tuple[str, TimeExpression]]  # by start, with the relation

    def with_those_of(self, others: Iterable["Said"]) -> "Said":
        quantities, times = dict(self.quantities), dict(self.times)
        for other in others:
            quantities |= other.quantities
            times |= other.times
        return Said(quantities, times)


class TextReading:
    """What claims say that stand together in one text; every answer is by the claim's id."""

    def __init__(self, text: ArticleText, places: Mapping[int, Spans]) -> None:
        article = ArticleInput(text.text, text.language, text.published_on)
        self.language = language_of(article)
        drafts = {pk: _draft(spans) for pk, spans in places.items() if spans.get("content")}
        self._ids = sorted(drafts, key=lambda pk: (reading_order(drafts[pk]), pk))
        self._numbers = {pk: n for n, pk in enumerate(self._ids)}
        ordered = [drafts[pk] for pk in self._ids]
        self._reader = Reader(article, self.language, ordered, _mentions(article, self.language))

    def __contains__(self, pk: int) -> bool:
        return pk in self._numbers

    def attribution(self, pk: int, *, whose: bool) -> Attribution:
        """Everything, with the speaker only if `whose` is asked for."""
        return self._reader.attribution(self._numbers[pk], whose=whose)

    def parent(self, pk: int) -> int | None:
        """The innermost claim in whose content this one's lies; None of one not read."""
        above = self._reader.above[self._numbers[pk]] if pk in self else None
        return None if above is None else self._ids[above]

    def said(self, pk: int) -> Said:
        if pk not in self:
            return Said({}, {})
        n, reader = self._numbers[pk], self._reader
        relation = {"said": reader.said[n], "content": reader.times[n]}
        times = {time.start: (name, time) for name, found in relation.items() for time in found}
        return Said({q.start: q for q in reader.quantities[n]}, times)


def _draft(spans: Spans) -> Draft:
    source, cue, content = (tuple(spans.get(part, ())) for part in PARTS)
    return Draft(source, cue, content, confidence=1.0, by="editor")


def spans_of(claim: Claim) -> dict[str, tuple[Span, ...]]:
    spans = list(claim.spans.all())
    return {part: tuple(sorted(s.span for s in spans if s.part == part)) for part in PARTS}


def places_of_claims(claims: Iterable[Claim]) -> dict[int, Spans]:
    """Of those that stand: what was rejected says nothing, and takes no number from another."""
    return {claim.pk: spans_of(claim) for claim in claims if claim.status != Claim.Status.REJECTED}
