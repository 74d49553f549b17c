"""The claims that answer comparisons, each with what of it answers, as of when."""

from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from access.fields import AddressField, IdField
from access.filters import KeyFilter, TruthFilter, choice, days, with_lookups
from access.resource import Within
from access.shaping import Expansion, Shaped
from articles.api.filters import UpdatedFilter
from articles.api.slugs import Slugged
from claims.api import rows
from claims.api.serializers.claims import (
    ClaimReferenceSerializer,
    ClaimSerializer,
    QuantitySerializer,
)
from claims.api.serializers.comparisons import ComparisonReferenceSerializer, ComparisonSerializer
from claims.api.writes.comparisons import EntryWrites
from claims.models import Comparison, Entry, ScopeDifference


class ScopeDifferenceSerializer(serializers.ModelSerializer):
    """In what it speaks of more, less or something else than was asked."""

    class Meta:
        model = ScopeDifference
        fields = ["kind", "words_en", "words_zh"]
        read_only_fields = fields


class EntrySerializer(Shaped):
    """A claim's answer: one of its quantities, or a position."""

    expansions = {
        "comparison": Expansion("comparison_id", rows.comparisons, ComparisonSerializer),
        "claim": Expansion("claim_id", rows.whole_claims, ClaimSerializer),
    }
    id = IdField()
    url = AddressField("entry")
    comparison = ComparisonReferenceSerializer(read_only=True)
    claim = ClaimReferenceSerializer(read_only=True)
    quantity = QuantitySerializer(read_only=True, allow_null=True)
    differences = ScopeDifferenceSerializer(
        source="scope_differences",
        many=True,
        read_only=True,
        help_text="Where there are any, it is shown and is no part of the spread.",
    )
    added_by = serializers.CharField(
        source="added_by.username", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = Entry
        fields = [
            "id",
            "url",
            "comparison",
            "claim",
            "quantity",
            "position",
            "as_of",
            "note",
            "differences",
            "added_by",
            "added_at",
        ]
        read_only_fields = fields


@with_lookups(as_of=days("as_of", "It holds as of"))
class EntryFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These entries.")
    comparison = KeyFilter(
        field_name="comparison", names=("slug",), help_text="The comparison’s id or slug."
    )
    claim = KeyFilter(field_name="claim", help_text="Id of the claim.")
    position = choice(Entry.Position, "In a comparison of positions.")
    differs = TruthFilter(
        field_name="scope_differences",
        lookup_expr="isnull",
        exclude=True,
        distinct=True,
        help_text="Whether it speaks of something else than was asked.",
    )
    updated__gte = UpdatedFilter()

    class Meta:
        model = Entry
        fields: list[str] = []


class EntriesQuery(Slugged):
    queryset = rows.entries()
    serializer_class = EntrySerializer
    filterset_class = EntryFilters
    orderings = {"id": "pk", "as_of": "as_of"}
    is_versioned = True


@extend_schema_view(
    list=extend_schema(summary="Entries of all comparisons"),
    retrieve=extend_schema(summary="One entry"),
)
class EntryResource(EntryWrites, EntriesQuery):
    """Which claim answers which comparison, and how."""


@extend_schema_view(
    list=extend_schema(summary="A comparison’s entries"),
    retrieve=extend_schema(summary="One entry"),
)
class EntryOfComparisonResource(EntriesQuery):
    """The answers to one comparison."""

    within = Within(Comparison, "comparison", "comparison_id", "slug")
