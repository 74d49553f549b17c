"""A comparison's content, as it stands or as a release froze it; here only described, not made."""

from typing import Any

from rest_framework import serializers

from claims.comparing import Because
from claims.models import (
    Claim,
    Comparison,
    Entry,
    Modality,
    Polarity,
    Release,
    ScopeDifference,
    Source,
)


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
    kind = serializers.CharField(
        required=False, help_text="person, body, document or group; empty where nobody knows."
    )
    is_party = serializers.BooleanField(
        required=False, help_text="It usually speaks in its own cause."
    )
    affiliation = serializers.CharField(required=False)


class DifferenceSerializer(serializers.Serializer):
    """In what an answer speaks of more, less or something else than was asked."""

    kind = serializers.ChoiceField(ScopeDifference.Kind.choices)
    words = WordingSerializer()


class RepetitionSerializer(serializers.Serializer):
    """Why a row counts as the origin of an earlier one, that of `claim`."""

    claim = serializers.IntegerField()
    because = serializers.ChoiceField([because.value for because in Because])
    article = serializers.IntegerField()
    kind = serializers.CharField(help_text="Of a copy, an utterance or an owner: of what kind.")
    share = serializers.FloatField(allow_null=True, help_text="Of the words they have in common.")


class RowSerializer(serializers.Serializer):
    claim = serializers.IntegerField()
    article = serializers.IntegerField()
    article_title = serializers.CharField()
    article_language = serializers.CharField()
    publisher = serializers.CharField()
    published_on = serializers.DateField(allow_null=True)
    figure = FigureSerializer(allow_null=True, help_text="Null in a comparison of positions.")
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
    repetition = RepetitionSerializer(required=False, allow_null=True)
    entry = serializers.IntegerField(required=False)
    position = serializers.ChoiceField(
        Entry.Position.choices, required=False, allow_blank=True, help_text="In place of a figure."
    )
    as_of = serializers.DateField(required=False, allow_null=True)
    said_on = serializers.DateField(required=False, allow_null=True)
    owner = serializers.CharField(required=False, help_text="The publisher’s owner group.")
    wire = serializers.CharField(required=False, help_text="The wire service it was taken from.")
    text_sha256 = serializers.CharField(
        required=False, help_text="Of the exact text that `start` and `end` count in, as UTF-8."
    )
    reviewed = serializers.BooleanField(required=False)
    differences = DifferenceSerializer(many=True, required=False)
    left_out = serializers.CharField(
        required=False, help_text="Why it is no part of the spread; empty where it is."
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
        "what counts something else or in another scope."
    )
    scoped_out = serializers.IntegerField(
        required=False, help_text="Those among them that speak of another scope."
    )
    positions = serializers.DictField(
        child=serializers.IntegerField(), required=False, help_text="Answers by position."
    )


class ScopeSerializer(serializers.Serializer):
    """What is asked for."""

    kind = serializers.ChoiceField(Comparison.Kind.choices)
    dimension = serializers.CharField()
    unit = serializers.CharField(help_text="Empty: the one most answers are in.")
    places = serializers.ListField(
        child=serializers.ListField(child=serializers.JSONField()),
        help_text="Pairs of an id and its names in both languages.",
    )
    population = WordingSerializer()
    begin = serializers.DateField(allow_null=True)
    finish = serializers.DateField(allow_null=True)
    as_of_rule = serializers.ChoiceField(Comparison.AsOf.choices)
    method = WordingSerializer()


class AgreementSerializer(serializers.Serializer):
    """Answers that can all be right at once."""

    low, high = NumberField(), NumberField()
    rows = serializers.ListField(
        child=serializers.IntegerField(), help_text="Places in `rows`, from 0."
    )


class EngineSerializer(serializers.Serializer):
    version = serializers.CharField()
    model = serializers.CharField(help_text="SHA-256 of its model.")


class PreviousSerializer(serializers.Serializer):
    number = serializers.IntegerField()
    sha256 = serializers.CharField()


class ChangedSerializer(serializers.Serializer):
    what = serializers.ChoiceField(["added", "removed", "corrected"])
    claim = serializers.IntegerField()
    headline = WordingSerializer()
    fields = serializers.ListField(child=serializers.CharField())  # type: ignore[assignment]


class RatedSerializer(serializers.Serializer):
    claim = serializers.IntegerField()
    value = serializers.IntegerField(help_text="From 1, false, to 5, true.")
    words = WordingSerializer()
    explanation = serializers.CharField()
    by = serializers.CharField()
    at = serializers.DateTimeField()


class PublishedSerializer(serializers.Serializer):
    """What a release says of itself."""

    number = serializers.IntegerField()
    kind = serializers.ChoiceField(Release.Kind.choices)
    reason = WordingSerializer()
    published_at = serializers.DateTimeField()
    published_by = serializers.CharField()
    reviewers = serializers.ListField(child=serializers.CharField())
    engines = EngineSerializer(many=True, help_text="What read the claims out of the texts.")
    charts = serializers.DictField(
        child=serializers.DictField(child=serializers.CharField()),
        help_text="SHA-256 of the pictures (svg, spec, png) of each variant of the chart.",
    )
    previous = PreviousSerializer(allow_null=True, help_text="The release it comes after.")
    asked = serializers.ListField(
        child=serializers.CharField(),
        help_text="What of the question and its scope is another than in the release before.",
    )
    changes = ChangedSerializer(many=True, help_text="Since the release before.")
    ratings = RatedSerializer(many=True)


class ContentSerializer(serializers.Serializer):
    """The question, its answers in the order of their days, and what they amount to."""

    slug = serializers.CharField()
    question = WordingSerializer()
    scope = ScopeSerializer(required=False, help_text="Absent in older releases.")
    dimension = serializers.CharField(
        required=False, help_text="In older releases only: now in `scope`."
    )
    finding = WordingSerializer(required=False, help_text="What they amount to, in one sentence.")
    rows = RowSerializer(many=True)
    statistics = StatisticsSerializer()
    agreement = AgreementSerializer(many=True, required=False)
    schema = serializers.CharField()
    release = PublishedSerializer(
        required=False, help_text="In releases only, and not in older ones."
    )
