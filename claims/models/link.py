import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Link(models.Model):
    """A typed edge between two claims with an editor's judgement. Undone, never deleted."""

    class Relation(models.TextChoices):
        SAME_ORIGIN = "same_origin", _("repeats the same origin")
        AGREES = "agrees", _("agrees")
        DIFFERS = "differs", _("differs")
        UPDATES = "updates", _("updates")

    class Judgement(models.TextChoices):
        POSITIVE = "positive", _("yes")
        NEGATIVE = "negative", _("no")
        UNSURE = "unsure", _("unsure")

    first = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="links_from"
    )
    second = models.ForeignKey(
        Claim, verbose_name=_("other claim"), on_delete=models.CASCADE, related_name="links_to"
    )
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    judgement = models.CharField(_("judgement"), max_length=10, choices=Judgement)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(_("judged at"), auto_now_add=True)
    undone_at = models.DateTimeField(_("undone at"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("undone by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        verbose_name = _("link")
        verbose_name_plural = _("links")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=~Q(first=F("second")), name="link_joins_two_claims"),
            models.UniqueConstraint(
                fields=["first", "second", "relation"],
                condition=Q(undone_at__isnull=True),
                name="one_standing_judgement",
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="undo_has_time_and_user",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.get_relation_display()} {self.second_id}"
