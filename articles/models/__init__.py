"""What was published, and how it came here."""

from articles.models.article import Article, ArticleText, Original
from articles.models.change import Change
from articles.models.feed import Feed, FeedEntry, FetchTurn, Host
from articles.models.identity import FormerSlug, Identified, former_slug_kept
from articles.models.imports import ImportBatch, ImportItem
from articles.models.publisher import OwnerGroup, Publisher, PublisherDomain, PublisherName
from articles.models.reprint import Reprint, TextBand
from articles.models.tag import Tag
from articles.models.tagging import ArticleTag

__all__ = [
    "Article",
    "ArticleTag",
    "ArticleText",
    "Change",
    "Feed",
    "FeedEntry",
    "FetchTurn",
    "FormerSlug",
    "Host",
    "Identified",
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
    "former_slug_kept",
]
