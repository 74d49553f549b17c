"""Imports and their items, as the API tells of them."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.fields import AddressField, IdField
from access.shaping import Shaped
from articles.api.feeds import FeedReferenceSerializer
from articles.api.serializers import ArticleAddressSerializer, TextReferenceSerializer
from articles.models import ImportBatch, ImportItem
from articles.progress import STATES, import_state

Outcome = ImportItem.Outcome
_MEANINGS = {
    Outcome.WAITING: "Not looked at yet.",
    Outcome.UNPACKED: "Archives, feeds and tables; what came out of them is counted by itself.",
    Outcome.IMPORTED: "New articles.",
    Outcome.NEW_VERSION: "Articles that were known, with other words.",
    Outcome.UNCHANGED: "Articles that were known, with the same words.",
    Outcome.DUPLICATE: "The same words as a known article at another address.",
    Outcome.FAILED: "Not imported; the item’s `reason` says why.",
}


class CountsSerializer(serializers.Serializer):
    """Items by outcome."""

    def get_fields(self) -> dict[str, serializers.Field]:
        return {
            outcome.value: serializers.IntegerField(read_only=True, help_text=_MEANINGS[outcome])
            for outcome in Outcome
        }


class ImportSerializer(Shaped):
    """`counts` are attached by the view, one query for a whole page."""

    id = IdField()
    url = AddressField("import")
    items_url = AddressField("import", "items/", help_text="What became of each item.")
    state = serializers.SerializerMethodField(
        help_text="An import is finished when none of its items waits."
    )
    counts = CountsSerializer(read_only=True)
    feed = FeedReferenceSerializer(read_only=True, allow_null=True)
    created_by = serializers.CharField(
        source="created_by.username", read_only=True, default=None, allow_null=True
    )

    class Meta:
        model = ImportBatch
        fields = [
            "id",
            "url",
            "items_url",
            "state",
            "counts",
            "door",
            "feed",
            "created_by",
            "created_at",
            "stopped_at",
            "finished_at",
        ]
        read_only_fields = fields

    @extend_schema_field({"type": "string", "enum": list(STATES)})
    def get_state(self, batch: ImportBatch) -> str:
        return import_state(batch)


class ImportItemIdSerializer(Shaped):
    id = IdField()

    class Meta:
        model = ImportItem
        fields = ["id", "name"]
        read_only_fields = fields


class ImportItemSerializer(ImportItemIdSerializer):
    """One item, and the article it became or was found to be."""

    address = serializers.CharField(
        source="url", read_only=True, help_text="Where it is or was fetched from; may be empty."
    )
    parent = ImportItemIdSerializer(
        read_only=True, allow_null=True, help_text="The item that it was unpacked from."
    )
    article = ArticleAddressSerializer(
        source="article_text.article", read_only=True, allow_null=True, default=None
    )
    text = TextReferenceSerializer(
        source="article_text",
        read_only=True,
        allow_null=True,
        help_text="The version of the article’s text.",
    )
    original_sha256 = serializers.CharField(
        source="original.sha256",
        read_only=True,
        default=None,
        allow_null=True,
        help_text="Of the bytes as they came in.",
    )

    class Meta(ImportItemIdSerializer.Meta):
        fields = [
            *ImportItemIdSerializer.Meta.fields,
            "parent",
            "address",
            "outcome",
            "reason",
            "article",
            "text",
            "original_sha256",
            "created_at",
            "finished_at",
        ]
        read_only_fields = fields
