from django.db.models import Count, QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.serializers import BaseSerializer

from access.resource import Resource
from articles.api.filters import ArticleFilters, PublisherFilters
from articles.api.serializers import (
    ArticleDetailSerializer,
    ArticleSerializer,
    PublisherSerializer,
    TextDetailSerializer,
    TextSerializer,
)
from articles.models import ArticleText, Publisher


@extend_schema_view(
    list=extend_schema(summary="Publishers"), retrieve=extend_schema(summary="One publisher")
)
class PublisherResource(Resource):
    """The outlets that published the articles."""

    queryset = Publisher.objects.annotate(article_count=Count("articles"))
    serializer_class = PublisherSerializer
    filterset_class = PublisherFilters
    orderings = {"id": "pk", "name": "name"}
    lookup_field = "slug"
    lookup_value_regex = r"[-\w]+"


class TextsQuery(Resource):
    """Lists leave the text itself out; a single entry has it."""

    def get_queryset(self) -> QuerySet[ArticleText]:
        rows = super().get_queryset()
        return rows.defer("text") if self.action == "list" else rows

    def etag(self, entry: ArticleText) -> str:
        return entry.sha256


@extend_schema_view(
    list=extend_schema(summary="Articles, newest text each, without the text itself"),
    retrieve=extend_schema(summary="One article with its current text"),
)
class ArticleResource(TextsQuery):
    """What was published. An article is told by its current text."""

    queryset = ArticleText.objects.filter(is_current=True).select_related("article__publisher")
    filterset_class = ArticleFilters
    orderings = {"id": "article_id", "published_on": "published_on"}
    lookup_field = "article_id"
    lookup_value_regex = "[0-9]+"

    def get_serializer_class(self) -> type[BaseSerializer]:
        return ArticleSerializer if self.action == "list" else ArticleDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="All versions of an article’s text, without the text itself"),
    retrieve=extend_schema(summary="One version of an article’s text"),
)
class TextResource(TextsQuery):
    """The versions of one article’s text; each is immutable."""

    queryset = ArticleText.objects.all()
    orderings = {"version": "version"}
    lookup_field = "version"
    lookup_url_kwarg = "text_version"
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[ArticleText]:
        return super().get_queryset().filter(article_id=self.kwargs["article_id"])

    def get_serializer_class(self) -> type[BaseSerializer]:
        return TextSerializer if self.action == "list" else TextDetailSerializer
