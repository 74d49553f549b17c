from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from access.given import Given, GivenRow, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from claims.api.serializers.comparisons import ReleaseDetailSerializer
from claims.models import (
    Claim,
    Comparison,
    ComparisonReview,
    Entry,
    Quantity,
    Release,
    ScopeDifference,
)
from claims.services import (
    comparison_create,
    comparison_edit,
    comparison_review,
    comparison_submit,
    comparison_withdraw,
    entry_add,
    entry_edit,
    entry_remove,
    release_publish,
)
from claims.services.acts import StaleVersion

MAY_CHANGE = "claims.change_comparison"


class ComparisonGiven(GivenRow):
    class Meta:
        model = Comparison
        fields = [
            "slug",
            "question_en",
            "question_zh",
            "kind",
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
        ]


class ReviewGiven(GivenRow):
    class Meta:
        model = ComparisonReview
        fields = ["verdict", "note"]
        extra_kwargs = {"note": {"max_length": 2000, "help_text": "What is to be changed."}}


class ReasonsGiven(Given):
    """Readers are told them."""

    reason_en = serializers.CharField(max_length=2000)
    reason_zh = serializers.CharField(max_length=2000)


class ComparisonWrites(Written):
    """A comparison goes from draft into review, is approved by another, and then released."""

    @write("Put a question", needs="claims.add_comparison", takes=ComparisonGiven)
    def create(self, asked: Asked) -> Comparison:
        return comparison_create(user=asked.user, **asked.given)

    @write("Change a question or its scope", needs=MAY_CHANGE, takes=ComparisonGiven)
    def partial_update(self, comparison: Comparison, asked: Asked) -> Comparison:
        return comparison_edit(comparison=comparison, **asked.signed, **asked.given)

    @write("Ask for a review", needs=MAY_CHANGE)
    def submit(self, comparison: Comparison, asked: Asked) -> Comparison:
        return comparison_submit(comparison=comparison, **asked.signed)

    @write("Take a comparison out of review", needs=MAY_CHANGE)
    def withdraw(self, comparison: Comparison, asked: Asked) -> Comparison:
        return comparison_withdraw(comparison=comparison, **asked.signed)

    @write(
        "Say whether a comparison may be released",
        needs="claims.review_comparison",
        takes=ReviewGiven,
    )
    def review(self, comparison: Comparison, asked: Asked) -> Comparison:
        return comparison_review(comparison=comparison, **asked.signed, **asked.given).comparison

    @write(
        "Release a comparison that was approved",
        needs="claims.add_release",
        answers=ReleaseDetailSerializer,
        status=201,
    )
    def publish(self, comparison: Comparison, asked: Asked) -> Release:
        return _published(comparison, asked, Release.Kind.RELEASE)

    @write(
        "Release a correction of what was released last",
        needs="claims.add_release",
        takes=ReasonsGiven,
        answers=ReleaseDetailSerializer,
        status=201,
    )
    def correct(self, comparison: Comparison, asked: Asked) -> Release:
        return _published(comparison, asked, Release.Kind.CORRECTION)

    @write(
        "Take back what was released last",
        needs="claims.add_release",
        takes=ReasonsGiven,
        answers=ReleaseDetailSerializer,
        status=201,
    )
    def retract(self, comparison: Comparison, asked: Asked) -> Release:
        return _published(comparison, asked, Release.Kind.RETRACTION)


class DifferenceGiven(GivenRow):
    class Meta:
        model = ScopeDifference
        fields = ["kind", "words_en", "words_zh"]

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        for name in set(self.Meta.fields) - set(attrs):  # also where an entry is changed
            raise serializers.ValidationError({name: [_("This field is required.")]})
        return attrs


class EntryChanges(GivenRow):
    differences = serializers.ListField(
        child=DifferenceGiven(),
        required=False,
        max_length=20,
        help_text="In what its scope is another; all there are from now on.",
    )

    class Meta:
        model = Entry
        fields = ["position", "as_of", "note", "differences"]


class EntryGiven(EntryChanges):
    """A claim's answer: one of its quantities, or the claim with its position."""

    comparison = Reference(Comparison, ("slug",))
    claim = Reference(Claim, required=False, allow_null=True)
    quantity = Reference(Quantity, required=False, allow_null=True)

    class Meta(EntryChanges.Meta):
        fields = ["comparison", "claim", "quantity", *EntryChanges.Meta.fields]
        validators: list[Any] = []  # the service's

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not (attrs.get("claim") or attrs.get("quantity")):
            raise serializers.ValidationError(
                {"quantity": [_("Give a quantity, or a claim with its position.")]}
            )
        return attrs


class EntryWrites(Written):
    """An entry's version is its comparison's: whoever changes one has seen the others."""

    @write("Let a claim answer a comparison", needs="claims.add_entry", takes=EntryGiven)
    def create(self, asked: Asked) -> Entry:
        return entry_add(user=asked.user, **_as_triples(asked.given))

    @write("Change an answer", needs="claims.change_entry", takes=EntryChanges)
    def partial_update(self, entry: Entry, asked: Asked) -> Entry:
        _seen(entry.comparison, asked)
        return entry_edit(entry=entry, user=asked.user, **_as_triples(asked.given))

    @write("Take a claim out of a comparison", needs="claims.delete_entry")
    def destroy(self, entry: Entry, asked: Asked) -> None:
        _seen(entry.comparison, asked)
        entry_remove(entry=entry, user=asked.user)


def _published(comparison: Comparison, asked: Asked, kind: str) -> Release:
    _seen(comparison, asked)
    return release_publish(comparison=comparison, user=asked.user, kind=kind, **asked.given)


def _seen(comparison: Comparison, asked: Asked) -> None:
    """Lock it, for a service that does not ask which version was seen."""
    current = Comparison.objects.select_for_update().get(pk=comparison.pk)
    if current.version != asked.version:
        raise StaleVersion(current)


def _as_triples(given: dict[str, Any]) -> dict[str, Any]:
    if "differences" not in given:
        return given
    triples = [(d["kind"], d["words_en"], d["words_zh"]) for d in given["differences"]]
    return {**given, "differences": triples}
