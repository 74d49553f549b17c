from typing import ClassVar

from rest_framework import serializers

from access.fields import AddressField, IdField, PageField
from access.shaping import Expansion, Shaped
from claims.api import rows
from claims.models import Source


class SourceNameSerializer(Shaped):
    """A source where another thing names it."""

    id = IdField()
    url = AddressField("source")

    class Meta:
        model = Source
        fields = ["id", "url", "key", "slug", "label_en", "label_zh"]
        read_only_fields = fields


class SourceReferenceSerializer(SourceNameSerializer):
    class Meta(SourceNameSerializer.Meta):
        fields = [
            *SourceNameSerializer.Meta.fields,
            "kind",
            "anonymity",
            "role_id",
            "affiliation_id",
        ]
        read_only_fields = fields


class SourceSerializer(SourceReferenceSerializer):
    expansions: ClassVar[dict[str, Expansion]] = {}
    page_url = PageField()
    claim_count = serializers.IntegerField(read_only=True)
    counts_as = SourceNameSerializer(
        read_only=True, help_text="The source it was merged into; itself where it was not."
    )

    class Meta(SourceReferenceSerializer.Meta):
        fields = [
            *SourceReferenceSerializer.Meta.fields,
            "wikidata_id",
            "is_party",
            "counts_as",
            "page_url",
            "claim_count",
            "version",
        ]
        read_only_fields = fields


SourceSerializer.expansions["counts_as"] = Expansion(
    "standing.root_id", rows.sources, SourceSerializer
)
