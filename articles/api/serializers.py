from typing import Any

from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from articles.models import ArticleText, Publisher


class PageField(serializers.URLField):
    """The address of the page where people read the same thing."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"source": "*", "read_only": True, **kwargs})

    def to_representation(self, value: Any) -> str:
        return self.context["request"].build_absolute_uri(value.get_absolute_url())


class TextAddressField(serializers.HyperlinkedIdentityField):
    """The address of one version of an article's text."""

    def get_url(self, obj: Any, view_name: str, request: Request, format: str | None) -> str:
        kwargs = {"article_id": obj.article_id, "text_version": obj.version}
        return reverse(view_name, kwargs=kwargs, request=request)


class PublisherReferenceSerializer(serializers.ModelSerializer):
    url = serializers.HyperlinkedIdentityField("publisher-detail", lookup_field="slug")

    class Meta:
        model = Publisher
        fields = ["url", "slug", "name"]
        read_only_fields = fields


class PublisherSerializer(PublisherReferenceSerializer):
    article_count = serializers.IntegerField(read_only=True)

    class Meta(PublisherReferenceSerializer.Meta):
        fields = ["id", "url", "slug", "name", "domain", "article_count"]
        read_only_fields = fields


class ArticleReferenceSerializer(serializers.ModelSerializer):
    """An article, told by one of its texts."""

    id = serializers.IntegerField(source="article_id", read_only=True)
    url = serializers.HyperlinkedIdentityField("article-detail", lookup_field="article_id")
    page_url = PageField(source="article")
    canonical_url = serializers.URLField(
        source="article.canonical_url",
        read_only=True,
        allow_null=True,
        help_text="Where the publisher published it.",
    )
    publisher = PublisherReferenceSerializer(
        source="article.publisher", read_only=True, allow_null=True
    )

    text_version = serializers.IntegerField(source="version", read_only=True)
    text_url = TextAddressField("text-detail", help_text="This version by its own address.")

    class Meta:
        model = ArticleText
        fields = [
            "id",
            "url",
            "page_url",
            "canonical_url",
            "publisher",
            "title",
            "language",
            "published_on",
            "text_version",
            "text_url",
        ]
        read_only_fields = fields


class ArticleSerializer(ArticleReferenceSerializer):
    texts_url = serializers.HyperlinkedIdentityField(
        "text-list", lookup_field="article_id", help_text="All versions of the text."
    )
    imported_at = serializers.DateTimeField(
        source="article.created_at", read_only=True, help_text="When its first version came in."
    )

    class Meta(ArticleReferenceSerializer.Meta):
        fields = [
            *ArticleReferenceSerializer.Meta.fields,
            "published_at",
            "byline",
            "imported_at",
            "texts_url",
        ]
        read_only_fields = fields


class ArticleDetailSerializer(ArticleSerializer):
    class Meta(ArticleSerializer.Meta):
        fields = [*ArticleSerializer.Meta.fields, "text"]
        read_only_fields = fields
        extra_kwargs = {"text": {"help_text": "Spans count its Unicode code points."}}


class TextSerializer(serializers.ModelSerializer):
    """One immutable version of an article's text."""

    url = TextAddressField("text-detail")
    article_url = serializers.HyperlinkedIdentityField("article-detail", lookup_field="article_id")
    imported_at = serializers.DateTimeField(source="created_at", read_only=True)

    class Meta:
        model = ArticleText
        fields = [
            "url",
            "article_url",
            "version",
            "is_current",
            "title",
            "byline",
            "language",
            "published_on",
            "published_at",
            "sha256",
            "format",
            "reader_version",
            "imported_at",
        ]
        read_only_fields = fields


class TextDetailSerializer(TextSerializer):
    class Meta(TextSerializer.Meta):
        fields = [*TextSerializer.Meta.fields, "text"]
        read_only_fields = fields
