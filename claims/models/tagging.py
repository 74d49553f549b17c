import pghistory
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class ClaimTag(Claim.tags.through):  # type: ignore[name-defined]
    """A tag on a claim, known by itself so that its history is kept and it can be undone."""

    class Meta:
        proxy = True
        verbose_name = _("tag on a claim")
        verbose_name_plural = _("tags on claims")
