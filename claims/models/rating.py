import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim

WORST, BEST = 1, 5


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Rating(models.Model):
    """An editor's verdict on whether a claim is true; schema.org's `ClaimReview` is made of it."""

    claim = models.OneToOneField(
        Claim, verbose_name=_("claim"), on_delete=models.CASCADE, related_name="rating"
    )
    value = models.PositiveSmallIntegerField(
        _("rating"),
        validators=[MinValueValidator(WORST), MaxValueValidator(BEST)],
        help_text=_("From 1, false, to 5, true."),
    )
    words_en = models.CharField(_("verdict in English"), max_length=200)
    words_zh = models.CharField(_("verdict in Chinese"), max_length=200)
    explanation = models.TextField(_("explanation"), blank=True)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    rated_at = models.DateTimeField(_("rated at"), auto_now=True)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.CheckConstraint(condition=Q(value__range=(WORST, BEST)), name="rating_in_range")
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.value}"
