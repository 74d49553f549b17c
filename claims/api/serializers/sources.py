from rest_framework import serializers

from articles.api.serializers import PageField
from claims.models import Source


class SourceReferenceSerializer(serializers.ModelSerializer):
    url = serializers.HyperlinkedIdentityField("source-detail", lookup_field="slug")

    class Meta:
        model = Source
        fields = [
            "url",
            "key",
            "slug",
            "kind",
            "anonymity",
            "label_en",
            "label_zh",
            "role_id",
            "affiliation_id",
        ]
        read_only_fields = fields


class SourceSerializer(SourceReferenceSerializer):
    page_url = PageField()
    claim_count = serializers.IntegerField(read_only=True)
    counts_as = serializers.CharField(
        source="counts_as.key",
        read_only=True,
        help_text="Key of the source it was merged into; its own where it was not.",
    )

    class Meta(SourceReferenceSerializer.Meta):
        fields = [
            "id",
            *SourceReferenceSerializer.Meta.fields,
            "wikidata_id",
            "is_party",
            "counts_as",
            "page_url",
            "claim_count",
        ]
        read_only_fields = fields
