"""What was published, and how it came here."""

from articles.models.article import Article, ArticleText, Original
from articles.models.imports import ImportBatch, ImportItem
from articles.models.publisher import Publisher

__all__ = ["Article", "ArticleText", "ImportBatch", "ImportItem", "Original", "Publisher"]
