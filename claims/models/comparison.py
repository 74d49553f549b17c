import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from claims.models.claim import Claim, Quantity
from claims.models.wording import in_reading_language


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Comparison(models.Model):
    """One question, and the claims that answer it."""

    slug = models.SlugField(_("slug"), max_length=200, unique=True, allow_unicode=True)
    question_en = models.CharField(_("question in English"), max_length=500)
    question_zh = models.CharField(_("question in Chinese"), max_length=500)
    dimension = models.CharField(
        _("dimension"), max_length=50, help_text=_("What the answers count: troops, deaths …")
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    version = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name = _("comparison")
        verbose_name_plural = _("comparisons")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("comparison", args=[self.slug])

    @property
    def question(self) -> str:
        return in_reading_language(self.question_en, self.question_zh)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ComparisonClaim(models.Model):
    """A claim's place in a comparison: which of its quantities answers, and as of when."""

    comparison = models.ForeignKey(
        Comparison,
        verbose_name=_("comparison"),
        on_delete=models.CASCADE,
        related_name="comparison_claims",
    )
    claim = models.ForeignKey(
        Claim, verbose_name=_("claim"), on_delete=models.PROTECT, related_name="comparison_claims"
    )
    quantity = models.ForeignKey(
        Quantity,
        verbose_name=_("quantity"),
        on_delete=models.PROTECT,
        related_name="comparison_claims",
    )
    as_of = models.DateField(_("as of"))
    note = models.TextField(_("note"), blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("added by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    added_at = models.DateTimeField(_("added at"), auto_now_add=True)

    class Meta:
        verbose_name = _("claim in a comparison")
        verbose_name_plural = _("claims in comparisons")
        ordering = ["as_of", "id"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "quantity"], name="one_place_a_quantity")
        ]

    def __str__(self) -> str:
        return str(self.claim)


class Release(models.Model):
    """A published, immutable version of a comparison, complete in itself."""

    comparison = models.ForeignKey(
        Comparison,
        verbose_name=_("comparison"),
        on_delete=models.PROTECT,
        related_name="releases",
    )
    number = models.PositiveIntegerField(_("number"))
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), auto_now_add=True)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["comparison_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="one_release_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_from_one"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="release_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.comparison} · {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("release", args=[self.comparison.slug, self.number])
