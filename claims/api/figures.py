"""The quantities and the times of all claims, one by one."""

from typing import Any

from django.db.models import Q, QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view

from access.fields import AddressField
from access.filters import (
    AnyOfFilter,
    KeyFilter,
    WordsFilter,
    choice,
    days,
    numbers,
    with_lookups,
)
from access.shaping import Expansion
from claims.api import rows
from claims.api.filters import EITHER, ends_of, stating
from claims.api.serializers.claims import (
    ClaimReferenceSerializer,
    ClaimSerializer,
    QuantitySerializer,
    TimeSerializer,
)
from claims.api.writes.figures import QuantityWrites, TimeWrites
from claims.models import Modality, Polarity, Quantity, TimeExpression
from claims.models.readings import reaching

OF_CLAIM = {"claim": Expansion("claim_id", rows.whole_claims, ClaimSerializer)}


class QuantityOfClaimSerializer(QuantitySerializer):
    """A quantity, and whose it is."""

    expansions = OF_CLAIM
    url = AddressField("quantity")
    claim = ClaimReferenceSerializer(read_only=True)

    class Meta(QuantitySerializer.Meta):
        fields = ["id", "url", "claim", *QuantitySerializer.Meta.fields[1:]]
        read_only_fields = fields


class TimeOfClaimSerializer(TimeSerializer):
    """A time expression, and whose it is."""

    expansions = OF_CLAIM
    url = AddressField("time")
    claim = ClaimReferenceSerializer(read_only=True)

    class Meta(TimeSerializer.Meta):
        fields = ["id", "url", "claim", *TimeSerializer.Meta.fields[1:]]
        read_only_fields = fields


class OfClaimFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These.")
    claim = KeyFilter(field_name="claim", help_text="Id of the claim.")

    def together(self, found: QuerySet, name: str, value: Any) -> QuerySet:
        """Nothing by itself: `filter_queryset` asks for all of it at once."""
        return found


@with_lookups(
    value=numbers("value", "The quantity, as far as its range reaches", method="together"),
    published=days("claim__article_text__published_on", "The article was published"),
)
class QuantityFilters(OfClaimFilters):
    dimension = AnyOfFilter(method="together", help_text="What is counted: `troops`, `deaths`.")
    unit = AnyOfFilter(method="together", help_text="`person`, `vehicle`, `USD`.")
    counted = WordsFilter(
        method="together", help_text="Words of what is counted, as the text has them."
    )
    modality = choice(Modality, "How its own clause puts it.", method="together")
    polarity = choice(Polarity, "Whether its own clause affirms it.", method="together")
    change = choice(Quantity.Change, "A rise or a fall, not a level.")

    class Meta:
        model = Quantity
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        conditions = stating(self.form.cleaned_data, of="")
        return super().filter_queryset(queryset).filter(*conditions)


@with_lookups(
    day=days("day", f"It reaches to. {EITHER}", method="together"),
)
class TimeFilters(OfClaimFilters):
    relation = choice(TimeExpression.Relation, "What it is about, or when it was said.")
    granularity = AnyOfFilter(help_text="`day`, `month`, `season` …")

    class Meta:
        model = TimeExpression
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        begin, finish = ends_of(self.form.cleaned_data, "day")
        asked = reaching(begin, finish) if begin or finish else Q()
        return super().filter_queryset(queryset).filter(asked)


@extend_schema_view(
    list=extend_schema(summary="Quantities of all claims"),
    retrieve=extend_schema(summary="One quantity"),
)
class QuantityResource(QuantityWrites):
    """The numbers that claims give, each with the words it was read from."""

    queryset = rows.quantities()
    serializer_class = QuantityOfClaimSerializer
    filterset_class = QuantityFilters
    orderings = {"id": "pk", "value": "value"}


@extend_schema_view(
    list=extend_schema(summary="Time expressions of all claims"),
    retrieve=extend_schema(summary="One time expression"),
)
class TimeResource(TimeWrites):
    """The days that claims speak of, or on which they were made."""

    queryset = rows.times()
    serializer_class = TimeOfClaimSerializer
    filterset_class = TimeFilters
    orderings = {"id": "pk", "begin": "begin"}
