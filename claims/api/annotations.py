"""Editors' notes on claims and on passages, and what they answer each other."""

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers

from access.documents import Documented
from access.fields import AddressField, IdField
from access.filters import AnyOfFilter, KeyFilter, TruthFilter, WordsFilter, moments, with_lookups
from access.shaping import Expansion, Shaped
from articles.api.rows import texts
from articles.api.serializers import TextReferenceSerializer, TextSerializer
from claims.api import rows
from claims.api.documents import NoteAnnotations
from claims.api.filters import found
from claims.api.serializers.claims import ClaimReferenceSerializer, ClaimSerializer
from claims.api.writes.annotations import AnnotationWrites
from claims.models import Annotation, SearchKind


class AnnotationReferenceSerializer(Shaped):
    id = IdField()
    url = AddressField("annotation")

    class Meta:
        model = Annotation
        fields = ["id", "url"]
        read_only_fields = fields


class AnnotationSerializer(AnnotationReferenceSerializer):
    """A note on a claim, or on a passage of a text (`start` and `end` in its code points)."""

    expansions = {
        "claim": Expansion("claim_id", rows.whole_claims, ClaimSerializer),
        "text": Expansion("article_text_id", texts, TextSerializer),
    }
    claim = ClaimReferenceSerializer(read_only=True, allow_null=True)
    text = TextReferenceSerializer(source="article_text", read_only=True, allow_null=True)
    parent = AnnotationReferenceSerializer(
        read_only=True, allow_null=True, help_text="The note that it answers."
    )
    author = serializers.CharField(source="author.username", read_only=True)
    body = serializers.CharField(read_only=True, help_text="Empty where it was withdrawn.")
    resolved_by = serializers.CharField(
        source="resolved_by.username", read_only=True, default=None, allow_null=True
    )

    class Meta(AnnotationReferenceSerializer.Meta):
        fields = [
            *AnnotationReferenceSerializer.Meta.fields,
            "claim",
            "text",
            "start",
            "end",
            "parent",
            "author",
            "body",
            "created_at",
            "resolved_by",
            "resolved_at",
        ]
        read_only_fields = fields


@with_lookups(created=moments("created_at", "Written"))
class AnnotationFilters(filters.FilterSet):
    id = KeyFilter(field_name="", help_text="These notes.")
    claim = KeyFilter(field_name="claim", help_text="Id of the claim that it is on.")
    text = KeyFilter(field_name="article_text", help_text="Id of the text that it is on.")
    parent = KeyFilter(field_name="parent", help_text="Id of the note that it answers.")
    author = AnyOfFilter(field_name="author__username", help_text="Who wrote it.")
    reply = TruthFilter(
        field_name="parent",
        lookup_expr="isnull",
        exclude=True,
        help_text="Whether it answers another note.",
    )
    resolved = TruthFilter(
        field_name="resolved_at",
        lookup_expr="isnull",
        exclude=True,
        help_text="Whether it is settled.",
    )
    q = WordsFilter(method="search", help_text="Words of the note, in Chinese or English.")

    class Meta:
        model = Annotation
        fields: list[str] = []

    def search(self, notes: QuerySet, name: str, value: str) -> QuerySet:
        return found(notes, SearchKind.ANNOTATION, value)


@extend_schema_view(
    list=extend_schema(summary="Editors’ notes and replies"),
    retrieve=extend_schema(summary="One note"),
)
class AnnotationResource(Documented, AnnotationWrites):
    """What editors have noted on claims and passages. What a machine reads is no annotation."""

    documents = (NoteAnnotations,)
    queryset = rows.annotations()
    serializer_class = AnnotationSerializer
    filterset_class = AnnotationFilters
    orderings = {"id": "pk", "created_at": "created_at"}
