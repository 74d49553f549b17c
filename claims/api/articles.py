"""Articles, found by their words too: the search knows the texts that `articles` keeps."""

from django.db.models import QuerySet

from access.filters import WordsFilter
from articles.api import views
from articles.api.filters import ArticleFilters
from claims.api.filters import found
from claims.models import SearchKind


class FoundArticleFilters(ArticleFilters):
    q = WordsFilter(method="search", help_text="Words of the title or the text, either language.")

    def search(self, articles: QuerySet, name: str, value: str) -> QuerySet:
        return found(articles, SearchKind.ARTICLE, value)


class ArticleResource(views.ArticleResource):
    """What was published. An article is told by its current text."""

    filterset_class = FoundArticleFilters
