"""What reading gives, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from articles.spans import SourceMap


class UnreadableArticle(ValueError):
    """The input holds no article. `reason` is a short sentence for the person who imports it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Image:
    """An image of the article, by address; the words beside it are never article text."""

    url: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A block that is not article text, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """One article as it was published.

    `text` is canonical: the title, then the body blocks, joined by "\\n", in NFC. `source_map`
    leads from each of its characters back into the decoded page (of a PDF or DOCX: the text
    written out line by line, and `encoding` is ""). `published` is an aware datetime
    where time and zone are known, else the local date, else None. `language` is 'en', 'zh-Hans',
    'zh-Hant' or an ISO 639-1 code. `wire` is the wire service credited, None where none is or it
    is the publisher itself. `url` is the address of the original, not of the copy.
    """

    title: str
    byline: str | None
    publisher: str | None
    wire: str | None
    url: str | None
    published: datetime | date | None
    language: str
    text: str
    images: tuple[Image, ...]
    dropped: tuple[Dropped, ...]
    format: str
    encoding: str
    source_map: SourceMap = field(repr=False)
