"""A comparison's content is what a release freezes; here it is only described, not made."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.reverse import reverse

from articles.api.serializers import PageField
from claims.comparing import as_json
from claims.models import Claim, Comparison, Modality, Polarity, Release, Source
from claims.selectors.comparisons import comparison_view


class NumberField(serializers.CharField):
    """An exact decimal, as a string; null where none is given."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(allow_null=True, **kwargs)


class WordingSerializer(serializers.Serializer):
    en = serializers.CharField()
    zh = serializers.CharField()


class FigureSerializer(serializers.Serializer):
    value, low, high = NumberField(), NumberField(), NumberField()
    approximate = serializers.BooleanField()
    change = serializers.BooleanField(help_text="A rise or fall, not a level.")
    direction = serializers.CharField(
        required=False, help_text="`rise` or `fall` where it is a change, else empty."
    )
    modality = serializers.ChoiceField(
        Modality.choices, required=False, help_text="Absent in older releases: `asserted`."
    )
    polarity = serializers.ChoiceField(
        Polarity.choices, required=False, help_text="Absent in older releases: `affirmed`."
    )
    unit = serializers.CharField()
    dimension = serializers.CharField()
    as_of = serializers.DateField(allow_null=True, help_text="The day it is about.")


class PartySerializer(serializers.Serializer):
    key = serializers.CharField(help_text="Empty where nobody could tell who it was.")
    slug = serializers.CharField()
    label = WordingSerializer()  # type: ignore[assignment]  # Field has a label of its own
    anonymity = serializers.ChoiceField(Source.Anonymity.choices)


class RowSerializer(serializers.Serializer):
    claim = serializers.IntegerField()
    article = serializers.IntegerField()
    article_title = serializers.CharField()
    article_language = serializers.CharField()
    publisher = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    figure = FigureSerializer()
    chain = PartySerializer(many=True, help_text="From the outermost source to the origin.")
    headline = WordingSerializer()
    kind = serializers.ChoiceField(Claim.Kind.choices)
    status = serializers.ChoiceField(Claim.Status.choices)
    quote = serializers.CharField()
    quantity_quote = serializers.CharField()
    start = serializers.IntegerField(help_text="In Unicode code points of the article text.")
    end = serializers.IntegerField()
    note = serializers.CharField()
    origin = serializers.IntegerField(help_text="Numbers the comparison’s origins from 1.")
    repeats = serializers.IntegerField(
        allow_null=True, help_text="The claim that told of this origin first; null if this one did."
    )
    earlier_version = serializers.IntegerField(
        allow_null=True,
        required=False,
        help_text="The version of the article that was read, where the article has changed since.",
    )


class StatisticsSerializer(serializers.Serializer):
    minimum, maximum, median = NumberField(), NumberField(), NumberField()
    spread = NumberField(help_text="Maximum less minimum.")
    ratio = NumberField(help_text="Maximum over minimum.")
    claims = serializers.IntegerField()
    publishers = serializers.IntegerField()
    origins = serializers.IntegerField()
    left_out = serializers.IntegerField(
        help_text="Claims the figures are not taken over: what is not told as a fact, changes, and "
        "what counts something else."
    )


class ContentSerializer(serializers.Serializer):
    """The question, its answers in the order of their days, and what they amount to."""

    slug = serializers.CharField()
    question = WordingSerializer()
    dimension = serializers.CharField()
    rows = RowSerializer(many=True)
    statistics = StatisticsSerializer()
    schema = serializers.CharField()


class ComparisonSerializer(serializers.ModelSerializer):
    url = serializers.HyperlinkedIdentityField("comparison-detail", lookup_field="slug")
    page_url = PageField()
    releases_url = serializers.HyperlinkedIdentityField("release-list", lookup_field="slug")
    claim_count = serializers.IntegerField(
        read_only=True, help_text="Claims put into it, the rejected ones among them."
    )
    release_count = serializers.IntegerField(read_only=True)

    class Meta:
        model = Comparison
        fields = [
            "id",
            "url",
            "page_url",
            "releases_url",
            "slug",
            "question_en",
            "question_zh",
            "dimension",
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


class ReleaseAddressField(serializers.HyperlinkedIdentityField):
    def get_url(self, obj: Any, view_name: str, request: Request, format: str | None) -> str:
        kwargs = {"slug": obj.comparison.slug, "number": obj.number}
        return reverse(view_name, kwargs=kwargs, request=request)


class ReleaseSerializer(serializers.ModelSerializer):
    url = ReleaseAddressField("release-detail")
    page_url = PageField()
    comparison = serializers.CharField(source="comparison.slug", read_only=True)
    published_by = serializers.CharField(source="published_by.username", read_only=True)

    class Meta:
        model = Release
        fields = [
            "url",
            "page_url",
            "comparison",
            "number",
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
