"""What a format's reader hands over: everything found, nothing decided."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from articles.reading.article import Image
from articles.reading.blocks import Block
from articles.reading.rules import Rules
from articles.spans import Traced


@dataclass(slots=True)
class Draft:
    """Candidates in the order of their weight, and all blocks in page order."""

    format: str
    page: str
    title: Traced | None
    blocks: list[Block]
    publisher: str | None = None  # as the file itself names it
    rules: Rules | None = None
    urls: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    published: datetime | date | None = None  # counts where nothing written says when
    authors: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)
    credits: list[str] = field(default_factory=list)  # names that may be a wire service's
    languages: list[str] = field(default_factory=list)  # as the file declares them, surest first
    page_title: str = ""
    images: list[Image] = field(default_factory=list)
