"""How the commands speak on a terminal: tables on standard output, progress on standard error."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from claims.models import Claim, Quantity
from claims.normalising.headlines import amount_words
from claims.selectors.claims import chain

WIDTH = 160  # columns, where the output goes to no terminal


def console(stream: Any) -> Console:
    """A console on a command's stdout or stderr."""
    return Console(file=stream, width=None if stream.isatty() else WIDTH, highlight=False)


def progress_bar(stream: Any) -> Progress:
    """A bar that is drawn on terminals only."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[item]}", markup=False),
        console=Console(file=stream),
        disable=not stream.isatty(),
    )


def claims_table(claims: Iterable[tuple[Claim, Iterable[Quantity]]], title: str = "") -> Table:
    """Who – how many – via whom – in which article: claims, each with its quantities to show."""
    table = Table("Who", "How many, or what", "Via whom", "In which article", title=title or None)
    for claim, quantities in claims:
        add_words(table, *_row(claim, quantities))
    return table


def add_words(table: Table, *cells: str, style: str | None = None) -> None:
    """A row of words as they are: what stands in brackets in a title is no markup."""
    table.add_row(*map(Text, cells), style=style)


def _row(claim: Claim, quantities: Iterable[Quantity]) -> tuple[str, str, str, str]:
    text = claim.article_text
    publisher = text.article.publisher
    reporters = [step.source.label if step.source else "–" for step in chain(claim)[:-1]]
    return (
        claim.source.label if claim.source else "–",
        "; ".join(_words(quantity) for quantity in quantities) or _said(claim),
        " ← ".join([publisher.name if publisher else "–", *reporters]),
        f"{text.title} ({text.published_on or 'undated'})",
    )


def _said(claim: Claim) -> str:
    """What a claim without numbers says: its headline without the speaker."""
    return claim.headline.partition(": ")[2] or claim.headline.partition("：")[2]


def _words(quantity: Quantity) -> str:
    language = get_language() or "en"
    return amount_words(quantity, "en" if language.startswith("en") else "zh-Hans")
