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


def claims_table(claims: Iterable[Claim], title: str = "") -> Table:
    """Who – how many – via whom – in which article; claims with all that belongs to them."""
    table = Table("Who", "How many", "Via whom", "In which article", title=title or None)
    for claim in claims:
        add_words(table, *row_of(claim))
    return table


def add_words(table: Table, *cells: str, style: str | None = None) -> None:
    """A row of words as they are: what stands in brackets in a title is no markup."""
    table.add_row(*map(Text, cells), style=style)


def row_of(claim: Claim) -> tuple[str, str, str, str]:
    text = claim.article_text
    publisher = text.article.publisher
    reporters = [step.source.label if step.source else "–" for step in chain(claim)[:-1]]
    return (
        claim.source.label if claim.source else "–",
        "; ".join(quantity_words(quantity) for quantity in claim.quantities.all()),
        " ← ".join([publisher.name if publisher else "–", *reporters]),
        f"{text.title} ({text.published_on or 'undated'})",
    )


def quantity_words(quantity: Quantity) -> str:
    language = get_language() or "en"
    return amount_words(quantity, "en" if language.startswith("en") else "zh-Hans")
