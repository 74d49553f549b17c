"""What editors have ruled that two claims are to one another."""

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from access.fields import AddressField, IdField
from access.filters import AnyOfFilter, KeyFilter, TruthFilter, choice, moments, with_lookups
from access.keys import named
from access.shaping import Expansion, Shaped
from articles.api.filters import UpdatedFilter
from claims.api import rows
from claims.api.serializers.claims import ClaimReferenceSerializer, ClaimSerializer
from claims.api.writes.links import LinkWrites
from claims.models import Link


class LinkSerializer(Shaped):
    """An edge from the first claim to the second, with an editor's judgement."""

    expansions = {
        "first": Expansion("first_id", rows.whole_claims, ClaimSerializer),
        "second": Expansion("second_id", rows.whole_claims, ClaimSerializer),
    }
    id = IdField()
    url = AddressField("link")
    first = ClaimReferenceSerializer(read_only=True)
    second = ClaimReferenceSerializer(read_only=True)
    created_by = serializers.CharField(source="created_by.username", read_only=True)
    undone_by = serializers.CharField(
        source="undone_by.username", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = Link
        fields = [
            "id",
            "url",
            "first",
            "second",
            "relation",
            "judgement",
            "reason",
            "suggested_relation",
            "score",
            "created_by",
            "created_at",
            "undone_by",
            "undone_at",
        ]
        read_only_fields = fields


@with_lookups(created=moments("created_at", "Judged"))
class LinkFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These links.")
    claim = KeyFilter(field_name="", method="of_claim", help_text="Id of either of the two claims.")
    relation = choice(Link.Relation, "What the first is to the second.")
    judgement = choice(Link.Judgement, "What the editor has ruled.")
    standing = TruthFilter(
        field_name="undone_at", lookup_expr="isnull", help_text="Whether it has not been undone."
    )
    created_by = AnyOfFilter(field_name="created_by__username", help_text="Whose judgement it is.")
    updated__gte = UpdatedFilter()

    class Meta:
        model = Link
        fields: list[str] = []

    def of_claim(self, links: QuerySet, name: str, value: list[str]) -> QuerySet:
        return links.filter(Q(named(value, "first__")) | Q(named(value, "second__")))


@extend_schema_view(
    list=extend_schema(summary="Links between claims, those undone among them"),
    retrieve=extend_schema(summary="One link"),
)
class LinkResource(LinkWrites):
    """Which claims agree, contradict, update or repeat one another, as editors have ruled."""

    queryset = rows.links()
    serializer_class = LinkSerializer
    filterset_class = LinkFilters
    orderings = {"id": "pk", "created_at": "created_at"}
