"""Subscribed feeds, and the newsroom's tags."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from access.fields import AddressField, IdField
from access.filters import KeyFilter, TruthFilter, WordsFilter
from access.resource import Resource
from access.shaping import Expansion, Shaped
from articles.api import rows
from articles.api.serializers import PublisherReferenceSerializer, PublisherSerializer
from articles.api.writes.feeds import FeedWrites
from articles.models import Feed, Tag


class FeedReferenceSerializer(Shaped):
    id = IdField()
    url = AddressField("feed")
    address = serializers.CharField(source="url", read_only=True, help_text="Where it is asked.")

    class Meta:
        model = Feed
        fields = ["id", "url", "address"]
        read_only_fields = fields


class FeedSerializer(FeedReferenceSerializer):
    """A feed, and how it fares."""

    expansions = {"publisher": Expansion("publisher_id", rows.publishers, PublisherSerializer)}
    publisher = PublisherReferenceSerializer(read_only=True, allow_null=True)

    class Meta(FeedReferenceSerializer.Meta):
        fields = [
            *FeedReferenceSerializer.Meta.fields,
            "title",
            "publisher",
            "minutes",
            "is_active",
            "created_at",
            "checked_at",
            "changed_at",
            "failures",
            "last_error",
        ]
        read_only_fields = fields


class FeedFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These feeds.")
    publisher = KeyFilter(
        field_name="publisher", names=("slug",), help_text="The publisher’s id or slug."
    )
    active = TruthFilter(field_name="is_active", help_text="Whether it is asked.")
    q = WordsFilter(field_name="title", lookup_expr="icontains", help_text="Words in the title.")

    class Meta:
        model = Feed
        fields: list[str] = []


class TagSerializer(Shaped):
    id = IdField()
    url = AddressField("tag")

    class Meta:
        model = Tag
        fields = ["id", "url", "name"]
        read_only_fields = fields


class TagFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These tags.")
    q = WordsFilter(field_name="name", lookup_expr="icontains", help_text="Words in the name.")

    class Meta:
        model = Tag
        fields: list[str] = []


@extend_schema_view(
    list=extend_schema(summary="Subscribed feeds"), retrieve=extend_schema(summary="One feed")
)
class FeedResource(FeedWrites):
    """RSS, Atom and JSON feeds that articles are imported from."""

    queryset = Feed.objects.select_related("publisher")
    serializer_class = FeedSerializer
    filterset_class = FeedFilters
    orderings = {"id": "pk", "changed_at": "changed_at"}


@extend_schema_view(
    list=extend_schema(summary="Tags on articles and claims"),
    retrieve=extend_schema(summary="One tag"),
)
class TagResource(Resource):
    """The words that a newsroom puts on articles and claims to find them again."""

    queryset = Tag.objects.all()
    serializer_class = TagSerializer
    filterset_class = TagFilters
    orderings = {"id": "pk", "name": "name"}
