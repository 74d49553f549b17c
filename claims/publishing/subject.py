"""What is given away: a comparison as it stands, or one of its releases, and where things are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from claims.comparing import ComparisonView, Row
from claims.publishing.content import Published, Rated


@dataclass(frozen=True)
class Addresses:
    """Full addresses on this site: of the page itself, of its formats by suffix, and of parts."""

    page: str
    site: str
    file: Callable[[str], str]
    claim: Callable[[int], str]
    article: Callable[[Row], str]
    source: Callable[[str], str]


@dataclass(frozen=True)
class Subject:
    """`content` is the view as JSON, of a release with all it says of itself.

    `published` is None of a comparison as it stands, and of a release that says nothing of itself;
    `number` and `sha256` are of a release.
    """

    view: ComparisonView
    content: Mapping[str, Any]
    published: Published | None = None
    number: int | None = None
    sha256: str = ""
    published_at: datetime | None = None
    ratings: tuple[Rated, ...] = field(default=())

    @property
    def retracted(self) -> bool:
        return self.published is not None and self.published.kind == "retraction"
