import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.identity import Identified


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Tag(Identified):
    """A word that a newsroom puts on articles and claims to find them again."""

    name = models.CharField(_("name"), max_length=100, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
