from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.serializers import BaseSerializer

from access.resource import Resource
from claims.api.filters import ClaimFilters, ComparisonFilters, SourceFilters
from claims.api.serializers.claims import ClaimSerializer
from claims.api.serializers.comparisons import (
    ComparisonDetailSerializer,
    ComparisonSerializer,
    ReleaseDetailSerializer,
    ReleaseSerializer,
)
from claims.api.serializers.sources import SourceSerializer
from claims.models import Claim, Comparison, Entry, Release, Source
from claims.selectors.claims import claims_with_everything

SLUG = r"[-\w]+"


def _count_of(rows: QuerySet, parent: str) -> Coalesce:
    """How many of `rows` belong to each row of the outer query; several such do not multiply."""
    counted = rows.filter(**{parent: OuterRef("pk")}).order_by().values(parent)
    return Coalesce(
        Subquery(counted.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
    )


@extend_schema_view(
    list=extend_schema(summary="Claims with everything that was read from them"),
    retrieve=extend_schema(summary="One claim"),
)
class ClaimResource(Resource):
    """Who said what, through whom, when, how many."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilters
    orderings = {
        "id": "pk",
        "published_on": "article_text__published_on",
        "confidence": "confidence",
    }
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Claim]:
        return claims_with_everything().select_related("run")

    def etag(self, entry: Claim) -> str:
        return str(entry.version)


@extend_schema_view(
    list=extend_schema(summary="Sources"), retrieve=extend_schema(summary="One source")
)
class SourceResource(Resource):
    """The persons, bodies, documents and unnamed groups that said something."""

    queryset = Source.objects.select_related("standing__root").annotate(
        claim_count=_count_of(Claim.objects.all(), "source")
    )
    serializer_class = SourceSerializer
    filterset_class = SourceFilters
    orderings = {"id": "pk", "label_en": "label_en"}
    lookup_field = "slug"
    lookup_value_regex = SLUG


@extend_schema_view(
    list=extend_schema(summary="Comparisons, without their rows"),
    retrieve=extend_schema(summary="One comparison with its rows and statistics as they stand now"),
)
class ComparisonResource(Resource):
    """One question each, and the claims that answer it."""

    queryset = Comparison.objects.annotate(
        claim_count=_count_of(Entry.objects.all(), "comparison"),
        release_count=_count_of(Release.objects.all(), "comparison"),
    )
    filterset_class = ComparisonFilters
    orderings = {"id": "pk", "created_at": "created_at"}
    lookup_field = "slug"
    lookup_value_regex = SLUG

    def get_serializer_class(self) -> type[BaseSerializer]:
        return ComparisonSerializer if self.action == "list" else ComparisonDetailSerializer

    def etag(self, entry: Comparison) -> str:
        return str(entry.version)


_COMPARISON = OpenApiParameter("slug", OpenApiTypes.STR, OpenApiParameter.PATH)


@extend_schema_view(
    list=extend_schema(summary="A comparison’s releases", parameters=[_COMPARISON]),
    retrieve=extend_schema(summary="One release, immutable", parameters=[_COMPARISON]),
)
class ReleaseResource(Resource):
    """Published versions of one comparison. To be cited; they never change."""

    queryset = Release.objects.select_related("comparison", "published_by")
    orderings = {"number": "number"}
    lookup_field = "number"
    lookup_value_regex = "[0-9]+"

    def get_queryset(self) -> QuerySet[Release]:
        rows = super().get_queryset().filter(comparison__slug=self.kwargs["slug"])
        return rows.defer("content") if self.action == "list" else rows

    def get_serializer_class(self) -> type[BaseSerializer]:
        return ReleaseSerializer if self.action == "list" else ReleaseDetailSerializer

    def etag(self, entry: Release) -> str:
        return entry.sha256
