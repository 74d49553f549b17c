"""Editors say whether two articles are one text. No machine changes what they said."""

from django.contrib.auth.models import User
from django.utils import timezone

from articles.models import Reprint
from articles.services.acts import act_of


def reprint_judge(*, reprint: Reprint, judgement: str, user: User) -> Reprint:
    """Rule on a reprint: 'positive' or 'negative'. A ruling that stands already stays as it was.

    Raises ValidationError for any other judgement.
    """
    return _rule(reprint, judgement, user, "reprint.judge")


def reprint_undo(*, reprint: Reprint, user: User) -> Reprint:
    """Take the ruling back; what the machine found stands again, and the history has both."""
    return _rule(reprint, "", user, "reprint.undo")


def _rule(reprint: Reprint, judgement: str, user: User, verb: str) -> Reprint:
    with act_of(user, verb, article=reprint.first):
        reprint = Reprint.objects.select_for_update().get(pk=reprint.pk)
        if reprint.judgement == judgement:
            return reprint
        reprint.judgement = judgement
        reprint.judged_by, reprint.judged_at = (user, timezone.now()) if judgement else (None, None)
        reprint.full_clean()
        reprint.save(update_fields=["judgement", "judged_by", "judged_at"])
        return reprint
