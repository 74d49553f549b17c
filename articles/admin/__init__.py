"""The editors' desk: what was published, and how it came here."""

from articles.admin.article import ArticleAdmin, ArticleTextAdmin
from articles.admin.imports import ImportBatchAdmin
from articles.admin.original import OriginalAdmin
from articles.admin.publisher import PublisherAdmin

__all__ = [
    "ArticleAdmin",
    "ArticleTextAdmin",
    "ImportBatchAdmin",
    "OriginalAdmin",
    "PublisherAdmin",
]
