from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.serializers import BaseSerializer

from access.keys import NUMBER, SLUG, UUID
from access.resource import Resource, Within
from articles.api import rows
from articles.api.filters import ArticleFilters, PublisherFilters, TextFilters
from articles.api.serializers import (
    ArticleDetailSerializer,
    ArticleSerializer,
    PublisherSerializer,
    TextDetailSerializer,
    TextSerializer,
)
from articles.api.slugs import Slugged
from articles.api.writes.publishers import PublisherWrites
from articles.models import Article, ArticleText


@extend_schema_view(
    list=extend_schema(summary="Publishers"), retrieve=extend_schema(summary="One publisher")
)
class PublisherResource(PublisherWrites, Slugged):
    """The outlets that published the articles."""

    queryset = rows.publishers()
    serializer_class = PublisherSerializer
    filterset_class = PublisherFilters
    orderings = {"id": "pk", "name": "name"}
    name_field = "slug"
    lookup_value_regex = SLUG
    is_versioned = True


class TextsQuery(Resource):
    """Lists leave the text itself out; a single entry has it."""

    def get_queryset(self) -> QuerySet[ArticleText]:
        texts = super().get_queryset()
        return texts.defer("text") if self.action == "list" else texts


class ArticleResource(TextsQuery):
    """What was published. An article is told by its current text."""

    queryset = ArticleText.objects.filter(is_current=True).select_related(
        "article__publisher", "article__assignee"
    )
    filterset_class = ArticleFilters
    orderings = {"id": "article_id", "published_on": "published_on"}
    lookup_field = "article__public_id"

    def get_serializer_class(self) -> type[BaseSerializer]:
        return ArticleSerializer if self.action == "list" else ArticleDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="Texts: all versions of all articles, without the texts themselves"),
    retrieve=extend_schema(summary="One version of an article’s text"),
)
class TextResource(TextsQuery):
    """Versions of the articles' texts; each is immutable."""

    queryset = ArticleText.objects.select_related("article")
    filterset_class = TextFilters
    orderings = {"id": "pk"}

    def get_serializer_class(self) -> type[BaseSerializer]:
        return TextSerializer if self.action == "list" else TextDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="All versions of an article’s text, without the text itself"),
    retrieve=extend_schema(summary="One version of an article’s text"),
)
class TextOfArticleResource(TextResource):
    """The versions of one article’s text."""

    orderings = {"version": "version"}
    within = Within(Article, "article", "article_id")
    name_field = "version"
    lookup_value_regex = f"{UUID}|{NUMBER}"
