"""How a comparison stands on its way to a release: whose it is, who has read it, what it lacks."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from claims.comparing import as_json, content_sha256
from claims.models import Act, Comparison, ComparisonReview, Release
from claims.selectors.comparisons import comparison_view
from claims.selectors.recorded import events_of
from claims.selectors.timeline import rows_of

# The acts by which nobody becomes an author, nor by undoing them ("undo:comparison.submit").
REVIEWING = ("comparison.submit", "comparison.withdraw", "comparison.review", "release.publish")


@dataclass(frozen=True)
class Readiness:
    """Of a comparison as it stands now: its authors' ids, and the latest verdict of each reviewer.

    `shown` is the hash of all that a reviewer is shown of it. An approval of an earlier version,
    or of what has been corrected since, is not among the approvals.
    """

    comparison: Comparison
    shown: str
    latest: Release | None
    authors: set[int]
    approvals: list[ComparisonReview]
    objections: list[ComparisonReview]

    def not_to_be_reviewed_by(self, user: User) -> str:
        """Why, in the reader's language; empty where they may say what they think of it."""
        if self.comparison.state != Comparison.State.IN_REVIEW:
            return _("It is not in review.")
        return self._own(user)

    def not_to_be_released_by(self, user: User) -> str:
        if self.comparison.state != Comparison.State.IN_REVIEW:
            return _("It is not in review.")
        if own := self._own(user):
            return own
        if self.objections:
            return _("A reviewer wants changes.")
        if not self.approvals and not settings.ONE_PERSON_DESK:
            return _("Nobody has approved it as it stands now.")
        return ""

    def not_to_be_retracted_by(self, user: User) -> str:
        if self.latest is None:
            return _("Not released yet.")
        if self.latest.kind == Release.Kind.RETRACTION:
            return _("It is retracted already.")
        return self._own(user)

    def _own(self, user: User) -> str:
        if user.pk in self.authors and not settings.ONE_PERSON_DESK:
            return _("You have worked on it yourself; somebody else reviews and releases it.")
        return ""


def readiness_of(comparison: Comparison) -> Readiness:
    """In a fixed number of queries, those of the comparison's view among them."""
    latest = comparison.releases.defer("content").order_by("-number").first()
    shown = content_sha256(as_json(comparison_view(comparison)))
    of_version = comparison.reviews.filter(version=comparison.version).select_related("reviewed_by")
    verdicts = {review.reviewed_by_id: review for review in of_version.order_by("pk")}
    approved = ComparisonReview.Verdict.APPROVED
    return Readiness(
        comparison=comparison,
        shown=shown,
        latest=latest,
        authors=authors_of(comparison, latest),
        approvals=[
            review
            for review in verdicts.values()
            if review.verdict == approved and review.content_sha256 == shown
        ],
        objections=[review for review in verdicts.values() if review.verdict != approved],
    )


def authors_of(comparison: Comparison, latest: Release | None) -> set[int]:
    """Ids of those who have had a part in it since the latest release; until there is one, of
    whoever made it too."""
    contexts = set()
    for model, condition in rows_of(comparison):
        events = events_of(model).filter(condition, pgh_context__isnull=False)
        contexts |= set(events.order_by().values_list("pgh_context_id", flat=True))
    acts = Act.objects.filter(context__in=contexts).order_by("-pk")
    authors: set[int] = set()
    # By the order of the acts, not by their times: one that waited for a release came after it.
    for user, verb in acts.values_list("user", "verb"):
        if latest and verb == "release.publish":
            break
        if not verb.endswith(REVIEWING):
            authors.add(user)
    if latest is None and comparison.created_by_id:
        authors.add(comparison.created_by_id)
    return authors
