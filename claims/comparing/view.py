"""A comparison complete in itself: everything its page, its downloads and a release need."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from claims.comparing.figures import Figure

SCHEMA = "according/comparison/2"


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


NOTHING = Wording("", "")


@dataclass(frozen=True)
class Scope:
    """What is asked for: answers that speak of more, less or something else carry a difference.

    `kind` is numeric or positions; `places` are ids of the gazetteer with their names; an empty
    `unit` is the one that most answers are in. `as_of_rule` is about, said or published.
    """

    kind: str = "numeric"
    dimension: str = ""
    unit: str = ""
    places: tuple[tuple[str, Wording], ...] = ()
    population: Wording = NOTHING
    begin: date | None = None
    finish: date | None = None
    as_of_rule: str = "about"
    method: Wording = NOTHING


@dataclass(frozen=True)
class Party:
    """A source as it stands in a chain; `anonymity` is named, role or unnamed.

    `kind` is person, body, document or group, empty where nobody could tell who it was;
    `is_party` says that it usually speaks in its own cause; `affiliation` is the id of what it
    belongs to.
    """

    key: str
    slug: str
    label: Wording
    anonymity: str
    kind: str = ""
    is_party: bool = False
    affiliation: str = ""


@dataclass(frozen=True)
class Difference:
    """In what an answer's scope is another than the comparison's: "includes Crimea".

    `kind` is place, population, period, modality or counting.
    """

    kind: str
    words: Wording


@dataclass(frozen=True)
class Repetition:
    """Why a row counts as the origin of another, that of `claim` in `article`.

    `because` is one of `claims.comparing.Because`: ruling, copy, utterance, source or owner, and
    `kind` says it closer. Of a copy: reprint, wire_copy or translation, with the `share` of the
    text they have in common, from 0 to 1; empty and None where other copies lie between. Of an
    utterance: words (with the share of them), speaker (one speaker, within days, the number
    rounded in two ways) or office (an organisation, and one who speaks for it). Of an owner:
    publisher, owner_group or wire_service.
    """

    claim: int
    because: str
    article: int
    kind: str = ""
    share: float | None = None


@dataclass(frozen=True)
class Row:
    """One claim's answer. `chain` runs from the outermost source to the origin.

    `figure` is the number it answers with, None in a comparison of positions, where `position` is
    affirmed, denied, conditional or no_comment. `quote` is the content word for word,
    `quantity_quote` the figure's own words; `start` and `end` are code points of the article text
    whose hash is `text_sha256`. `owner` is the publisher's owner group, `wire` the wire service
    that the article credits, each empty where none is known.

    `origin` numbers the origins of the comparison from 1; `repeats` is the claim that told of this
    origin first, None where this is that claim; `repetition` says why. `left_out` says why the row
    is no part of the spread (`claims.comparing.LeftOut`), empty where it is. `earlier_version` is
    the version of the article that was read, where it has changed since.
    """

    claim: int
    article: int
    article_title: str
    article_language: str
    publisher: str
    published_on: date | None
    figure: Figure | None
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
    entry: int = 0
    position: str = ""
    as_of: date | None = None
    said_on: date | None = None
    owner: str = ""
    wire: str = ""
    text_sha256: str = ""
    reviewed: bool = False
    differences: tuple[Difference, ...] = ()
    left_out: str = ""

    @property
    def stated(self) -> Figure:
        """The number it answers with. Raises ValueError in a comparison of positions."""
        if self.figure is None:
            raise ValueError("a position has no figure")
        return self.figure

    @property
    def source(self) -> Party | None:
        return self.chain[-1] if self.chain else None

    @property
    def anonymous(self) -> bool:
        return self.source is None or self.source.anonymity != "named"

    @property
    def counts(self) -> bool:
        """Whether it is taken into the spread, or into the count of positions."""
        return not self.left_out


@dataclass(frozen=True)
class Statistics:
    """Figures in the comparison's unit; None where no level was given.

    `ratio` is maximum / minimum, None where the minimum is not positive. `left_out` counts the
    answers that the figures are not taken over (each row says why), `scoped_out` those among them
    that speak of another scope. `positions` counts the answers by position, where positions are
    compared.
    """

    minimum: Decimal | None
    maximum: Decimal | None
    median: Decimal | None
    spread: Decimal | None
    ratio: Decimal | None
    claims: int
    publishers: int
    origins: int
    left_out: int
    scoped_out: int = 0
    positions: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class AgreementClass:
    """Answers that can all be right at once: every true number from `low` to `high` (None is an
    open end) is one that each of them allows. `rows` are places in the view's rows, from 0."""

    low: Decimal | None
    high: Decimal | None
    rows: tuple[int, ...]


@dataclass(frozen=True)
class ComparisonView:
    """The question, its answers in the order of their days, and what they amount to.

    `finding` is that in one sentence. A view that was read from an older release keeps the name
    of its `schema`, and is without what was not yet known then.
    """

    slug: str
    question: Wording
    scope: Scope
    rows: tuple[Row, ...]
    statistics: Statistics
    finding: Wording = NOTHING
    agreement: tuple[AgreementClass, ...] = ()
    schema: str = field(default=SCHEMA)

    @property
    def dimension(self) -> str:
        return self.scope.dimension
