"""An editor has looked at what became of a claim when its article's text changed."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Anchoring, Claim
from claims.services.acts import StaleVersion, act_of
from claims.services.moving import put_back


def anchoring_settle(*, anchoring: Anchoring, user: User, version: int) -> Anchoring:
    """An editor has looked: it is the claim, or it may stay with the old text.

    `version` is that of the claim which the editor has seen; raises StaleVersion for another. What
    was settled before stays as it is.
    """
    with act_of(user):
        anchoring, _claim = _seen(anchoring, version)
        if anchoring.settled_at is None:
            _settle(anchoring, user)
            anchoring.save(update_fields=["settled_at", "settled_by"])
        return anchoring


def anchoring_refuse(*, anchoring: Anchoring, user: User, version: int) -> Anchoring:
    """What was found is not the claim: it goes back to where it stood in the earlier text.

    Raises StaleVersion as above, ValidationError where the claim stands elsewhere by now.
    """
    with act_of(user):
        anchoring, claim = _seen(anchoring, version)
        moved = anchoring.method != Anchoring.Method.NONE
        if not moved or claim.article_text_id != anchoring.to_text_id:
            raise ValidationError(_("The claim does not stand in that text."))
        put_back(claim, anchoring.from_text, anchoring.details)
        claim.version += 1
        claim.edited_at, claim.edited_by = timezone.now(), user
        claim.save()
        anchoring.method, anchoring.score = Anchoring.Method.NONE, 0
        anchoring.give_reason([("refused", "")])
        _settle(anchoring, user)
        anchoring.full_clean()
        anchoring.save()
        return anchoring


def _seen(anchoring: Anchoring, version: int) -> tuple[Anchoring, Claim]:
    claim = Claim.objects.select_for_update().get(pk=anchoring.claim_id)
    if claim.version != version:
        raise StaleVersion(claim)
    row = Anchoring.objects.select_for_update(of=("self",)).select_related("from_text")
    return row.get(pk=anchoring.pk), claim


def _settle(anchoring: Anchoring, user: User) -> None:
    anchoring.settled_at, anchoring.settled_by = timezone.now(), user
