"""Reads of articles."""

import zlib

from django.db.models import Count, QuerySet

from articles.models import ArticleText, ImportBatch, ImportItem, Original, Publisher

Outcome = ImportItem.Outcome


def text_of_bytes(original: Original) -> ArticleText | None:
    """The latest text that was read from this original."""
    return ArticleText.objects.filter(original=original).order_by("-version").first()


def text_of_words(sha256: str, publisher: Publisher | None) -> ArticleText | None:
    """A text with this hash, of this publisher; of any, if none is known."""
    texts = ArticleText.objects.filter(sha256=sha256).select_related("article")
    if publisher:
        texts = texts.filter(article__publisher=publisher)
    return texts.order_by("-is_current", "pk").first()


def original_bytes(original: Original) -> bytes:
    """The original as it came in."""
    return zlib.decompress(original.compressed)


def import_counts(batch: ImportBatch) -> dict[str, int]:
    """How many of its items came to what, every outcome named."""
    found = batch.items.order_by().values_list("outcome").annotate(Count("pk"))
    return dict.fromkeys(Outcome.values, 0) | dict(found)


def import_items(batch: ImportBatch) -> QuerySet[ImportItem]:
    """The report: the items in their order, with what their text is called but not what it says."""
    items = batch.items.select_related("article_text", "parent").order_by("pk")
    return items.defer("article_text__text")


def import_state(batch: ImportBatch) -> str:
    """'running', 'stopped' or 'finished'."""
    if batch.finished_at:
        return "finished"
    return "stopped" if batch.stopped_at else "running"
