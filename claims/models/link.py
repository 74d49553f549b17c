import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from articles.models import Identified
from claims.models.claim import Claim


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Link(Identified):
    """A typed edge between two claims with an editor's judgement. Undone, never deleted."""

    class Relation(models.TextChoices):
        AGREES = "agrees", _("agrees")
        CONTRADICTS = "contradicts", _("contradicts")
        UPDATES = "updates", _("updates")
        REPEATS = "repeats", _("repeats the same origin")
        DIFFERENT_SCOPE = "different_scope", _("speaks of something else")
        SUPPORTS = "supports", _("supports")
        ELABORATES = "elaborates", _("elaborates")

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
    reason = models.TextField(_("reason"), blank=True, help_text=_("In the editor’s words."))
    suggested_relation = models.CharField(
        _("suggested as"),
        max_length=20,
        choices=Relation,
        blank=True,
        help_text=_("What the machine had suggested; empty where it had suggested nothing."),
    )
    score = models.FloatField(_("score"), null=True, blank=True)
    reasons = models.JSONField(_("reasons of the suggestion"), default=list, blank=True)
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


class LinkSuggestion(models.Model):
    """What a machine takes two claims to be to one another, until an editor rules on the pair.

    Machines replace these rows as they like: a ruling is a `Link`, which keeps score and reasons.
    A suggestion about a pair that a standing link rules on is not shown, and not made again.
    """

    first = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="suggestions_from"
    )
    second = models.ForeignKey(
        Claim,
        verbose_name=_("other claim"),
        on_delete=models.CASCADE,
        related_name="suggestions_to",
    )
    relation = models.CharField(
        _("relation"),
        max_length=20,
        choices=Link.Relation,
        help_text=_("Of the first to the second, where it has a direction."),
    )
    score = models.FloatField(_("score"))
    reasons = models.JSONField(_("reasons"), default=list)
    made_by = models.CharField(_("made by"), max_length=100)
    made_at = models.DateTimeField(_("made at"), auto_now=True)

    class Meta:
        verbose_name = _("suggested link")
        verbose_name_plural = _("suggested links")
        ordering = ["-score", "id"]
        indexes = [models.Index(fields=["second", "-score"], name="suggestions_of_a_second")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first=F("second")), name="suggestion_joins_two_claims"
            ),
            models.CheckConstraint(
                condition=Q(score__range=(0, 1)), name="suggestion_score_is_a_share"
            ),
            models.UniqueConstraint(
                Least("first", "second"), Greatest("first", "second"), name="one_suggestion_a_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.get_relation_display()} {self.second_id}"
