"""Articles and tags, as far as it takes claims: articles are found by their words, and acts on
both are told with those on claims."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view

from access.documents import Documented
from access.filters import WordsFilter
from articles.api import feeds, views
from articles.api.filters import ArticleFilters
from claims.api.documents import ArticleFeed
from claims.api.filters import found
from claims.api.writes.articles import ArticleWrites
from claims.api.writes.tags import TagWrites
from claims.models import SearchKind


class FoundArticleFilters(ArticleFilters):
    q = WordsFilter(method="search", help_text="Words of the title or the text, either language.")

    def search(self, articles: QuerySet, name: str, value: str) -> QuerySet:
        return found(articles, SearchKind.ARTICLE, value)


@extend_schema_view(
    list=extend_schema(summary="Articles, newest text each, without the text itself"),
    retrieve=extend_schema(summary="One article with its current text"),
)
class ArticleResource(Documented, ArticleWrites, views.ArticleResource):
    """What was published. An article is told by its current text."""

    documents = (ArticleFeed,)
    filterset_class = FoundArticleFilters


class TagResource(TagWrites, feeds.TagResource):
    """The words that a newsroom puts on articles and claims to find them again."""
