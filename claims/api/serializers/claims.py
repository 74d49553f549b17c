from typing import Any, ClassVar

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from access.addresses import address
from access.fields import AddressField, IdField, PageField
from access.shaping import Expansion, Shaped
from articles.api import rows as article_rows
from articles.api.serializers import ArticleReferenceSerializer, ArticleSerializer
from claims.api import rows
from claims.api.serializers.sources import (
    SourceNameSerializer,
    SourceReferenceSerializer,
    SourceSerializer,
)
from claims.models import Claim, ClaimSpan, ExtractionRun, Quantity, TimeExpression
from claims.selectors.claims import chain

MENTION = ["start", "end", "quote"]


class MentionSerializer(serializers.ModelSerializer):
    """Words of the text: `text[start:end] == quote`, in Unicode code points."""

    class Meta:
        model = ClaimSpan
        fields = MENTION
        read_only_fields = fields


class SpansSerializer(serializers.Serializer):
    """Which words name the source, signal the attribution, and are attributed."""

    source = MentionSerializer(many=True)  # type: ignore[assignment]  # Field has one of its own
    cue = MentionSerializer(many=True)
    content = MentionSerializer(many=True)


class QuantitySerializer(Shaped):
    """Exact decimals, as strings."""

    id = IdField()
    value, low, high = (
        serializers.DecimalField(30, 6, normalize_output=True, read_only=True, allow_null=True)
        for _ in range(3)
    )

    class Meta:
        model = Quantity
        fields = [
            "id",
            *MENTION,
            "value",
            "low",
            "high",
            "approximate",
            "approximator",
            "change",
            "unit",
            "counted",
            "dimension",
            "modality",
            "polarity",
        ]
        read_only_fields = fields


class ReadingSerializer(serializers.Serializer):
    """An interval of days, both ends inclusive."""

    begin = serializers.DateField()
    finish = serializers.DateField()
    granularity = serializers.CharField()


class TimeSerializer(Shaped):
    """An interval of days, both ends inclusive: the likeliest reading, and the others."""

    id = IdField()
    alternatives = serializers.SerializerMethodField(
        help_text="What else the words may mean, the likelier first."
    )

    class Meta:
        model = TimeExpression
        fields = [
            "id",
            *MENTION,
            "relation",
            "begin",
            "finish",
            "granularity",
            "alternatives",
        ]
        read_only_fields = fields

    @extend_schema_field(ReadingSerializer(many=True))
    def get_alternatives(self, time: TimeExpression) -> list[dict[str, str]]:
        # As stored; a serializer a reading would cost more than the rest of the row.
        return list(time.alternatives)


class SpeakerSerializer(serializers.ModelSerializer):
    """The source as this article words it."""

    name = serializers.CharField(source="speaker_name")
    name_latin = serializers.CharField(source="speaker_name_latin")
    role = serializers.CharField(source="speaker_role")
    affiliation = serializers.CharField(source="speaker_affiliation")

    class Meta:
        model = Claim
        fields = ["name", "name_latin", "role", "affiliation", "anonymous"]
        read_only_fields = fields


class RunSerializer(serializers.ModelSerializer):
    """Which engine and which model read the claim."""

    class Meta:
        model = ExtractionRun
        fields = ["engine_version", "model_hash"]
        read_only_fields = fields


class ClaimAddressSerializer(Shaped):
    id = IdField()
    url = AddressField("claim")

    class Meta:
        model = Claim
        fields = ["id", "url"]
        read_only_fields = fields


class ClaimReferenceSerializer(ClaimAddressSerializer):
    class Meta(ClaimAddressSerializer.Meta):
        fields = [*ClaimAddressSerializer.Meta.fields, "headline_en", "headline_zh"]
        read_only_fields = fields


class StepSerializer(serializers.Serializer):
    """One step of a chain: a claim, and who is its source (null where nobody could tell)."""

    claim = ClaimAddressSerializer()
    source = SourceNameSerializer(allow_null=True)  # type: ignore[assignment]


class ClaimSerializer(ClaimAddressSerializer):
    expansions: ClassVar[dict[str, Expansion]] = {
        "article": Expansion("article_text_id", article_rows.texts, ArticleSerializer),
        "source": Expansion("source_id", rows.sources, SourceSerializer),
        "origin": Expansion("source.standing.root_id", rows.sources, SourceSerializer),
    }
    loads = {
        "parent": (rows.REPORTING,),
        "chain": (rows.REPORTING,),
        "spans": ("spans",),
        "quantities": ("quantities",),
        "times": ("times",),
    }
    page_url = PageField()
    article = ArticleReferenceSerializer(source="article_text", read_only=True)
    state = serializers.ChoiceField(Claim.Status.choices, source="status", read_only=True)
    parent = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="The claim that reports it."
    )
    chain = serializers.SerializerMethodField(help_text="From the outermost source to the origin.")
    origin = SourceNameSerializer(
        source="source.counts_as",
        read_only=True,
        allow_null=True,
        default=None,
        help_text="The source at the chain’s inner end, as it counts.",
    )
    source = SourceReferenceSerializer(  # type: ignore[assignment]
        read_only=True, allow_null=True
    )
    speaker = SpeakerSerializer(source="*", read_only=True)
    spans = serializers.SerializerMethodField()
    quantities = QuantitySerializer(many=True, read_only=True)
    times = TimeSerializer(many=True, read_only=True)
    run = RunSerializer(
        read_only=True, allow_null=True, help_text="Null where an editor made the claim."
    )

    class Meta(ClaimAddressSerializer.Meta):
        fields = [
            *ClaimAddressSerializer.Meta.fields,
            "page_url",
            "version",
            "state",
            "kind",
            "modality",
            "polarity",
            "headline_en",
            "headline_zh",
            "article",
            "parent",
            "chain",
            "origin",
            "source",
            "speaker",
            "spans",
            "quantities",
            "times",
            "confidence",
            "run",
            "edited_at",
        ]
        read_only_fields = fields

    @extend_schema_field(ClaimAddressSerializer(allow_null=True))
    def get_parent(self, claim: Claim) -> dict[str, Any] | None:
        steps = chain(claim)
        return self._place(steps[-2]) if len(steps) > 1 else None

    @extend_schema_field(StepSerializer(many=True))
    def get_chain(self, claim: Claim) -> list[dict[str, Any]]:
        return [self._step(step) for step in chain(claim)]

    def _place(self, claim: Claim) -> dict[str, Any]:
        # Made by hand, as steps and spans are: a serializer for each would double a page's cost.
        url = address(self.context["request"], "claim", claim.public_id)
        return {"id": str(claim.public_id), "url": url}

    def _step(self, claim: Claim) -> dict[str, Any]:
        source = claim.source and claim.source.counts_as
        if source is None:
            return {"claim": self._place(claim), "source": None}
        named = {
            "id": str(source.public_id),
            "url": address(self.context["request"], "source", source.public_id),
            "key": source.key,
            "slug": source.slug,
            "label_en": source.label_en,
            "label_zh": source.label_zh,
        }
        return {"claim": self._place(claim), "source": named}

    @extend_schema_field(SpansSerializer)
    def get_spans(self, claim: Claim) -> dict[str, Any]:
        parts: dict[str, list[dict[str, Any]]] = {part: [] for part in ClaimSpan.Part.values}
        for span in claim.spans.all():
            mention = {"start": span.start, "end": span.end, "quote": span.quote}
            parts[span.part].append(mention)
        return parts


ClaimSerializer.expansions["parent"] = Expansion("parent_id", rows.whole_claims, ClaimSerializer)
