"""A comparison complete in itself: everything its page, its downloads and a release need."""

from dataclasses import dataclass, field
from datetime import date

from claims.comparing.figures import Figure
from claims.comparing.statistics import Statistics

SCHEMA = "according/comparison/1"


@dataclass(frozen=True)
class Wording:
    """One thing said in both languages of the pages."""

    en: str
    zh: str

    def read_in(self, language: str) -> str:
        """
        >>> Wording("troops", "军人").read_in("zh-hans")
        '军人'
        """
        return self.zh if language.startswith("zh") else self.en


@dataclass(frozen=True)
class Party:
    """A source as it stands in a chain; `anonymity` is named, role or unnamed."""

    key: str
    slug: str
    label: Wording
    anonymity: str


@dataclass(frozen=True)
class Repetition:
    """Why a row counts as the origin of an earlier one, that of `claim`.

    `because` is ruling, copy or source (`claims.comparing.Because`). For a copy `article` is what
    it was copied from or copies, `kind` how (reprint, wire_copy, translation) and `share` how much
    of the text they have in common, from 0 to 1; empty and None where other copies lie between.
    """

    claim: int
    because: str
    article: int
    kind: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Row:
    """One claim's answer. `chain` runs from the outermost source to the origin.

    `quote` is the content word for word, `quantity_quote` the figure's own words; `start` and
    `end` are code points of the article text. `origin` numbers the origins of the comparison from
    1; `repeats` is the claim that told of this origin first, None where this is that claim.
    `repetition` says why it counts as the origin of an earlier row. `earlier_version` is the
    version of the article that was read, where it has changed since.
    """

    claim: int
    article: int
    article_title: str
    article_language: str
    publisher: str
    published_on: date | None
    figure: Figure
    chain: tuple[Party, ...]
    headline: Wording
    kind: str
    status: str
    quote: str
    quantity_quote: str
    start: int
    end: int
    note: str = ""
    origin: int = 0
    repeats: int | None = None
    earlier_version: int | None = None
    repetition: Repetition | None = None

    @property
    def source(self) -> Party | None:
        return self.chain[-1] if self.chain else None

    @property
    def anonymous(self) -> bool:
        return self.source is None or self.source.anonymity != "named"


@dataclass(frozen=True)
class ComparisonView:
    """The question, its answers in the order of their days, and their statistics."""

    slug: str
    question: Wording
    dimension: str
    rows: tuple[Row, ...]
    statistics: Statistics
    schema: str = field(default=SCHEMA)
