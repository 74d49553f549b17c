"""An editor rules on a claim; a second person says that they have looked at the ruling."""

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Claim
from claims.services.acts import act_of
from claims.services.editing import RULINGS
from claims.services.signing import next_version, seen, sign

VERBS = {**RULINGS, Claim.Status.CORRECTED: "claim.edit"}


def claim_rule(*, claim: Claim, user: User, version: int, status: str, reason: str = "") -> Claim:
    """Accept or reject, or take the ruling off again.

    A ruling that stands already stays whose it is. Raises StaleVersion, LockedArticle, and
    ValidationError for no such status.
    """
    if status not in VERBS:
        raise ValidationError({"status": _("There is no such status.")})
    with act_of(user, VERBS[Claim.Status(status)], reason=reason, claim=claim):
        claim = seen(claim, user, version)
        if claim.status == status:
            return claim
        claim.status = status
        return sign(claim, user, corrected=False)


def claim_review(
    *, claim: Claim, user: User, version: int, reviewed: bool = True, reason: str = ""
) -> Claim:
    """The second person's mark, put on or taken off.

    Raises PermissionDenied for whoever ruled on the claim or changed it last, ValidationError
    where nobody has ruled yet, StaleVersion and LockedArticle.
    """
    verb = "claim.review" if reviewed else "claim.unreview"
    with act_of(user, verb, reason=reason, claim=claim):
        claim = seen(claim, user, version)
        if reviewed and claim.edited_by_id == user.pk:
            raise PermissionDenied(_("A second person reviews what you have ruled."))
        if reviewed and claim.status == Claim.Status.EXTRACTED:
            raise ValidationError({"status": _("Nobody has ruled on this claim yet.")})
        if reviewed == bool(claim.reviewed_at):
            return claim
        claim = next_version(claim)
        claim.reviewed_at = timezone.now() if reviewed else None
        claim.reviewed_by = user if reviewed else None
        claim.save(update_fields=["reviewed_at", "reviewed_by"])
        return claim
