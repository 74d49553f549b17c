"""What was published, and how it came here."""

from articles.models.article import Article, ArticleText, Original
from articles.models.feed import Feed, FeedEntry, FetchTurn, Host
from articles.models.imports import ImportBatch, ImportItem
from articles.models.publisher import OwnerGroup, Publisher, PublisherDomain, PublisherName
from articles.models.reprint import Reprint, TextBand
from articles.models.tag import Tag
from articles.models.tagging import ArticleTag

__all__ = [
    "Article",
    "ArticleTag",
    "ArticleText",
    "Feed",
    "FeedEntry",
    "FetchTurn",
    "Host",
    "ImportBatch",
    "ImportItem",
    "Original",
    "OwnerGroup",
    "Publisher",
    "PublisherDomain",
    "PublisherName",
    "Reprint",
    "Tag",
    "TextBand",
]
