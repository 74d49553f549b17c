"""What an import came to, for people and for programs."""

from collections.abc import Iterable
from typing import Any

from rich.table import Table

from articles.models import ArticleText, ImportBatch, ImportItem
from articles.progress import items_in_order
from articles.selectors import import_items
from claims.management.terminal import add_words

Outcome = ImportItem.Outcome
ALL_OF = 40  # items; of more, only those are shown that want a look
AS_EXPECTED = [Outcome.IMPORTED, Outcome.UNCHANGED, Outcome.UNPACKED, Outcome.WAITING]


def items_table(batch: ImportBatch, counts: dict[str, int]) -> Table | None:
    """The items of a small import; of a large one those that failed, were known or changed."""
    items: Iterable[ImportItem] = items_in_order(batch)
    if sum(counts.values()) > ALL_OF:
        items = import_items(batch).exclude(outcome__in=AS_EXPECTED).iterator(1000)
    table = Table("Item", "Outcome", "Reason", "Title")
    for item in items:
        style = "red" if item.outcome == Outcome.FAILED else None
        title = item.article_text.title if item.article_text else ""
        outcome = str(Outcome(item.outcome).label)
        add_words(table, item.name, outcome, item.reason, title, style=style)
    return table if table.rows else None


def counts_line(batch: ImportBatch, counts: dict[str, int]) -> str:
    """'Import 7: 80 imported, 3 failed'"""
    told = [f"{counts[outcome]} {outcome.label}" for outcome in Outcome if counts[outcome]]
    return f"Import {batch.pk}: {', '.join(told) or 'nothing'}"


def item_fields(item: ImportItem) -> dict[str, Any]:
    text: ArticleText | None = item.article_text
    return {
        "import": item.batch_id,
        "item": item.name,
        "outcome": item.outcome,
        "reason": item.reason,
        "article": text.article_id if text else None,
        "article_text": text.pk if text else None,
        "title": text.title if text else None,
    }


def claim_fields(claim: Any) -> dict[str, Any]:
    return {
        "claim": claim.pk,
        "article_text": claim.article_text_id,
        "parent": claim.parent_id,
        "source": claim.source.key if claim.source else None,
        "headline_en": claim.headline_en,
        "headline_zh": claim.headline_zh,
        "position": claim.position,
    }
