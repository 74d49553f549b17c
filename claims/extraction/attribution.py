"""What is found in an article text: attributions, with every span in code points."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from articles.spans import Span
from claims.normalising.evidence import Evidence
from claims.normalising.modality import Mode, Polarity
from claims.normalising.quantities import Quantity
from claims.normalising.sources import Speaker
from claims.normalising.times import TimeExpression

Kind = Literal["direct", "indirect", "mixed"]


@dataclass(frozen=True)
class ArticleInput:
    """One article to read; without `published` no time expression can be resolved."""

    text: str
    language: str | None = None
    published: date | None = None
    publisher: str | None = None


@dataclass(frozen=True)
class Attribution:
    """A source – cue – content relation.

    `source` is empty where nobody is named (据报道), `cue` where a quotation stands without a
    verb; `content` never is. `parent` is the id of the innermost attribution whose content
    holds this one's. `times` are what it is about, `said` when it was said.
    `modality` and `polarity` are those of the content's main clause and of what the cue does to it.
    `evidence` tells for each field which characters gave it and what read them.
    `confidence` is the estimated probability that the attribution is right.
    """

    id: str
    parent: str | None
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    confidence: float
    said: tuple[TimeExpression, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    modality: Mode = "asserted"
    polarity: Polarity = "affirmed"


@dataclass(frozen=True)
class Draft:
    """An attribution as assembled from spans, before anything in it is normalised.

    `by` says what found the spans: the tagger, or the rule that mended what it found.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    by: str = "tagger"

    @property
    def size(self) -> int:
        """The length of the content in code points."""
        return sum(span.end - span.start for span in self.content)

    @property
    def start(self) -> int:
        """Where the attribution begins in the text."""
        return min(span.start for span in (*self.source, *self.cue, *self.content))
