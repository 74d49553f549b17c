"""Comparisons and their releases."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.fields import AddressField, IdField, PageField
from access.shaping import Expansion, Shaped
from claims.api import rows
from claims.api.serializers.content import ContentSerializer
from claims.comparing import as_json
from claims.models import Comparison, Release
from claims.selectors.comparisons import comparison_view


class ComparisonReferenceSerializer(Shaped):
    id = IdField()
    url = AddressField("comparison")

    class Meta:
        model = Comparison
        fields = ["id", "url", "slug", "question_en", "question_zh"]
        read_only_fields = fields


class ComparisonSerializer(ComparisonReferenceSerializer):
    page_url = PageField()
    releases_url = AddressField("comparison", "releases/")
    entries_url = AddressField("comparison", "entries/", help_text="The claims that answer it.")
    claim_count = serializers.IntegerField(
        read_only=True, help_text="Claims put into it, the rejected ones among them."
    )
    release_count = serializers.IntegerField(read_only=True)

    class Meta(ComparisonReferenceSerializer.Meta):
        fields = [
            *ComparisonReferenceSerializer.Meta.fields,
            "page_url",
            "releases_url",
            "entries_url",
            "kind",
            "state",
            "dimension",
            "unit",
            "places",
            "population_en",
            "population_zh",
            "begin",
            "finish",
            "as_of_rule",
            "method_en",
            "method_zh",
            "claim_count",
            "release_count",
            "version",
            "created_at",
        ]
        read_only_fields = fields


class ComparisonDetailSerializer(ComparisonSerializer):
    content = serializers.SerializerMethodField(help_text="The shape a release’s content has.")

    class Meta(ComparisonSerializer.Meta):
        fields = [*ComparisonSerializer.Meta.fields, "content"]
        read_only_fields = fields

    @extend_schema_field(ContentSerializer)
    def get_content(self, comparison: Comparison) -> dict[str, Any]:
        return as_json(comparison_view(comparison))


class ReleaseSerializer(Shaped):
    expansions = {"comparison": Expansion("comparison_id", rows.comparisons, ComparisonSerializer)}
    id = IdField()
    url = AddressField("release")
    page_url = PageField()
    comparison = ComparisonReferenceSerializer(read_only=True)
    published_by = serializers.CharField(source="published_by.username", read_only=True)

    class Meta:
        model = Release
        fields = [
            "id",
            "url",
            "page_url",
            "comparison",
            "number",
            "kind",
            "reason_en",
            "reason_zh",
            "sha256",
            "published_by",
            "published_at",
        ]
        read_only_fields = fields


class ReleaseDetailSerializer(ReleaseSerializer):
    content = serializers.SerializerMethodField(help_text="As it was published; see `sha256`.")

    class Meta(ReleaseSerializer.Meta):
        fields = [*ReleaseSerializer.Meta.fields, "content"]
        read_only_fields = fields

    @extend_schema_field(ContentSerializer)
    def get_content(self, release: Release) -> dict[str, Any]:
        return release.content
