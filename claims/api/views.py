from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.serializers import BaseSerializer

from access.documents import Documented
from access.keys import NUMBER, SLUG, UUID
from access.resource import Within
from articles.api.slugs import Slugged
from claims.api import rows
from claims.api.documents import ClaimAnnotations, ClaimFeed, ComparisonFeed, LinkedData
from claims.api.filters import ClaimFilters, ComparisonFilters, ReleaseFilters, SourceFilters
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
from claims.models import Comparison, Release, TimeExpression

# The day that it was said as far as the text tells, else that of publication.
SAID_AT = Coalesce(
    Subquery(
        TimeExpression.objects.filter(claim=OuterRef("pk"), relation=TimeExpression.Relation.SAID)
        .order_by("-finish")
        .values("finish")[:1]
    ),
    "article_text__published_on",
)


@extend_schema_view(
    list=extend_schema(summary="Claims with everything that was read from them"),
    retrieve=extend_schema(summary="One claim"),
)
class ClaimResource(Documented, ClaimWrites):
    """Who said what, through whom, when, how many."""

    documents = (
        ClaimAnnotations,
        LinkedData,
        ClaimFeed,
    )
    queryset = rows.claims()
    serializer_class = ClaimSerializer
    filterset_class = ClaimFilters
    orderings = {
        "id": "pk",
        "published_on": "article_text__published_on",
        "said_at": SAID_AT,
        "confidence": "confidence",
    }
    ordered_by = {"near": "distance"}
    finds_first = True
    is_versioned = True


@extend_schema_view(
    list=extend_schema(summary="Sources"), retrieve=extend_schema(summary="One source")
)
class SourceResource(SourceWrites, Slugged):
    """The persons, bodies, documents and unnamed groups that said something."""

    queryset = rows.sources()
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
class ComparisonResource(Documented, ComparisonWrites, Slugged):
    """One question each, and the claims that answer it."""

    documents = (ComparisonFeed,)
    queryset = rows.comparisons()
    filterset_class = ComparisonFilters
    orderings = {"id": "pk", "created_at": "created_at"}
    name_field = "slug"
    lookup_value_regex = SLUG
    is_versioned = True
    is_public = True

    def get_queryset(self) -> QuerySet[Comparison]:
        found = super().get_queryset()
        return found.filter(release_count__gt=0) if self.is_open else found

    def get_serializer_class(self) -> type[BaseSerializer]:
        # Its rows as they stand now are not what was released.
        is_short = self.action == "list" or self.is_open
        return ComparisonSerializer if is_short else ComparisonDetailSerializer


@extend_schema_view(
    list=extend_schema(summary="Releases of all comparisons"),
    retrieve=extend_schema(summary="One release, immutable"),
)
class ReleaseResource(Slugged):
    """Published versions of comparisons. To be cited; they never change."""

    queryset = Release.objects.select_related("comparison", "published_by")
    filterset_class = ReleaseFilters
    orderings = {"id": "pk", "published_at": "published_at"}
    is_public = True

    def get_queryset(self) -> QuerySet[Release]:
        releases = super().get_queryset()
        return releases.defer("content") if self.action == "list" else releases

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
