"""What is tied to a row in a table of pairs, known by itself so that its history is kept."""

import pghistory
from django.utils.translation import gettext_lazy as _

from claims.models.annotation import Annotation
from claims.models.claim import Claim


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class ClaimTag(Claim.tags.through):  # type: ignore[name-defined]
    """A tag on a claim."""

    class Meta:
        proxy = True
        verbose_name = _("tag on a claim")
        verbose_name_plural = _("tags on claims")


@pghistory.track(pghistory.InsertEvent(), pghistory.DeleteEvent())
class NoteMention(Annotation.mentions.through):  # type: ignore[name-defined]
    """Whom a note names."""

    class Meta:
        proxy = True
        verbose_name = _("mention")
        verbose_name_plural = _("mentions")
