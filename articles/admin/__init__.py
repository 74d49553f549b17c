"""The editors' desk: what was published, and how it came here."""

from articles.admin.article import ArticleAdmin, ArticleTextAdmin
from articles.admin.feed import FeedAdmin
from articles.admin.imports import ImportBatchAdmin
from articles.admin.original import OriginalAdmin
from articles.admin.publisher import PublisherAdmin
from articles.admin.reprint import ReprintAdmin

__all__ = [
    "ArticleAdmin",
    "ArticleTextAdmin",
    "FeedAdmin",
    "ImportBatchAdmin",
    "OriginalAdmin",
    "PublisherAdmin",
    "ReprintAdmin",
]
