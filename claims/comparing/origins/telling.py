"""A claim as far as its origin is concerned: what it states, and whom that came through."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from claims.comparing.figures import Figure
from claims.comparing.origins.sharing import length, shingles


@dataclass(frozen=True)
class Telling:
    """A figure, or a position, and whom it came through: keys from the outermost to the origin.

    An empty key is a source nobody could identify; it is never the same as another. `family` is
    the same for articles that are copies of one text, None for an article without copies.
    `houses` are who stands behind the article, each with its kind: the publisher, its owner
    group, the wire service it credits. `affiliation` is what the innermost source belongs to,
    `said_on` the day of the utterance; `quote` its words, `is_verbatim` where they are in
    quotation marks.
    """

    chain: tuple[str, ...]
    figure: Figure | None
    article: int = 0
    family: int | None = None
    position: str = ""
    as_of: date | None = None
    said_on: date | None = None
    houses: tuple[tuple[str, str], ...] = ()
    affiliation: str = ""
    quote: str = ""
    is_verbatim: bool = False

    @cached_property
    def known(self) -> tuple[str, ...]:
        """The chain as far as it is known: up to the innermost source that somebody identified."""
        ends = [place for place, key in enumerate(self.chain, 1) if key]
        return self.chain[: ends[-1]] if ends else ()

    @property
    def origin(self) -> str:
        """The innermost source that is known, or nothing."""
        return self.known[-1] if self.known else ""

    @property
    def speaker(self) -> str:
        """Who that is, as far as two speakers are known to be two.

        Unnamed groups of one affiliation may be the same people, described in two ways.

        >>> Telling(("group:us:official",), None).speaker
        'group:us'
        """
        return speaker_of(self.origin)

    @property
    def voice(self) -> str:
        """The organisation that the origin is, or that it belongs to; no state is one."""
        kind, _, rest = self.origin.partition(":")
        voice = self.affiliation.lower() if kind == "person" else rest.partition(":")[0]
        return voice if len(voice) > 2 else ""

    @property
    def speaks_for_all(self) -> bool:
        """Whether what it says is what the organisation says: it is itself, or its office."""
        return self.origin.startswith(("body:", "office:"))

    @cached_property
    def day(self) -> int | None:
        """The day it is about, as a number of days."""
        about = self.figure.as_of if self.figure else self.as_of
        return about.toordinal() if about else None

    @cached_property
    def words(self) -> float:
        """How long the quote is."""
        return length(self.quote)

    @cached_property
    def shingles(self) -> frozenset[str]:
        return shingles(self.quote)

    def meets(self, other: "Telling") -> bool:
        """Whether the origin of the one stands in the chain of the other."""
        return bool(
            self.origin
            and other.origin
            and (self.origin in other.known or other.origin in self.known)
        )

    def is_strange_to(self, other: "Telling") -> bool:
        """Whether both origins are known, and neither came through the other."""
        return bool(self.origin and other.origin) and not self.meets(other)


def speaker_of(key: str) -> str:
    kind, _, rest = key.partition(":")
    place, has_role, _ = rest.partition(":")
    return f"group:{place}" if kind == "group" and has_role else key
