"""Publishers, articles and their texts, as the API tells of them."""

from rest_framework import serializers

from access.fields import AddressField, IdField, PageField
from access.shaping import Expansion, Shaped
from articles.api import rows
from articles.models import Article, ArticleText, Publisher


class PublisherReferenceSerializer(Shaped):
    id = IdField()
    url = AddressField("publisher")

    class Meta:
        model = Publisher
        fields = ["id", "url", "slug", "name"]
        read_only_fields = fields


class PublisherSerializer(PublisherReferenceSerializer):
    owner_group = serializers.CharField(
        source="owner_group.name",
        read_only=True,
        allow_null=True,
        default=None,
        help_text="Who owns it, and others with it.",
    )
    article_count = serializers.IntegerField(read_only=True)

    class Meta(PublisherReferenceSerializer.Meta):
        fields = [
            *PublisherReferenceSerializer.Meta.fields,
            "domain",
            "owner_group",
            "is_wire_service",
            "article_count",
            "version",
        ]
        read_only_fields = fields


class ArticleAddressSerializer(serializers.ModelSerializer):
    id = IdField()
    url = AddressField("article")

    class Meta:
        model = Article
        fields = ["id", "url"]
        read_only_fields = fields


class TextReferenceSerializer(Shaped):
    """One version of an article's text."""

    id = IdField()
    url = AddressField("text")

    class Meta:
        model = ArticleText
        fields = ["id", "url", "version"]
        read_only_fields = fields


class ArticleReferenceSerializer(Shaped):
    """An article, told by one of its texts."""

    id = IdField(source="article.public_id")
    url = AddressField("article", source="article.public_id")
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
    text = TextReferenceSerializer(source="*", read_only=True, help_text="The version meant.")

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
            "text",
        ]
        read_only_fields = fields


class ArticleSerializer(ArticleReferenceSerializer):
    expansions = {
        "publisher": Expansion("article.publisher_id", rows.publishers, PublisherSerializer)
    }
    texts_url = AddressField(
        "article",
        "texts/",
        source="article.public_id",
        help_text="All versions of the text.",
    )
    imported_at = serializers.DateTimeField(
        source="article.created_at", read_only=True, help_text="When its first version came in."
    )
    state = serializers.ChoiceField(
        Article.State.choices,
        source="article.state",
        read_only=True,
        help_text="How far the newsroom’s work on it is.",
    )
    assignee = serializers.CharField(
        source="article.assignee.username",
        read_only=True,
        default=None,
        allow_null=True,
        help_text="Whose work it is: a user’s name.",
    )
    is_locked = serializers.BooleanField(
        source="article.is_locked", read_only=True, help_text="Whether it is theirs alone."
    )

    class Meta(ArticleReferenceSerializer.Meta):
        fields = [
            *ArticleReferenceSerializer.Meta.fields,
            "published_at",
            "byline",
            "imported_at",
            "state",
            "assignee",
            "is_locked",
            "texts_url",
        ]
        read_only_fields = fields


class TextSerializer(TextReferenceSerializer):
    """One immutable version of an article's text."""

    expansions = {"article": Expansion("pk", rows.texts, ArticleSerializer)}
    article = ArticleAddressSerializer(read_only=True)
    imported_at = serializers.DateTimeField(source="created_at", read_only=True)

    class Meta(TextReferenceSerializer.Meta):
        fields = [
            *TextReferenceSerializer.Meta.fields,
            "article",
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
        extra_kwargs = {"text": {"help_text": "Spans count its Unicode code points."}}


class ArticleDetailSerializer(ArticleSerializer):
    text = TextDetailSerializer(source="*", read_only=True, help_text="The current version.")
