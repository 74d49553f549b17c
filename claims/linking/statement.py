"""One claim as the scorer sees it: everything that tells whether another belongs to it."""

from dataclasses import dataclass, field
from datetime import date

from claims.comparing import Difference, Figure

# The first and the last, both inclusive.
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Counted:
    """One figure of a statement, by the id of its quantity; `figure.as_of` is the day it is about,
    `days` the first and last of those it may be about, None where they are unknown.

    `nations` are the territories whose the counted are ("Russian troops": RU), empty where that is
    not said; `differences` what its words say that it takes in and leaves out.
    """

    quantity: int
    figure: Figure
    days: Days = (None, None)
    nations: frozenset[str] = frozenset()
    differences: frozenset[Difference] = frozenset()


@dataclass(frozen=True)
class Statement:
    """`chain` are the keys of its sources, outermost first, "" where one is unknown.

    `within` are the claims that report it. `family` is the same for articles that are copies of
    one text. `places` are those that the content names, `around` those of its sentence and of the
    title. `begin` and `finish` are the days within which it was said, else that of publication;
    None where neither is known.
    """

    claim: int
    article: int
    content: str
    language: str
    publisher: int | None = None
    owner: int | None = None
    family: int | None = None
    chain: tuple[str, ...] = ()
    within: frozenset[int] = frozenset()
    figures: tuple[Counted, ...] = ()
    places: frozenset[str] = frozenset()
    around: frozenset[str] = frozenset()
    begin: date | None = None
    finish: date | None = None
    modality: str = "asserted"
    polarity: str = "affirmed"
    dimensions: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        named = {one.figure.dimension for one in self.figures} - {""}
        object.__setattr__(self, "dimensions", frozenset(named))

    @property
    def days(self) -> Days:
        return self.begin, self.finish

    @property
    def origin(self) -> str:
        """The key of the innermost source, "" where it is unknown."""
        return self.chain[-1] if self.chain else ""


def meet(first: Statement, second: Statement) -> bool:
    """Whether the origin of one is known, and stands in the chain of the other."""
    return bool(
        (first.origin and first.origin in second.chain)
        or (second.origin and second.origin in first.chain)
    )
