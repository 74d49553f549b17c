from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from rest_framework import serializers

from access.given import Given, Reasoned, Reference
from access.writing import Asked, write
from articles.api.writing import Written
from claims.api.writes.given import (
    ClaimChanges,
    ClaimGiven,
    QuantityGiven,
    TimeGiven,
    place,
    places,
)
from claims.models import Claim
from claims.services import claim_edit
from claims.services.mending import (
    Mended,
    claim_create,
    claim_save,
    claim_split,
    claims_merge,
    quantity_add,
    spans_change,
    time_add,
    values_reread,
)
from claims.services.newsroom import claim_tags_set
from claims.services.ruling import claim_review, claim_rule

MAY_CHANGE = "claims.change_claim"


class SplitGiven(Reasoned):
    at = serializers.IntegerField(
        min_value=0, max_value=2**31 - 1, help_text="Where the second begins, in code points."
    )


class ClaimMergeGiven(Reasoned):
    second = Reference(Claim, help_text="It stays on record as rejected.")
    second_version = serializers.IntegerField(min_value=1, help_text="Its version as you saw it.")


class RereadGiven(Reasoned):
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(max_length=50),
        required=False,
        allow_null=True,
        help_text="Which to read anew: `source`, `quantities`, `headline_en` …; all, if left out.",
    )


class ClaimTagsGiven(Given):
    tags = serializers.ListField(
        child=serializers.CharField(max_length=100),
        max_length=100,
        help_text="All its tags from now on.",
    )


class ClaimWrites(Written):
    """A claim is rejected, never deleted."""

    renamed = {
        "status": "state",
        "content": "spans.content",
        "cue": "spans.cue",
        "speaker_name": "speaker.name",
        "speaker_name_latin": "speaker.name_latin",
        "speaker_role": "speaker.role",
        "speaker_affiliation": "speaker.affiliation",
        "anonymous": "speaker.anonymous",
    }

    @write(
        "Add a claim that the machine missed",
        needs=("claims.add_claim", "claims.add_claimspan"),
        takes=ClaimGiven,
    )
    def create(self, asked: Asked) -> Claim:
        given = dict(asked.given)
        text = given.pop("text")
        spans: Any = {"content": [], **places(text.text, given.pop("spans"))}
        return claim_create(article_text=text, user=asked.user, **spans, **given).claim

    @write("Correct a claim", needs=MAY_CHANGE, takes=ClaimChanges)
    def partial_update(self, claim: Claim, asked: Asked) -> Claim:
        given = dict(asked.given)
        reason = given.pop("reason", "")
        spans = places(claim.article_text.text, given.pop("spans", {}))
        if spans and not asked.user.has_perm("claims.change_claimspan"):
            raise PermissionDenied
        changes = _changes(claim, asked, spans, given)
        if not changes:
            return claim
        return claim_save(claim=claim, changes=changes, reason=reason, **asked.signed).claim

    @write("Accept a claim", needs=MAY_CHANGE, takes=Reasoned)
    def accept(self, claim: Claim, asked: Asked) -> Claim:
        return _rule(claim, Claim.Status.ACCEPTED, asked)

    @write("Reject a claim", needs=MAY_CHANGE, takes=Reasoned)
    def reject(self, claim: Claim, asked: Asked) -> Claim:
        return _rule(claim, Claim.Status.REJECTED, asked)

    @write("Take the ruling off a claim", needs=MAY_CHANGE, takes=Reasoned)
    def reopen(self, claim: Claim, asked: Asked) -> Claim:
        return _rule(claim, Claim.Status.EXTRACTED, asked)

    @write("Put a second person’s mark on a claim", needs="claims.review_claim", takes=Reasoned)
    def review(self, claim: Claim, asked: Asked) -> Claim:
        return claim_review(claim=claim, reviewed=True, **asked.signed, **asked.given)

    @write("Take the second person’s mark off", needs="claims.review_claim", takes=Reasoned)
    def unreview(self, claim: Claim, asked: Asked) -> Claim:
        return claim_review(claim=claim, reviewed=False, **asked.signed, **asked.given)

    @write("Split a claim; the second is answered", needs="claims.add_claim", takes=SplitGiven)
    def split(self, claim: Claim, asked: Asked) -> Claim:
        _mended, rest = claim_split(claim=claim, **asked.signed, **asked.given)
        return rest

    @write(
        "Merge a claim with another of its text",
        needs=(MAY_CHANGE, "claims.change_claimspan"),
        takes=ClaimMergeGiven,
    )
    def merge(self, claim: Claim, asked: Asked) -> Claim:
        given = dict(asked.given)
        versions = (asked.version, given.pop("second_version"))
        return claims_merge(first=claim, user=asked.user, versions=versions, **given).claim

    @write("Read a claim’s values anew", needs=MAY_CHANGE, takes=RereadGiven)
    def reread(self, claim: Claim, asked: Asked) -> Claim:
        given = dict(asked.given)
        fields = given.pop("fields", None)
        return values_reread(claim=claim, fields=fields, **asked.signed, **given).claim

    @write("Let a claim have these tags", needs=MAY_CHANGE, takes=ClaimTagsGiven, versioned=False)
    def tag(self, claim: Claim, asked: Asked) -> Claim:
        claim_tags_set(claim=claim, names=asked.given["tags"], user=asked.user)
        return claim

    @write(
        "Add a quantity to a claim",
        needs="claims.add_quantity",
        takes=QuantityGiven,
        path="quantities",
    )
    def add_quantity(self, claim: Claim, asked: Asked) -> Claim:
        return quantity_add(claim=claim, **asked.signed, **_figure(claim, asked)).claim

    @write(
        "Add a time to a claim", needs="claims.add_timeexpression", takes=TimeGiven, path="times"
    )
    def add_time(self, claim: Claim, asked: Asked) -> Claim:
        return time_add(claim=claim, **asked.signed, **_figure(claim, asked)).claim


def _rule(claim: Claim, status: str, asked: Asked) -> Claim:
    return claim_rule(claim=claim, status=status, **asked.signed, **asked.given)


def _changes(
    claim: Claim, asked: Asked, spans: dict[str, Any], given: dict[str, Any]
) -> list[Callable[[int], Mended]]:
    """The spans first: what is given besides then stands, whatever is read from them."""
    changes: list[Callable[[int], Mended]] = []
    if spans:
        changes.append(
            lambda version: spans_change(claim=claim, user=asked.user, version=version, **spans)
        )
    if given:
        changes.append(
            lambda version: Mended(
                claim_edit(claim=claim, user=asked.user, version=version, **given)
            )
        )
    return changes


def _figure(claim: Claim, asked: Asked) -> dict[str, Any]:
    """What was given of a quantity or a time, its place checked against its quote."""
    place(claim.article_text.text, asked.given)
    return {name: value for name, value in asked.given.items() if name != "quote"}
