"""Editors say whether two articles are one text. No machine changes what they said."""

import pghistory
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Reprint


def reprint_judge(*, reprint: Reprint, judgement: str, user: User) -> Reprint:
    """Rule on a reprint: 'positive' or 'negative'. A ruling that stands already stays as it was.

    Raises ValidationError for any other judgement.
    """
    return _rule(reprint, judgement, user)


def reprint_undo(*, reprint: Reprint, user: User) -> Reprint:
    """Take the ruling back; what the machine found stands again, and the history has both."""
    return _rule(reprint, "", user)


def _rule(reprint: Reprint, judgement: str, user: User) -> Reprint:
    # The context around the transaction: at the door it may not be known yet who the user is.
    with pghistory.context(user=user.pk), transaction.atomic():
        reprint = Reprint.objects.select_for_update().get(pk=reprint.pk)
        if reprint.judgement == judgement:
            return reprint
        reprint.judgement = judgement
        reprint.judged_by, reprint.judged_at = (user, timezone.now()) if judgement else (None, None)
        reprint.full_clean()
        reprint.save(update_fields=["judgement", "judged_by", "judged_at"])
        return reprint
