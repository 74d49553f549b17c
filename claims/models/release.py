import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Identified
from claims.models.comparison import Comparison
from claims.models.wording import in_reading_language


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class ComparisonReview(models.Model):
    """What a second person said of one version of a comparison, and of what it showed then.

    A claim that answers may be corrected without a new version; `content_sha256` is of what the
    reviewer has seen (`claims.comparing.content_sha256`).
    """

    class Verdict(models.TextChoices):
        APPROVED = "approved", _("approved")
        CHANGES_WANTED = "changes_wanted", _("changes wanted")

    comparison = models.ForeignKey(
        Comparison, verbose_name=_("comparison"), on_delete=models.CASCADE, related_name="reviews"
    )
    version = models.PositiveIntegerField(_("version"))
    content_sha256 = models.CharField(_("SHA-256 of the content"), max_length=64)
    verdict = models.CharField(_("verdict"), max_length=14, choices=Verdict)
    note = models.TextField(_("note"), blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), on_delete=models.PROTECT, related_name="+"
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), auto_now_add=True)

    class Meta:
        verbose_name = _("review of a comparison")
        verbose_name_plural = _("reviews of comparisons")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.comparison_id} {self.get_verdict_display()}"


class Release(Identified):
    """A published, immutable version of a comparison, complete in itself."""

    class Kind(models.TextChoices):
        RELEASE = "release", _("release")
        CORRECTION = "correction", _("correction")
        RETRACTION = "retraction", _("retraction")

    comparison = models.ForeignKey(
        Comparison,
        verbose_name=_("comparison"),
        on_delete=models.PROTECT,
        related_name="releases",
    )
    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.RELEASE)
    reason_en = models.TextField(_("reason in English"), blank=True)
    reason_zh = models.TextField(_("reason in Chinese"), blank=True)
    content = models.JSONField(_("content"))
    sha256 = models.CharField(_("SHA-256 of the content"), max_length=64)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("published by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("published at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["comparison_id", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["comparison", "number"], name="one_release_a_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="release_from_one"),
            models.CheckConstraint(
                condition=Q(kind="release") | (~Q(reason_en="") & ~Q(reason_zh="")),
                name="correction_has_a_reason",
            ),
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

    @property
    def reason(self) -> str:
        return in_reading_language(self.reason_en, self.reason_zh)


class ReleaseChart(models.Model):
    """A release's chart as it was drawn, one a language, layout and theme.

    The hashes of all three pictures of it are part of the release's content. `spec` is the
    Vega-Lite document, to the byte as it is given away; a card has none. `png` is kept where it is
    much asked for, and drawn from the SVG where it is not.
    """

    release = models.ForeignKey(
        Release, verbose_name=_("release"), on_delete=models.PROTECT, related_name="charts"
    )
    variant = models.CharField(_("variant"), max_length=50)
    svg = models.TextField(_("SVG"))
    spec = models.TextField(_("Vega-Lite"), blank=True)
    png = models.BinaryField(_("PNG"), null=True, blank=True)

    class Meta:
        verbose_name = _("chart of a release")
        verbose_name_plural = _("charts of releases")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["release", "variant"], name="one_chart_a_variant")
        ]
        triggers = [
            pgtrigger.Protect(
                name="chart_is_immutable", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.release_id} {self.variant}"
