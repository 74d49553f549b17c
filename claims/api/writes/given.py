"""Words of a text and what is read from them, as clients give them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from access.given import Given, GivenRow, Reasoned, Reference
from articles.models import ArticleText
from claims.models import Claim, Quantity, Source, TimeExpression

Mention = Mapping[str, Any]


class MentionGiven(Given):
    """Words of the text, in Unicode code points; `quote`, if it is given, must stand there."""

    start = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    end = serializers.IntegerField(min_value=0, max_value=2**31 - 1)
    quote = serializers.CharField(required=False, trim_whitespace=False, allow_blank=True)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        for name in {"start", "end"} - set(attrs):  # a change need not name every field of a row
            raise serializers.ValidationError({name: [_("This field is required.")]})
        return attrs


class SpansGiven(Given):
    source = MentionGiven(many=True, required=False)  # type: ignore[assignment]
    cue = MentionGiven(many=True, required=False)
    content = MentionGiven(many=True, required=False)


class SpeakerGiven(GivenRow):
    """The source as the article words it."""

    name = serializers.CharField(
        source="speaker_name", max_length=300, required=False, allow_blank=True
    )
    name_latin = serializers.CharField(
        source="speaker_name_latin", max_length=300, required=False, allow_blank=True
    )
    role = serializers.CharField(
        source="speaker_role", max_length=300, required=False, allow_blank=True
    )
    affiliation = serializers.CharField(
        source="speaker_affiliation", max_length=300, required=False, allow_blank=True
    )

    class Meta:
        model = Claim
        fields = ["name", "name_latin", "role", "affiliation", "anonymous"]


class ClaimGiven(Reasoned):
    """What a claim is made of; all else is read from it, as from any other."""

    text = Reference(ArticleText, help_text="The version of the article’s text.")
    spans = SpansGiven()
    parent = Reference(  # type: ignore[assignment]
        Claim, required=False, allow_null=True, help_text="The claim that reports it."
    )
    kind = serializers.ChoiceField(Claim.Kind.choices, required=False)


class ClaimChanges(GivenRow):
    """What is given stays, whatever is read anew. A part of the spans that is not named stays."""

    source = Reference(Source, ("slug", "key"), allow_null=True)  # type: ignore[assignment]
    parent = Reference(Claim, allow_null=True)  # type: ignore[assignment]
    speaker = SpeakerGiven(source="*")
    spans = SpansGiven()
    reason = Reasoned._declared_fields["reason"]

    class Meta:
        model = Claim
        fields = [
            "kind",
            "modality",
            "polarity",
            "headline_en",
            "headline_zh",
            "source",
            "parent",
            "speaker",
            "spans",
            "reason",
        ]


class QuantityChanges(GivenRow):
    reason = Reasoned._declared_fields["reason"]

    class Meta:
        model = Quantity
        fields = [
            "value",
            "low",
            "high",
            "approximate",
            "approximator",
            "change",
            "modality",
            "polarity",
            "unit",
            "counted",
            "dimension",
            "reason",
        ]


class QuantityGiven(QuantityChanges):
    """A number in what was said; what is not given is read at its place."""

    quote = serializers.CharField(required=False, trim_whitespace=False)

    class Meta(QuantityChanges.Meta):
        fields = ["start", "end", "quote", *QuantityChanges.Meta.fields]
        extra_kwargs = {
            name: {"required": False} for name in QuantityChanges.Meta.fields if name != "reason"
        }


class TimeChanges(GivenRow):
    reason = Reasoned._declared_fields["reason"]

    class Meta:
        model = TimeExpression
        fields = ["begin", "finish", "granularity", "relation", "reason"]


class TimeGiven(TimeChanges):
    """A time in what was said, or when it was said; what is not given is read at its place."""

    quote = serializers.CharField(required=False, trim_whitespace=False)

    class Meta(TimeChanges.Meta):
        fields = ["start", "end", "quote", *TimeChanges.Meta.fields]
        extra_kwargs = {
            name: {"required": False} for name in TimeChanges.Meta.fields if name != "reason"
        }


def places(text: str, spans: Mapping[str, Iterable[Mention]]) -> dict[str, list[list[int]]]:
    """Each part as pairs. ValidationError where other words stand than were quoted."""
    return {
        part: [place(text, mention, "spans", part) for mention in mentions]
        for part, mentions in spans.items()
    }


def place(text: str, mention: Mention, *path: str) -> list[int]:
    start, end = mention["start"], mention["end"]
    if mention.get("quote") in (None, text[start:end]):
        return [start, end]
    error: Any = [_("The text has other words at this place.")]
    for name in reversed(path or ("quote",)):
        error = {name: error}
    raise serializers.ValidationError(error)
