"""What of the database the resources tell, each in a fixed number of queries."""

from django.db.models import QuerySet

from access.counting import count_of
from articles.models import Article, ArticleText, Publisher


def publishers() -> QuerySet[Publisher]:
    counted = count_of(Article.objects.all(), "publisher")
    return Publisher.objects.select_related("owner_group").annotate(article_count=counted)


def texts() -> QuerySet[ArticleText]:
    """Versions of texts with their articles, without the texts themselves."""
    return ArticleText.objects.select_related("article__publisher", "article__assignee").defer(
        "text"
    )
