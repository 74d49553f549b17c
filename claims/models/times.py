from datetime import date

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from articles.models import Identified
from claims.models.claim import Claim, Mention
from claims.models.readings import AnyReading, Reading


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class TimeExpression(Identified, Mention):
    """An expression resolved to an interval, both ends inclusive, against the dateline."""

    class Relation(models.TextChoices):
        CONTENT = "content", _("what it is about")
        SAID = "said", _("when it was said")

    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="times"
    )
    relation = models.CharField(
        _("relation"), max_length=10, choices=Relation, default=Relation.CONTENT
    )
    begin = models.DateField(_("begin"))
    finish = models.DateField(_("finish"))
    granularity = models.CharField(_("granularity"), max_length=20)
    by_hand = models.BooleanField(
        _("by hand"), default=False, help_text=_("An editor gave the dates; they are not re-read.")
    )
    alternatives = models.JSONField(
        _("other readings"),
        default=list,
        blank=True,
        help_text=_("What else the words may mean: begin, finish and granularity of each."),
    )

    class Meta(Mention.Meta):
        verbose_name = _("time expression")
        verbose_name_plural = _("time expressions")
        ordering = ["claim_id", "start"]
        constraints = [
            *Mention.Meta.constraints,
            models.CheckConstraint(
                condition=Q(begin__lte=F("finish")), name="time_begins_before_it_finishes"
            ),
            models.UniqueConstraint(fields=["claim", "start"], name="one_time_a_place"),
            models.CheckConstraint(
                condition=~Q(
                    AnyReading("!(@.begin <= @.finish) || (@.begin <= @.finish) is unknown")
                ),
                name="time_alternatives_begin_before_they_finish",
            ),
        ]

    def __str__(self) -> str:
        return self.quote

    @property
    def other_readings(self) -> list[Reading]:
        """What else the words may mean, the likelier first."""
        return [
            Reading(
                date.fromisoformat(other["begin"]),
                date.fromisoformat(other["finish"]),
                other["granularity"],
            )
            for other in self.alternatives
        ]
