from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.serializers import BaseSerializer

from access.counting import count_of
from access.keys import NUMBER, SLUG, UUID
from access.resource import Within
from articles.api.slugs import Slugged
from claims.api.filters import ClaimFilters, ComparisonFilters, SourceFilters
from claims.api.serializers.claims import ClaimSerializer
from claims.api.serializers.comparisons import (
    ComparisonDetailSerializer,
    ComparisonSerializer,
    ReleaseDetailSerializer,
    ReleaseSerializer,
)
from claims.api.serializers.sources import SourceSerializer
from claims.api.writes.claims import ClaimWrites
from claims.api.writes.comparisons import ComparisonWrites
from claims.api.writes.sources import SourceWrites
from claims.models import Claim, Comparison, Entry, Release, Source
from claims.selectors.claims import claims_with_everything


@extend_schema_view(
    list=extend_schema(summary="Claims with everything that was read from them"),
    retrieve=extend_schema(summary="One claim"),
)
class ClaimResource(ClaimWrites):
    """Who said what, through whom, when, how many."""

    queryset = Claim.objects.all()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilters
    orderings = {
        "id": "pk",
        "published_on": "article_text__published_on",
        "confidence": "confidence",
    }
    is_versioned = True

    def get_queryset(self) -> QuerySet[Claim]:
        return claims_with_everything().select_related("run")


@extend_schema_view(
    list=extend_schema(summary="Sources"), retrieve=extend_schema(summary="One source")
)
class SourceResource(SourceWrites, Slugged):
    """The persons, bodies, documents and unnamed groups that said something."""

    queryset = Source.objects.select_related("standing__root").annotate(
        claim_count=count_of(Claim.objects.all(), "source")
    )
    serializer_class = SourceSerializer
    filterset_class = SourceFilters
    orderings = {"id": "pk", "label_en": "label_en"}
    name_field = "slug"
    lookup_value_regex = SLUG
    is_versioned = True


@extend_schema_view(
    list=extend_schema(summary="Comparisons, without their rows"),
    retrieve=extend_schema(summary="One comparison with its rows and statistics as they stand now"),
)
class ComparisonResource(ComparisonWrites, Slugged):
    """One question each, and the claims that answer it."""

    queryset = Comparison.objects.annotate(
        claim_count=count_of(Entry.objects.all(), "comparison"),
        release_count=count_of(Release.objects.all(), "comparison"),
    )
    filterset_class = ComparisonFilters
    orderings = {"id": "pk", "created_at": "created_at"}
    name_field = "slug"
    lookup_value_regex = SLUG
    is_versioned = True

    def get_serializer_class(self) -> type[BaseSerializer]:
        return ComparisonSerializer if self.action == "list" else ComparisonDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="Releases of all comparisons"),
    retrieve=extend_schema(summary="One release, immutable"),
)
class ReleaseResource(Slugged):
    """Published versions of comparisons. To be cited; they never change."""

    queryset = Release.objects.select_related("comparison", "published_by")
    orderings = {"id": "pk", "published_at": "published_at"}

    def get_queryset(self) -> QuerySet[Release]:
        rows = super().get_queryset()
        return rows.defer("content") if self.action == "list" else rows

    def get_serializer_class(self) -> type[BaseSerializer]:
        return ReleaseSerializer if self.action == "list" else ReleaseDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="A comparison’s releases"),
    retrieve=extend_schema(summary="One release, immutable"),
)
class ReleaseOfComparisonResource(ReleaseResource):
    """Published versions of one comparison. To be cited; they never change."""

    orderings = {"number": "number"}
    within = Within(Comparison, "comparison", "comparison_id", "slug")
    name_field = "number"
    lookup_value_regex = f"{UUID}|{NUMBER}"
